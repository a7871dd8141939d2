"""The page of the online-safety library."""

import pytest
from django.utils import timezone

from moderation.drafts.jobs import safety as job
from moderation.drafts.models import SafetyMessage
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.drafts.safety import make_plan, stock
from tests.posts import adopt_policy, make_account

LIBRARY = "/st-catherine/online-safety/"


@pytest.fixture
def account(school: School) -> Account:
    adopt_policy(school)
    return make_account(school)


def page(person: Person, path: str = LIBRARY) -> str:
    return client_of(person).get(path).content.decode()


def one_message(school: School) -> SafetyMessage:
    with scope.school(school.pk):
        message = SafetyMessage.objects.order_by("id").first()
    assert message is not None
    return message


def test_message_is_added_changed_retired_and_used_again(
    account: Account, school: School, head: Person
) -> None:
    browser = client_of(head)
    browser.post(f"{LIBRARY}add/", {"text": "Be kind.", "topic": "kindness", "audience": "pupils"})
    address = f"{LIBRARY}messages/{one_message(school).pk}/"

    changed = {"text": "Be kind online.", "topic": "kindness", "audience": "parents"}
    browser.post(address, changed)
    assert "Be kind online." in page(head)
    browser.post(f"{address}retire/")
    assert "Use it again" in page(head)
    browser.post(f"{address}use/")
    assert "Use it again" not in page(head)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": "", "topic": "kindness", "audience": "pupils"}, "Write the message."),
        ({"text": "x" * 281, "topic": "kindness", "audience": "pupils"}, "under 280 characters"),
    ],
)
def test_message_that_cannot_be_kept_says_why(
    account: Account, school: School, head: Person, given: dict[str, str], sentence: str
) -> None:
    answer = client_of(head).post(f"{LIBRARY}add/", given)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_plan_of_weeks_needs_a_number(account: Account, head: Person, teacher: Person) -> None:
    with scope.school(account.school_id):
        place = Membership.objects.get(person=teacher)
    given = {
        "rhythm": "weeks",
        "weekday": "1",
        "at": "15:30",
        "account": str(account.pk),
        "run_by": str(place.pk),
    }

    answer = client_of(head).post(f"{LIBRARY}plan/", given)
    assert "Enter how many weeks there are" in answer.content.decode()
    client_of(head).post(f"{LIBRARY}plan/", {**given, "weeks": "3"})
    assert "Every 3 weeks, on a Tuesday at 15:30" in page(head)
    client_of(head).post(f"{LIBRARY}plan/end/")
    assert "There is none yet." in page(head)


def test_page_warns_of_what_keeps_the_plan_from_drafting(
    account: Account, school: School, head: Person, teacher: Person
) -> None:
    make_plan(school, account, teacher, head)
    assert "The library is empty" in page(head)

    with scope.school(school.pk):
        Membership.objects.filter(person=teacher).update(roles=["governor"])
    assert "no longer drafts posts for @" in page(head)


def test_draft_of_a_colleague_is_named_and_not_opened(
    account: Account, school: School, head: Person, teacher: Person
) -> None:
    stock(school, head)
    make_plan(school, account, teacher, head, begins_on=timezone.localdate())
    job.prepare(timezone.now())

    shown = page(head)

    assert f"A draft, not sent for approval yet ({teacher.name})" in shown


def test_teacher_has_no_library(account: Account, teacher: Person) -> None:
    assert client_of(teacher).get(LIBRARY).status_code == 403
