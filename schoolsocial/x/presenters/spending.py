"""What X has cost this month, as the page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import School
from schoolsocial.words import Words
from schoolsocial.x import cost, ledger
from schoolsocial.x.models import Account, Budget
from schoolsocial.x.queries import spending

_NAMES = {
    "post": _("Posts"),
    "post_with_url": _("Posts with a link"),
    "delete": _("Posts deleted"),
    "media_upload": _("Pictures sent"),
    "media_metadata": _("Pictures described"),
    "read_post": _("Own posts read"),
    "read_mention": _("Mentions read"),
    "read_user": _("Profiles read"),
    "read_follower": _("Followers and followed read"),
    "read_block": _("Blocks read"),
    "hide_reply": _("Replies hidden"),
}
_NEARLY, _ALL = int(ledger.NEARLY * 100), 100  # per cent
_COLLEAGUES = _("Staff members’ own accounts")


@dataclass(frozen=True, slots=True)
class Line:
    """Something money was spent on; ``count`` of calls where it is a call."""

    name: Words
    dollars: Decimal
    count: int = 0


@dataclass(frozen=True, slots=True)
class Spending:
    """This month, in US dollars. ``share``: whole per cent of the budget, where there is one."""

    month: date
    spent: Decimal
    budget: Budget
    share: int | None
    calls: tuple[Line, ...]
    accounts: tuple[Line, ...]
    prices_of: date
    prices_are_old: bool

    @property
    def is_over(self) -> bool:
        return self.share is not None and self.share >= _ALL

    @property
    def is_near(self) -> bool:
        return self.share is not None and _NEARLY <= self.share < _ALL


def this_month(school: School, now: datetime) -> Spending:
    """What the school spent, on what and for which account."""
    budget = spending.budget_of(school)
    rows = list(spending.by_account_and_call(school, now))
    spent = sum((row.dollars for row in rows), Decimal(0))
    table = cost.prices()
    return Spending(
        month=spending.month_of(now),
        spent=spent,
        budget=budget,
        share=int(spent * 100 / budget.month_dollars) if budget.month_dollars else None,
        calls=_summed((_NAMES[row.call], row.dollars, row.count) for row in rows),
        accounts=_summed((_whose(row), row.dollars, 0) for row in rows),
        prices_of=table.as_of,
        prices_are_old=table.is_old(timezone.localdate(now)),
    )


def _whose(row: spending.Row) -> Words:
    """A colleague's own account is not named."""
    return _COLLEAGUES if row.kind == Account.Kind.STAFF else f"@{row.handle}"


def _summed(parts: Iterable[tuple[Words, Decimal, int]]) -> tuple[Line, ...]:
    """One line a name, the dearest first."""
    sums: dict[Words, Line] = {}
    for name, dollars, count in parts:
        before = sums.get(name, Line(name, Decimal(0)))
        sums[name] = Line(name, before.dollars + dollars, before.count + count)
    return tuple(sorted(sums.values(), key=lambda line: (-line.dollars, line.name)))
