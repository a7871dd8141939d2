"""What is done for accounts at night, and that an outage disconnects nobody."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x import standing, tasks
from schoolsocial.x.jobs import keeping
from schoolsocial.x.models import Account
from tests.cast import client_of, in_scope, make_school
from tests.fixtures.sandbox import SandboxAccount, SandboxX
from tests.posts import make_account


@pytest.fixture(autouse=True)
def x(sandbox: SandboxX, settings: Settings) -> SandboxX:
    settings.X_API_URL, settings.X_CLIENT_ID = sandbox.url, "school-social"
    return sandbox


@pytest.fixture
def account(school: School, oakfield: SandboxAccount) -> Account:
    return make_account(school, oakfield)


def renew_all() -> None:
    for school_id, account_id in keeping.to_renew():
        tasks.renew(school_id, account_id)


def stored(account: Account) -> Account:
    with in_scope(account.school_id):
        return Account.objects.get(pk=account.pk)


def letters(school: School) -> list[str]:
    with in_scope(school.pk):
        return list(school.letters.order_by("pk").values_list("kind", flat=True))


def test_night_renews_what_a_post_will_need(account: Account) -> None:
    renew_all()

    assert bytes(stored(account).access_token) != bytes(account.access_token)


def test_dead_connection_is_told_of_in_the_night(
    account: Account, oakfield: SandboxAccount, x: SandboxX, head: Person
) -> None:
    x.server.world.accounts.rotate(oakfield.refresh_token)

    renew_all()

    assert stored(account).needs_reconnecting_at is not None
    assert letters(account.school) == ["account-to-reconnect"]


def test_owner_alone_hears_of_their_own_account(
    account: Account, oakfield: SandboxAccount, x: SandboxX, head: Person, teacher: Person
) -> None:
    with in_scope(account.school_id):
        Account.objects.update(kind="staff", owner=teacher)
    x.server.world.accounts.rotate(oakfield.refresh_token)

    renew_all()

    with in_scope(account.school_id):
        assert list(account.school.letters.values_list("to", flat=True)) == [teacher.email]


@pytest.mark.parametrize("fault", ["unauthorised", "503_before", "rate_limited", "cut_before"])
def test_outage_of_x_disconnects_no_school(x: SandboxX, db: None, fault: str) -> None:
    schools = [make_school(f"school-{number}") for number in range(3)]
    accounts = [make_account(one, x.add_account(f"School{one.pk}")) for one in schools]
    x.plan_fault(fault, "token", times=100)

    renew_all()

    assert [stored(one).needs_reconnecting_at for one in accounts] == [None, None, None]
    assert [bytes(stored(one).refresh_token) for one in accounts] == [
        bytes(one.refresh_token) for one in accounts
    ]


@pytest.mark.parametrize(("days", "told"), [(13, False), (14, True), (7, True), (6, False)])
def test_connection_that_may_lapse_is_told_of_early(
    account: Account, head: Person, x: SandboxX, days: int, *, told: bool
) -> None:
    left = keeping.LAPSES_AFTER - timedelta(days=days, hours=12)
    with in_scope(account.school_id):
        Account.objects.update(token_expires_at=datetime.now(UTC) - left)
        days_left = keeping.days_left(Account.objects.get(), datetime.now(UTC))
    x.plan_fault("503_before", "token", times=2)

    renew_all()

    assert days_left == days
    assert ("account-may-lapse" in letters(account.school)) is told


def test_own_account_of_somebody_who_left_is_let_go(
    account: Account, teacher: Person, x: SandboxX
) -> None:
    with in_scope(account.school_id):
        Account.objects.update(kind="staff", owner=teacher)
        assert keeping.of_leavers() == []
        Membership.objects.filter(person=teacher).update(is_active=False)

    for ids in keeping.of_leavers():
        tasks.let_go(*ids)

    gone = stored(account)
    assert gone.disconnected_at is not None
    assert bytes(gone.access_token) == b""
    assert len(x.requests("revoke")) == 1
    assert keeping.of_leavers() == []


def test_month_lets_accounts_go_on_that_waited_for_the_budget(account: Account) -> None:
    with in_scope(account.school_id):
        standing.pause(account=account, reason=standing.OUT_OF_BUDGET, now=datetime.now(UTC))

    tasks.sweep_budgets()

    assert stored(account).paused_at is None


def test_leader_pauses_and_lets_go_on(account: Account, head: Person) -> None:
    page = f"/st-catherine/accounts/{account.pk}/"
    client = client_of(head)

    client.post(f"{page}pause/")
    paused = stored(account)
    client.post(f"{page}resume/")

    assert (paused.paused_reason, stored(account).paused_at) == ("person", None)


def test_nights_work_is_rung_for(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[Any] = []
    monkeypatch.setattr(tasks, "ring", lambda task, *ids: rung.append((task.name, ids)))

    tasks.sweep_connections()
    tasks.sweep_profiles()

    ids = (account.school_id, account.pk)
    assert [what for _, what in rung] == [ids, ids]


def test_nothing_is_renewed_without_an_app(account: Account, settings: Settings) -> None:
    settings.X_CLIENT_ID = ""

    assert keeping.to_renew() == []


def test_scope_is_left_as_it_was(account: Account) -> None:
    renew_all()

    assert not scope.entered()
