"""The ledger of what X charges, and the budget it is held against."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from schoolsocial.accounts.models import Person, School
from schoolsocial.x.actions import accounts, spending
from schoolsocial.x.models import Account, Budget, Charge
from schoolsocial.x.queries import spending as spent
from tests.cast import client_of, in_scope, run_sql
from tests.posts import make_account

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
NEXT_MONTH = datetime(2026, 12, 1, 0, 30, tzinfo=UTC)


@pytest.fixture
def account(school: School) -> Account:
    return make_account(school)


def plan(school: School, by: Person, dollars: str, then: Budget.Reached) -> None:
    with in_scope(school.pk):
        spending.plan(school=school, by=by, plan=spending.Plan(Decimal(dollars), then), now=NOW)


def book(account: Account, count: int, now: datetime = NOW, call: str = "post") -> None:
    with in_scope(account.school_id):
        spending.book(account=account, call=call, count=count, now=now)


def told(school: School) -> list[str]:
    with in_scope(school.pk):
        kinds = school.letters.filter(kind__startswith="budget").order_by("pk")
        return list(kinds.values_list("kind", flat=True))


def test_call_is_booked_at_the_price_in_force(account: Account) -> None:
    book(account, 4)

    with in_scope(account.school_id):
        charge = Charge.objects.get()
    assert (charge.call, charge.count, charge.dollars) == ("post", 4, Decimal("0.06"))


def test_nothing_read_costs_nothing(account: Account) -> None:
    book(account, 0, call="read_post")

    with in_scope(account.school_id):
        assert not Charge.objects.exists()


def test_call_without_a_price_is_refused(account: Account) -> None:
    with pytest.raises(spending.UnknownCall):
        book(account, 1, call="tea")


def test_month_begins_anew(account: Account) -> None:
    book(account, 4)

    with in_scope(account.school_id):
        assert spent.this_month(account.school, NOW) == Decimal("0.06")
        assert spent.this_month(account.school, NEXT_MONTH) == 0


def test_leaders_hear_once_at_four_fifths_and_once_at_the_end(
    account: Account, head: Person
) -> None:
    plan(account.school, head, "1.50", Budget.Reached.WARN)

    for _ in range(25):
        book(account, 5)

    assert told(account.school) == ["budget-nearly-reached", "budget-reached"]


def test_leaders_hear_again_next_month(account: Account, head: Person) -> None:
    plan(account.school, head, "1.50", Budget.Reached.WARN)
    book(account, 100)

    book(account, 100, now=NEXT_MONTH)

    assert told(account.school) == ["budget-reached", "budget-reached"]


def test_budget_that_only_warns_leaves_room_for_everything(account: Account, head: Person) -> None:
    plan(account.school, head, "0.01", Budget.Reached.WARN)

    with in_scope(account.school_id):
        assert spending.room_for(account=account, calls={"post": 9}, now=NOW)


@pytest.mark.parametrize(("posts", "fits"), [(2, True), (3, False)])
def test_budget_that_waits_has_room_for_what_is_left(
    account: Account, head: Person, posts: int, *, fits: bool
) -> None:
    plan(account.school, head, "0.06", Budget.Reached.WAIT)
    book(account, 2)

    with in_scope(account.school_id):
        assert spending.room_for(account=account, calls={"post": posts}, now=NOW) is fits


def test_raising_the_budget_lets_accounts_go_on(account: Account, head: Person) -> None:
    with in_scope(account.school_id):
        accounts.pause(account=account, reason=accounts.OUT_OF_BUDGET, now=NOW)

    plan(account.school, head, "5", Budget.Reached.WAIT)

    with in_scope(account.school_id):
        assert Account.objects.get().paused_at is None


def test_raising_the_budget_leaves_other_pauses_alone(account: Account, head: Person) -> None:
    with in_scope(account.school_id):
        accounts.pause(account=account, reason=accounts.OUT_OF_CREDIT, now=NOW)

    plan(account.school, head, "5", Budget.Reached.WAIT)

    with in_scope(account.school_id):
        assert Account.objects.get().paused_at is not None


@pytest.mark.parametrize("change", ["UPDATE x_charge SET dollars = 0", "DELETE FROM x_charge"])
def test_database_keeps_the_ledger_as_it_was_written(account: Account, change: str) -> None:
    book(account, 1)

    with in_scope(account.school_id), pytest.raises(ProgrammingError), transaction.atomic():
        run_sql(change)


def test_database_refuses_a_charge_for_another_schools_account(
    account: Account, other_school: School
) -> None:
    with in_scope(other_school.pk), pytest.raises(IntegrityError), transaction.atomic():
        Charge.objects.create(
            school=other_school, account=account, call="post", count=1, dollars=1, at=NOW
        )


def test_database_refuses_a_budget_of_nothing(school: School) -> None:
    with in_scope(school.pk), pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.create(school=school, month_dollars=0)


def test_page_says_what_was_spent_on_what(account: Account, head: Person) -> None:
    with in_scope(account.school_id):
        spending.book(account=account, call="post", count=4, now=datetime.now(UTC))

    page = client_of(head).get("/st-catherine/accounts/spending/").content.decode()

    assert "$0.06" in page
    assert f"@{account.handle}" in page


def test_page_sets_the_budget(account: Account, head: Person) -> None:
    client_of(head).post(
        "/st-catherine/accounts/spending/", {"month_dollars": "20", "when_reached": "wait"}
    )

    with in_scope(account.school_id):
        budget = Budget.objects.get()
    assert (budget.month_dollars, budget.when_reached) == (Decimal(20), "wait")


def test_page_names_no_colleagues_own_account(
    school: School, head: Person, teacher: Person
) -> None:
    own = make_account(school, handle="MissOak")
    with in_scope(school.pk):
        Account.objects.filter(pk=own.pk).update(kind="staff", owner=teacher)
        spending.book(account=own, call="post", now=datetime.now(UTC))

    page = client_of(head).get("/st-catherine/accounts/spending/").content.decode()

    assert "MissOak" not in page
    assert "Staff members’ own accounts" in page
