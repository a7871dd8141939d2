"""Readings of whom an account follows, as their page shows them."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.presenters import times
from moderation.following import asking
from moderation.following.models import FollowingReading
from moderation.following.queries import readings, register
from schoolsocial.accounts.models import School
from schoolsocial.x import cost

_TROUBLES = {
    "rate-limited": _("X asked to wait; it goes on by itself."),
    "no-credit": _("The credit with X is used up."),
    "no-budget": _("The school’s budget for X is spent this month; it goes on when there is room."),
    "not-signed-in": _("X no longer takes the account’s key."),
    "refused": _("X refused to tell."),
    "no-answer": _("X gave no clear answer; it is asked again."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One reading; ``sentence`` says how it ended or how far it is."""

    reading: FollowingReading
    began: str
    sentence: str
    price: str


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    rows: tuple[Row, ...]
    previous: str
    next: str
    under_way: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """What reading an account's list will probably cost; no price where nothing is known."""

    handle: str
    price: str
    as_of: str


def page(school: School, cursor: str) -> ReadingsPage:
    found = readings.listed(school, cursor)
    rows = tuple(map(_row, found.posts))
    return ReadingsPage(rows, found.previous, found.next, readings.any_under_way(school))


def estimates(school: School) -> tuple[Estimate, ...]:
    as_of = date_format(cost.prices().as_of, "j F Y")
    reachable = [one for one in register.accounts(school) if one.connected]
    return tuple(Estimate(one.handle, _likely(asking.likely_cost(one)), as_of) for one in reachable)


def _likely(amount: Decimal) -> str:
    return dollars(amount) if amount else ""


def dollars(amount: Decimal) -> str:
    """A price as people read it; below a cent it says so."""
    if Decimal(0) < amount < Decimal("0.01"):
        return gettext("less than $0.01")
    return f"${amount:,.2f}"


def _row(reading: FollowingReading) -> Row:
    paid = reading.source == FollowingReading.Source.X
    return Row(
        reading=reading,
        began=times.written(reading.began_at),
        sentence=sentence_of(reading),
        price=dollars(reading.dollars) if paid else "",
    )


def sentence_of(reading: FollowingReading) -> str:
    if reading.outcome == FollowingReading.Outcome.GAVE_UP:
        return gettext("Given up: X did not tell the whole list. Nothing was concluded.")
    if reading.ended_at is None:
        so_far = ngettext(
            "Under way: {number} account so far.",
            "Under way: {number} accounts so far.",
            reading.shown,
        ).format(number=f"{reading.shown:,}")
        return f"{so_far} {_TROUBLES.get(reading.trouble, '')}".strip()
    told = ngettext(
        "{number} account shown. {found} not in the register, "
        "{missed} in the register and not shown.",
        "{number} accounts shown. {found} not in the register, "
        "{missed} in the register and not shown.",
        reading.shown,
    ).format(number=f"{reading.shown:,}", found=reading.found, missed=reading.missed)
    if reading.whole:
        return told
    part = gettext("It was not the whole list, so nobody counts as missing.")
    return f"{told} {part}"
