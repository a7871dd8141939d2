from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from pytest_django import Settings

from schoolsocial.accounts.models import School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.x import calling, standing
from schoolsocial.x.actions import accounts, tokens
from schoolsocial.x.client import XClient
from schoolsocial.x.crypto import TokenUnreadable
from schoolsocial.x.jobs import tokens as tokens_job
from schoolsocial.x.models import Account
from tests.fixtures.sandbox import SandboxAccount, SandboxX
from tests.posts import make_account

pytestmark = pytest.mark.faults


@pytest.fixture
def account(
    school: School, sandbox: SandboxX, oakfield: SandboxAccount, settings: Settings
) -> Account:
    """The school's account, whose access token X no longer accepts."""
    settings.X_API_URL, settings.X_CLIENT_ID = sandbox.url, "school-social"
    sandbox.server.world.accounts.expire_access(oakfield.handle)
    return make_account(school, oakfield)


def refresh(account: Account) -> None:
    tokens.refresh(
        school_id=account.school_id, account_id=account.pk, stale=bytes(account.access_token)
    )


def refresh_in_a_worker(account: Account) -> None:
    try:
        refresh(account)
    finally:
        connection.close()


def stored(account: Account) -> Account:
    with scope.school(account.school_id):
        return Account.objects.get(pk=account.pk)


def verbs(account: Account) -> list[str]:
    with scope.school(account.school_id):
        return list(Event.objects.order_by("sequence").values_list("verb", flat=True))


def test_refresh_stores_a_pair_that_works(account: Account, sandbox: SandboxX) -> None:
    refresh(account)

    client = XClient(accounts.credentials_of(stored(account)), api_url=sandbox.url)
    assert client.me().user_id == account.x_user_id
    assert verbs(account)[-1] == "account.tokens_renewed"


def test_refresh_stores_the_next_refresh_token_too(account: Account, sandbox: SandboxX) -> None:
    refresh(account)
    refresh(stored(account))

    assert stored(account).needs_reconnecting_at is None
    assert [seen["status"] for seen in sandbox.requests("token")] == [200, 200]


@pytest.mark.django_db(transaction=True)
def test_refresh_by_two_workers_at_once_uses_the_token_once(
    account: Account, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("hang_after", "token", seconds=0.5)

    with ThreadPoolExecutor(max_workers=2) as workers:
        list(workers.map(refresh_in_a_worker, [account, account]))

    assert len(sandbox.requests("token")) == 1
    assert stored(account).needs_reconnecting_at is None


@pytest.mark.django_db(transaction=True)
def test_control_without_a_row_lock_the_token_is_used_twice(
    account: Account, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("hang_after", "token", seconds=0.5, times=2)

    def unlocked(rows: QuerySet[Account], **_options: object) -> QuerySet[Account]:
        return rows.all()

    both = ThreadPoolExecutor(max_workers=2)
    with patch.object(QuerySet, "select_for_update", unlocked), both as workers:
        list(workers.map(refresh_in_a_worker, [account, account]))

    assert len(sandbox.requests("token")) == 2


def test_control_guessing_after_a_lost_answer_shows_a_used_token(
    account: Account, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("cut_after", "token")

    with patch.object(standing, "ask_to_reconnect"):
        refresh(account)
        refresh(account)

    assert [seen["status"] for seen in sandbox.requests("token")] == [0, 400, 400]


def test_refresh_after_another_worker_did_changes_nothing(
    account: Account, sandbox: SandboxX
) -> None:
    refresh(account)
    renewed = bytes(stored(account).access_token)

    refresh(account)

    assert bytes(stored(account).access_token) == renewed
    assert len(sandbox.requests("token")) == 1


@pytest.mark.parametrize("fault", ["cut_after", "503_after", "truncated", "html"])
def test_refresh_with_the_answer_lost_asks_x_once_more(
    account: Account, sandbox: SandboxX, fault: str
) -> None:
    """The token was used up by the first asking, and X says so."""
    sandbox.plan_fault(fault, "token")

    refresh(account)

    assert stored(account).needs_reconnecting_at is not None
    assert verbs(account)[-1] == "account.needs_reconnecting"


def test_refresh_x_could_not_take_just_then_succeeds_the_second_time(
    account: Account, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("503_before", "token")

    refresh(account)

    assert stored(account).needs_reconnecting_at is None
    assert verbs(account)[-1] == "account.tokens_renewed"


def test_refresh_x_will_not_speak_about_changes_nothing(
    account: Account, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("503_before", "token", times=2)

    refresh(account)

    assert stored(account).needs_reconnecting_at is None
    assert bytes(stored(account).refresh_token) == bytes(account.refresh_token)


def test_refresh_is_not_tried_again_once_reconnecting_is_needed(
    account: Account, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("cut_after", "token")
    refresh(account)
    asked = len(sandbox.requests("token"))

    refresh(account)

    assert len(sandbox.requests("token")) == asked


def test_refresh_token_x_knows_no_longer_needs_reconnecting(
    account: Account, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    sandbox.server.world.accounts.rotate(oakfield.refresh_token)

    refresh(account)

    assert stored(account).needs_reconnecting_at is not None


@pytest.mark.parametrize("fault", ["unauthorised", "rate_limited", "credits_depleted"])
def test_refresh_turned_away_leaves_the_account_as_it_was(
    account: Account, sandbox: SandboxX, fault: str
) -> None:
    sandbox.plan_fault(fault, "token")

    refresh(account)

    assert stored(account).needs_reconnecting_at is None
    assert bytes(stored(account).refresh_token) == bytes(account.refresh_token)


def test_refresh_with_x_out_of_reach_leaves_the_account_as_it_was(
    account: Account, settings: Settings
) -> None:
    settings.X_API_URL = "http://127.0.0.1:9"

    refresh(account)

    assert stored(account).needs_reconnecting_at is None


def with_keys(account: Account, **fields: object) -> None:
    """As if it had been connected by the keys of OAuth 1.0a, which nothing renews."""
    with scope.school(account.school_id):
        Account.objects.filter(pk=account.pk).update(refresh_token=b"", **fields)


def test_keys_that_x_refuses_once_stay_connected(account: Account) -> None:
    with_keys(account)

    refresh(account)

    assert stored(account).needs_reconnecting_at is None
    assert stored(account).refused_since is not None


def test_keys_that_x_refuses_for_six_hours_need_reconnecting(account: Account) -> None:
    with_keys(account, refused_since=timezone.now() - timedelta(hours=6, minutes=1))

    refresh(account)

    assert stored(account).needs_reconnecting_at is not None


def test_control_without_that_patience_a_bad_hour_of_x_disconnects(account: Account) -> None:
    with_keys(account)

    with patch.object(tokens_job, "REFUSED_FOR", timedelta(0)):
        refresh(account)
        refresh(account)

    assert stored(account).needs_reconnecting_at is not None


def test_good_answer_forgets_the_refusals(account: Account, sandbox: SandboxX) -> None:
    with scope.school(account.school_id):
        Account.objects.filter(pk=account.pk).update(refused_since=timezone.now())
    refresh(account)

    with calling.as_account(stored(account)) as client:
        client.own_page(account.x_user_id)

    assert stored(account).refused_since is None


@pytest.mark.parametrize("fault", ["not_enrolled", "duplicate"])
def test_app_that_x_turns_away_disconnects_no_school(
    account: Account, sandbox: SandboxX, fault: str
) -> None:
    sandbox.plan_fault(fault, operation="token", times=3)

    refresh(account)

    assert stored(account).needs_reconnecting_at is None


def test_refresh_leaves_no_token_in_the_audit_trail(
    account: Account, oakfield: SandboxAccount
) -> None:
    refresh(account)

    with scope.school(account.school_id):
        told = str(list(Event.objects.values()))
        fresh = accounts.credentials_of(stored(account)).access_token
    assert fresh not in told
    assert oakfield.refresh_token not in told


def test_sealed_tokens_of_one_account_do_not_open_in_another(
    account: Account, school: School
) -> None:
    other = make_account(school)
    other.access_token = account.access_token

    with pytest.raises(TokenUnreadable):
        accounts.credentials_of(other)
