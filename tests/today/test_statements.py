"""Statements made of many querysets say what the querysets would say one by one."""

from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from moderation.drafts.models import Post, Trip
from policy.models import Proposal
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.today import statements
from tests.cast import in_scope, make_person
from tests.posts import adopt_policy, submitted


def test_table_holds_rows_of_this_school_or_of_none_of_them(
    school: School, other_school: School, teacher: Person
) -> None:
    adopt_policy(other_school)
    submitted(other_school, make_person(other_school, Role.TEACHER))

    def held() -> set[type[Model]]:
        with in_scope(school.pk):
            return statements.tables_with_rows(school, [Post, Post, Proposal, Trip])

    before = held()
    adopt_policy(school)
    submitted(school, teacher)

    assert before == {Proposal}, "a trust's proposals are no school's"
    assert held() == {Post, Proposal}


def test_nothing_is_asked_where_no_table_is_a_schools(school: School) -> None:
    with CaptureQueriesContext(connection) as sent:
        assert statements.tables_with_rows(school, [Proposal]) == {Proposal}

    assert len(sent) == 0


def test_rows_that_there_can_be_none_of_count_as_none(school: School) -> None:
    with in_scope(school.pk):
        none = statements.count(Post.objects.filter(pk__in=[]))
        found = statements.columns({"number": none, "some": statements.exists(Post.objects.none())})

    assert found == {"number": 0, "some": False}
