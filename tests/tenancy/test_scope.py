"""A scope says whose rows may be seen; without one the managers refuse."""

import pytest
from django.db import transaction

from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.tenancy import scope
from tests.cast import in_scope, make_school, run_sql

SETTING = "SELECT coalesce(current_setting('schoolsocial.school', true), '')"


def test_managers_refuse_outside_a_scope(head: Person) -> None:
    with pytest.raises(scope.NoSchool):
        Membership.objects.count()


def test_managers_refuse_through_the_school_too(school: School, head: Person) -> None:
    with pytest.raises(scope.NoSchool):
        school.memberships.count()


def test_school_scope_shows_that_school_only(
    school: School, head: Person, other_head: Person
) -> None:
    with in_scope(school.pk):
        assert [place.person for place in Membership.objects.all()] == [head]


def test_related_manager_of_another_school_is_empty(
    school: School, other_school: School, other_head: Person
) -> None:
    with in_scope(school.pk):
        assert not other_school.memberships.exists()


def test_platform_scope_shows_every_school(head: Person, other_head: Person) -> None:
    with scope.platform():
        assert Membership.objects.count() == 2


def test_inner_scope_ends_and_the_outer_one_is_back(school: School, other_school: School) -> None:
    with in_scope(school.pk):
        with in_scope(other_school.pk):
            assert run_sql(SETTING) == [(str(other_school.pk),)]

        assert run_sql(SETTING) == [(str(school.pk),)]
        assert scope.active() == str(school.pk)


def test_outer_scope_is_back_after_a_failure_inside(school: School, other_school: School) -> None:
    with in_scope(school.pk):
        with pytest.raises(ZeroDivisionError), in_scope(other_school.pk):
            raise ZeroDivisionError

        assert run_sql(SETTING) == [(str(school.pk),)]


@pytest.mark.django_db(transaction=True)
def test_scope_leaves_nothing_on_the_connection() -> None:
    school = make_school()

    with in_scope(school.pk):
        assert transaction.get_connection().in_atomic_block

    assert run_sql(SETTING) == [("",)]


def test_person_scope_shows_own_places_in_every_school(
    head: Person, other_head: Person, other_school: School
) -> None:
    with in_scope(other_school.pk):
        Membership.objects.create(school=other_school, person=head, roles=["governor"])

    with scope.person(head.pk):
        seen = Membership.across_schools.values_list("person_id", flat=True)
        assert list(seen) == [head.pk, head.pk]
