"""What the page of arrival says of the policy, to the person whose turn it is."""

import pytest
from django.utils import timezone

from policy.actions import standing
from policy.queries import version_in_force
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import client_of, in_scope, make_person
from tests.policy import versions
from tests.posts import adopt_policy

pytestmark = pytest.mark.django_db


def home(person: Person, school: School) -> str:
    return client_of(person).get(f"/{school.slug}/").content.decode()


def test_governor_reads_that_a_version_waits_and_finds_it(
    school: School, head: Person, governor: Person
) -> None:
    adopt_policy(school)
    version = versions.propose(versions.begin(school, head), head)

    assert "version of the policy is before the governors" in home(governor, school)
    versions.record(version, head)
    page = home(governor, school)

    assert "version of the policy waits for a governor to confirm" in page
    assert f'href="/{school.slug}/policy/versions/"' in page
    listed = client_of(governor).get(f"/{school.slug}/policy/versions/").content.decode()
    assert f'href="/{school.slug}/policy/versions/{version.pk}/"' in listed


def test_draft_is_no_news_for_a_governor(school: School, head: Person, governor: Person) -> None:
    adopt_policy(school)
    versions.begin(school, head)

    assert "Nothing needs you." in home(governor, school)


def test_who_drafts_reads_that_they_have_not_agreed(school: School) -> None:
    adopt_policy(school)
    person = make_person(school, Role.TEACHER)

    page = home(person, school)

    assert "version of the policy waits for you to read and agree" in page
    assert f'href="/{school.slug}/policy/agree/"' in page


def test_office_is_not_asked_to_agree(school: School, office: Person) -> None:
    adopt_policy(school)

    assert "read and agree" not in home(office, school)


def test_school_without_a_policy_has_no_news(school: School, teacher: Person) -> None:
    page = home(teacher, school)

    assert "read and agree" not in page
    assert "What the account may post" in page


def test_who_agreed_is_not_asked_again(school: School) -> None:
    adopt_policy(school)
    person = make_person(school, Role.TEACHER)
    with in_scope(school.pk):
        version = version_in_force(school, timezone.localdate())
        standing.agree(version=version, by=person, now=timezone.now())

    assert "read and agree" not in home(person, school)


@pytest.mark.parametrize(
    ("role", "then", "page"),
    [
        (Role.TEACHER, "ask a senior leader", "/policy/"),
        (Role.SLT, "record it once you have taken it", "/policy/training/"),
    ],
)
def test_course_that_is_due_is_said_to_whom_it_concerns(
    school: School, role: Role, then: str, page: str
) -> None:
    adopt_policy(school, "recommended-2026")
    person = make_person(school, role)

    shown = home(person, school)

    assert f"course in posting safely is due for you: {then}" in shown
    assert f'href="/{school.slug}{page}"><span class="need-count">1' in shown
