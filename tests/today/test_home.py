"""The page of arrival: what needs this person now, in few statements, telling of no child."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consent.models import Face
from moderation.drafts.actions import reviews
from moderation.drafts.models import Takedown
from moderation.incidents.actions import reporting
from moderation.incidents.actions.reporting import Report
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.needs import Asked
from schoolsocial.accounts.roles import GRANTS, Role
from schoolsocial.today import queries
from tests.accounts.samples import world
from tests.cast import client_of, in_scope, make_person
from tests.drafts.forcing import force
from tests.posts import adopt_policy, make_pupil, submitted

HOME = "/st-catherine/"
NEED = re.compile(r'need-count">(\d+)</span> <span class="need-words">([^<]+)<')
MOST_STATEMENTS = 15


def needs(person: Person) -> dict[str, int]:
    page = client_of(person).get(HOME).content.decode()
    return {words: int(count) for count, words in NEED.findall(page)}


def statements(sent: CaptureQueriesContext) -> list[str]:
    """What a page asks, without the savepoints that only a test's own transaction makes of it."""
    asked = [str(one["sql"]) for one in sent.captured_queries]
    return [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE"))]


def waiting(school: School, person: Person) -> list[str]:
    with in_scope(school.pk):
        membership = Membership.objects.get(person=person)
        found = queries.waiting_for(Asked(membership, timezone.now()))
    return [one.need.code for one in found]


def test_home_with_nothing_to_do_says_so_and_when(office: Person) -> None:
    page = client_of(office).get(HOME).content.decode()

    assert re.search(r"Nothing needs you\. Last checked \d\d:\d\d\.", page)


def test_home_tells_a_reviewer_of_a_draft_and_its_author_nothing(
    school: School, head: Person, teacher: Person
) -> None:
    adopt_policy(school)
    submitted(school, teacher)

    assert needs(head)["draft waits for your decision"] == 1
    assert needs(teacher) == {}


def test_home_tells_an_author_what_came_back(school: School, head: Person, teacher: Person) -> None:
    adopt_policy(school)
    post = submitted(school, teacher)
    with in_scope(school.pk):
        reviews.send_back(post=post, by=head, version=1, comment="Shorter.", now=timezone.now())

    assert needs(teacher) == {"draft came back to you with a comment": 1}


def test_home_names_what_is_late_in_words_and_puts_it_first(
    school: School, head: Person, teacher: Person
) -> None:
    adopt_policy(school)
    post = submitted(school, teacher)
    force("drafts_post", post.pk, review_due_at=timezone.now() - timedelta(hours=3))

    page = client_of(head).get(HOME).content.decode()

    assert NEED.findall(page)[0] == ("1", "draft waits for your decision")
    assert "Late: it was due " in page


def test_home_says_of_which_year_a_day_was(school: School, head: Person, teacher: Person) -> None:
    adopt_policy(school)
    post = submitted(school, teacher)
    force("drafts_post", post.pk, review_due_at=datetime(2021, 12, 31, 9, tzinfo=UTC))

    page = client_of(head).get(HOME).content.decode()

    assert "Late: it was due Friday 31 December 2021 at 09:00." in page


@pytest.mark.parametrize("state", ["failed", "expired"])
def test_home_tells_an_author_what_did_not_go_out(
    school: School, teacher: Person, state: str
) -> None:
    adopt_policy(school)
    post = submitted(school, teacher)
    force("drafts_post", post.pk, state=state)

    assert needs(teacher) == {"post of yours did not go out": 1}


def test_home_counts_a_confidential_incident_for_those_who_may_open_it(
    school: School, dsl: Person, deputy: Person, teacher: Person
) -> None:
    with in_scope(school.pk):
        report = Report(category="disclosure", words="A child told me something.")
        reporting.report(school=school, by=teacher, report=report, now=timezone.now())

    assert "incidents.nobodys" in waiting(school, dsl)
    assert "incidents.nobodys" not in waiting(school, deputy)


def test_home_of_a_school_counts_nothing_of_another(
    school: School, other_school: School, head: Person
) -> None:
    adopt_policy(other_school)
    submitted(other_school, make_person(other_school, Role.TEACHER))

    assert waiting(school, head) == []


def test_home_tells_of_no_pupil(school: School, head: Person, teacher: Person) -> None:
    adopt_policy(school)
    pupil = make_pupil(school, "Ottoline", "Quigley")
    submitted(school, teacher, "Year 4 grew beans.")

    page = client_of(head).get(HOME).content.decode()

    assert pupil.legal_forename not in page
    assert "beans" not in page


@pytest.mark.parametrize("role", Role)
def test_home_takes_few_statements(db: None, role: Role) -> None:
    given = world()
    client = client_of(make_person(given.school, role))
    client.get(HOME)

    with CaptureQueriesContext(connection) as sent:
        client.get(HOME)

    assert len(statements(sent)) <= MOST_STATEMENTS


@pytest.mark.parametrize("role", Role)
def test_needs_are_only_what_the_role_may_see_to(school: School, role: Role) -> None:
    person = make_person(school, role)

    with in_scope(school.pk):
        membership = Membership.objects.get(person=person)
        wanted = queries.needs_of(Asked(membership, timezone.now()))

    assert all(need.permission in GRANTS[role] for need in wanted.values())


def test_needs_have_one_code_and_one_sentence_each(school: School) -> None:
    everybody = make_person(school, *Role, second_factor=True)
    with in_scope(school.pk):
        asked = Asked(Membership.objects.get(person=everybody), timezone.now())
        said = [need for provider in queries.PROVIDERS for need in provider(asked)]

    assert len({need.code for need in said}) == len(said)
    assert len({need.words % 2 for need in said}) == len(said)


def test_needs_are_of_a_table_without_which_there_are_none(school: School) -> None:
    everybody = make_person(school, *Role, second_factor=True)
    with in_scope(school.pk):
        asked = Asked(Membership.objects.get(person=everybody), timezone.now())
        wanted = queries.needs_of(asked).values()
        of_another = {need.code: need.of for need in wanted if need.rows().model is not need.of}

    assert of_another == {"drafts.faces": Face, "drafts.takedowns": Takedown}
