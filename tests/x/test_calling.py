"""What is noted of calls to X: their cost, X's limits, and credit that is used up."""

import pytest
from pytest_django import Settings

from schoolsocial.accounts.models import Person, School
from schoolsocial.x import calling, errors
from schoolsocial.x.models import Account, Charge, RateLimit
from tests.cast import client_of, in_scope
from tests.fixtures.sandbox import SandboxAccount, SandboxX, drawn_picture
from tests.posts import make_account


@pytest.fixture
def account(
    school: School, sandbox: SandboxX, oakfield: SandboxAccount, settings: Settings
) -> Account:
    settings.X_API_URL = sandbox.url
    return make_account(school, oakfield)


def booked(account: Account) -> dict[str, int]:
    with in_scope(account.school_id):
        return dict(Charge.objects.values_list("call", "count"))


def test_every_call_that_costs_is_booked(account: Account, sandbox: SandboxX) -> None:
    sandbox.post_by_hand("OakfieldPrimary", "One.")
    tweet = sandbox.post_by_hand("OakfieldPrimary", "Two.")

    with calling.as_account(account) as client:
        client.own_posts(account.x_user_id)
        receipt = client.upload_photo(drawn_picture(), "image/jpeg")
        client.describe_photo(receipt.media_id, "A wall.")
        client.delete_post(tweet)
        client.me()

    assert booked(account) == {
        "read_post": 2,
        "media_upload": 1,
        "media_metadata": 1,
        "delete": 1,
        "read_user": 1,
    }


def test_what_was_spent_before_a_call_failed_is_booked(account: Account, sandbox: SandboxX) -> None:
    sandbox.plan_fault("503_before", "me", skip=1)

    with calling.as_account(account) as client:
        client.me()
        with pytest.raises(errors.OutcomeUnknown):
            client.me()

    assert booked(account) == {"read_user": 1}


def test_limits_are_kept_without_anybodys_number(account: Account) -> None:
    with calling.as_account(account) as client:
        client.own_posts(account.x_user_id)
        client.me()

    with in_scope(account.school_id):
        kept = {limit.endpoint: limit.remaining for limit in RateLimit.objects.all()}
    assert kept == {"GET /2/users/:id/tweets": 899, "GET /2/users/me": 74}


def test_page_shows_what_x_still_takes(account: Account, head: Person) -> None:
    with calling.as_account(account) as client:
        client.me()

    page = client_of(head).get(f"/st-catherine/accounts/{account.pk}/").content.decode()

    assert "74 of 75" in page


@pytest.mark.parametrize("fault", ["credits_depleted", "usage_capped"])
def test_credit_used_up_pauses_the_account_and_tells_once(
    account: Account, sandbox: SandboxX, head: Person, fault: str
) -> None:
    sandbox.plan_fault(fault, "me", times=2)

    for _ in range(2):
        with pytest.raises(errors.CreditsDepleted), calling.as_account(account) as client:
            client.me()

    with in_scope(account.school_id):
        assert Account.objects.get().paused_reason == "credit"
        assert account.school.letters.filter(kind="account-out-of-credit").count() == 1


def test_last_success_is_kept(account: Account, sandbox: SandboxX) -> None:
    sandbox.plan_fault("503_before", "me")
    with pytest.raises(errors.OutcomeUnknown), calling.as_account(account) as client:
        client.me()
    with in_scope(account.school_id):
        assert Account.objects.get().last_success_at is None

    with calling.as_account(account) as client:
        client.me()

    with in_scope(account.school_id):
        assert Account.objects.get().last_success_at is not None
