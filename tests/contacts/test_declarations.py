"""Owners of professional accounts declare them once a year, and are asked in September."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from consent.academic_year import academic_year
from moderation.contacts.actions import declarations
from moderation.contacts.actions.declarations import Declared
from moderation.contacts.jobs import asking
from moderation.contacts.models import Declaration
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of, run_sql
from tests.contacts.noticing import own_account
from tests.drafts.forcing import refused

LONDON = ZoneInfo("Europe/London")
SEPTEMBER = datetime(2026, 9, 1, 9, 0, tzinfo=LONDON)
ANSWERS = {
    "name_is_professional": "yes",
    "bio_says_own_views": "yes",
    "who_follows": "anybody",
    "parents_may_follow": "no",
    "no_pupil_follows": "yes",
    "two_step": "yes",
}
SAID = Declared(
    name_is_professional=True,
    bio_says_own_views=True,
    who_follows="anybody",
    parents_may_follow=False,
    no_pupil_follows=True,
    two_step=True,
)


@pytest.fixture
def account(school: School, teacher: Person) -> Account:
    return own_account(school, teacher)


def test_declared_twice_in_a_year_the_newest_counts(
    school: School, account: Account, teacher: Person
) -> None:
    client, path = client_of(teacher), f"/{school.slug}/my-account/"
    client.post(path, {**ANSWERS, "account": account.pk})
    client.post(path, {**ANSWERS, "account": account.pk, "parents_may_follow": "yes"})
    page = client.get(path).content.decode()
    with scope.school(school.pk):
        kept = Declaration.objects.get()

    assert (kept.parents_may_follow, kept.year) == (True, academic_year(timezone.localdate()))
    assert "Parents may follow." in page


def test_answer_left_out_is_asked_for(school: School, account: Account, teacher: Person) -> None:
    given = {**ANSWERS, "account": account.pk}
    del given["two_step"]

    answer = client_of(teacher).post(f"/{school.slug}/my-account/", given)

    assert (answer.status_code, "Answer yes or no." in answer.content.decode()) == (422, True)
    with scope.school(school.pk):
        assert not Declaration.objects.exists()


def test_nobody_declares_a_colleagues_account(
    school: School, account: Account, head: Person
) -> None:
    with scope.school(school.pk), pytest.raises(declarations.NotYours):
        declarations.declare(account=account, declared=SAID, by=head, now=SEPTEMBER)


def test_leaders_see_who_has_and_who_has_not(
    school: School, account: Account, teacher: Person, head: Person, dsl: Person
) -> None:
    path = f"/{school.slug}/declarations/"
    before = client_of(head).get(path).content.decode()
    client_of(teacher).post(
        f"/{school.slug}/my-account/", {**ANSWERS, "account": account.pk, "two_step": "no"}
    )
    after = client_of(head).get(path).content.decode()

    assert "Not declared yet" in before
    assert ("Not declared yet" in after, "No two-step verification" in after) == (False, True)
    assert client_of(teacher).get(path).status_code == 403


def test_owner_is_asked_once_on_a_school_day_of_september(
    school: School, account: Account, teacher: Person
) -> None:
    days = [datetime(2026, 8, 31, 9, 0, tzinfo=LONDON), datetime(2026, 9, 5, 9, 0, tzinfo=LONDON)]
    days += [SEPTEMBER, SEPTEMBER + timedelta(days=1)]

    assert [asking.ask(day) for day in days] == [0, 0, 1, 0]
    with scope.school(school.pk):
        letter = Letter.objects.get()
    assert (letter.to, letter.path) == (teacher.email, f"/{school.slug}/my-account/")


def test_who_has_declared_is_not_asked(school: School, account: Account, teacher: Person) -> None:
    with scope.school(school.pk):
        declarations.declare(account=account, declared=SAID, by=teacher, now=SEPTEMBER)

    assert asking.ask(SEPTEMBER) == 0


def test_database_keeps_one_a_year(school: School, account: Account, teacher: Person) -> None:
    with scope.school(school.pk):
        declarations.declare(account=account, declared=SAID, by=teacher, now=SEPTEMBER)
        copy = (
            "INSERT INTO contacts_declaration (school_id, person_id, account_id, year,"
            " name_is_professional, bio_says_own_views, who_follows, parents_may_follow,"
            " no_pupil_follows, two_step, declared_at) SELECT school_id, person_id, account_id,"
            " year, true, true, {}, true, true, true, now() FROM contacts_declaration"
        )
        with refused("once_a_year"):
            run_sql(copy.format("who_follows"))
        with refused("says_who_follows"):
            run_sql("UPDATE contacts_declaration SET who_follows = 'nobody'")
