"""The ledger of what X charges, held against the school's budget for the month."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from schoolsocial.accounts.models import School
from schoolsocial.x import cost, standing, telling
from schoolsocial.x.models import Account, Budget, Charge
from schoolsocial.x.queries import spending

NEARLY = Decimal("0.8")


class UnknownCall(ValueError):
    """The call has no price: it is none of ``cost.CALLS``."""


def book(*, account: Account, call: str, count: int = 1, now: datetime) -> None:
    """Write down that X charged for ``count`` of this call, at the prices in force.

    ``call`` is one of ``cost.CALLS``; nothing is written where ``count`` is 0. Leaders are told
    once a month when the budget is nearly spent, and once when it is. Joins the caller's
    transaction where there is one. Raises ``UnknownCall``.
    """
    if call not in cost.CALLS:
        raise UnknownCall(call)
    if count == 0:
        return
    with transaction.atomic():
        Charge.objects.create(
            school_id=account.school_id,
            account=account,
            call=call,
            count=count,
            dollars=cost.prices().cost_of({call: count}),
            at=now,
        )
        _watch_budget(account.school, now)


def room_for(*, account: Account, calls: Mapping[str, int], now: datetime) -> bool:
    """Whether these calls may be made: false only where the school lets things wait once its
    budget is spent, and they do not fit into what is left of the month.
    """
    budget = spending.budget_of(account.school)
    if budget.month_dollars is None or budget.when_reached == Budget.Reached.WARN:
        return True
    spent = spending.this_month(account.school, now)
    return spent + cost.prices().cost_of(calls) <= budget.month_dollars


def go_on(*, school: School, now: datetime) -> int:
    """Let accounts post again that waited for the budget and have room now; how many."""
    waiting = school.accounts.present().filter(paused_reason=standing.OUT_OF_BUDGET)
    let_go = 0
    for account in waiting.select_for_update(of=("self",)):
        if room_for(account=account, calls={"post": 1}, now=now):
            standing.resume(account=account, by=None, now=now)
            let_go += 1
    return let_go


def _watch_budget(school: School, now: datetime) -> None:
    """Tell the leaders at four fifths and at the end, each once a month."""
    budget = Budget.objects.select_for_update().filter(school=school).first()
    if budget is None or budget.month_dollars is None:
        return
    month, spent = spending.month_of(now), spending.this_month(school, now)
    if spent >= budget.month_dollars and budget.told_100 != month:
        budget.told_80 = budget.told_100 = month
        telling.the_budget(school, "budget-reached", now)
    elif spent >= NEARLY * budget.month_dollars and budget.told_80 != month:
        budget.told_80 = month
        telling.the_budget(school, "budget-nearly-reached", now)
    else:
        return
    budget.save(update_fields=["told_80", "told_100"])
