"""The review is recalled at 60, 30 and 0 days, to each person once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from policy import tasks
from policy.jobs import reminding
from policy.models import PolicyVersion, Reminder
from schoolsocial.accounts.models import Letter, Membership, Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import in_scope, make_person, run_sql
from tests.drafts.forcing import force, refused
from tests.policy.versions import begin, ratify, ratify_next
from tests.posts import adopt_policy

REVIEW = timezone.localdate() + timedelta(days=400)


@pytest.fixture
def chair(school: School) -> Person:
    return make_person(school, Role.GOVERNOR, name="Cora Chair")


@pytest.fixture
def version(school: School, head: Person, deputy: Person, chair: Person) -> PolicyVersion:
    """In force, owned by the deputy, with a head and a chair."""
    ratified = ratify(begin(school, deputy), deputy, chair, review_on=REVIEW)
    with in_scope(school.pk):
        Membership.objects.filter(person=head).update(post="head")
        Membership.objects.filter(person=chair).update(post="chair")
    return ratified


def days_before(days: int) -> datetime:
    day = REVIEW - timedelta(days=days)
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def sweep(days: int) -> int:
    """The daily sweep so many days before the review; how many letters it wrote."""
    now = days_before(days)
    return sum(reminding.remind(pk, now) for pk in reminding.schools_due(now))


def reminded(school: School) -> set[tuple[str, int]]:
    with in_scope(school.pk):
        return set(Reminder.objects.values_list("person__name", "days_before"))


def test_owner_head_and_chair_are_reminded_at_each_stage_once(
    version: PolicyVersion, school: School
) -> None:
    written = [sweep(days) for days in (61, 60, 59, 31, 30, 30, 1, 0, -1, -200)]

    assert written == [0, 3, 0, 0, 3, 0, 0, 3, 0, 0]
    names = {"Helen Head", "Dev Deputy", "Cora Chair"}
    assert reminded(school) == {(name, stage) for name in names for stage in (60, 30, 0)}


def test_sweep_that_was_missed_is_made_up_for(version: PolicyVersion, school: School) -> None:
    assert [sweep(41), sweep(12), sweep(-3)] == [3, 3, 3]


def test_posts_nobody_holds_fall_to_all_leaders_and_governors(
    version: PolicyVersion, school: School, governor: Person
) -> None:
    with in_scope(school.pk):
        Membership.objects.update(post="")

    sweep(60)

    assert {name for name, _ in reminded(school)} == {
        "Helen Head", "Dev Deputy", "Cora Chair", "Gwen Governor",
    }  # fmt: skip


def test_owner_who_left_is_not_written_to(version: PolicyVersion, school: School) -> None:
    with in_scope(school.pk):
        Membership.objects.filter(person=version.owner).update(is_active=False)

    assert sweep(60) == 2


def test_somebody_new_hears_of_the_stage_that_is_reached(
    version: PolicyVersion, school: School
) -> None:
    sweep(60)
    newcomer = make_person(school, Role.SLT, name="Nina New")
    with in_scope(school.pk):
        Membership.objects.filter(post="head").update(post="")
        Membership.objects.filter(person=newcomer).update(post="head")

    assert sweep(50) == 1
    assert ("Nina New", 60) in reminded(school)


def test_policy_reviewed_already_is_not_recalled(version: PolicyVersion, school: School) -> None:
    ratify_next(school, in_force_from=REVIEW, review_on=REVIEW + timedelta(days=365))

    assert sweep(30) == 0


def test_overdue_policy_from_paper_is_recalled_to_the_school(school: School, head: Person) -> None:
    adopted = adopt_policy(school)
    force("policy_policyversion", adopted.pk, review_on="2022-01-01")

    assert reminding.remind(school.pk, timezone.now()) == 1
    assert reminded(school) == {("Helen Head", 0)}


def test_letter_says_nothing_of_the_policy(version: PolicyVersion, school: School) -> None:
    sweep(0)

    with in_scope(school.pk):
        letters = Letter.objects.filter(kind="policy-review-due")
        assert set(letters.values_list("path", flat=True)) == {f"/{school.slug}/policy/"}


def test_schools_are_kept_apart(
    version: PolicyVersion, school: School, other_head: Person, other_school: School
) -> None:
    sweep(0)

    assert reminded(other_school) == set()


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    heard: list[int] = []
    monkeypatch.setattr(tasks, "ring", lambda *called: heard.append(called[1]))
    return heard


def test_daily_sweep_rings_for_schools_that_are_due(
    version: PolicyVersion, school: School, rung: list[int]
) -> None:
    with time_machine.travel(days_before(61)):
        tasks.sweep_reviews()
    assert rung == []

    with time_machine.travel(days_before(60)):
        tasks.sweep_reviews()
    assert rung == [school.pk]


def test_reminder_is_written_once_in_the_database(version: PolicyVersion, school: School) -> None:
    sweep(60)
    again = "INSERT INTO policy_reminder (school_id, version_id, person_id, days_before, at) "

    with in_scope(school.pk):
        with refused("reminder_once"):
            run_sql(
                again + "SELECT school_id, version_id, person_id, days_before, at"
                " FROM policy_reminder LIMIT 1"
            )
        with refused("reminder_known_stage"):
            run_sql(
                again + "SELECT school_id, version_id, person_id, 7, at"
                " FROM policy_reminder LIMIT 1"
            )
