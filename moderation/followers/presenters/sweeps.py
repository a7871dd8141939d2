"""Accounts with how their followers are read, and what that costs."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.presenters import times
from moderation.followers.models import Sweep, SweepPlan
from moderation.followers.queries import accounts
from schoolsocial.accounts.models import Membership
from schoolsocial.words import Words
from schoolsocial.x import cost
from schoolsocial.x.archive.refusals import Reason
from schoolsocial.x.models import Account

TROUBLES: dict[str, Words] = {
    "rate-limited": _("X asked to wait."),
    "no-credit": _("The credit with X is used up."),
    "no-budget": _("The school’s budget for this month has no room for the whole reading."),
    "not-signed-in": _("X no longer takes the account’s key."),
    "refused": _(
        "X refused to tell. If the account was connected long ago, connect it again: X "
        "has to be asked for its followers."
    ),
    "no-answer": _("X gave no clear answer."),
    "not-connected": _("The account is not connected any more."),
    "goes-round": _("X told the same page again and again."),
    "file-gone": _("The file was gone before it was read. Upload it again."),
    "by-hand": _("Somebody stopped it."),
    **{reason.value: reason.sentence for reason in Reason},
}
_CALL = "read_follower"


@dataclass(frozen=True, slots=True)
class Reading:
    """A sweep in sentences. ``share``: per cent read, where X said how many there are."""

    sweep: Sweep
    state: str
    found: tuple[str, ...]
    trouble: Words
    cost: str
    share: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """An account and how its followers are read. ``estimate``: what a sweep will cost."""

    account: Account
    plan: SweepPlan
    latest: Reading | None
    known: int
    estimate: str
    is_mine: bool
    agreed: bool
    may_sweep: bool
    next_at: str


def rows(membership: Membership) -> list[Row]:
    """Every account this person looks after."""
    plans, latest = accounts.plans(membership), accounts.latest_sweeps(membership)
    counts = accounts.how_many(membership)
    return [
        _row(one, plans.get(one.pk), latest.get(one.pk), counts.get(one.pk, 0), membership)
        for one in accounts.in_the_care_of(membership)
    ]


def reading(sweep: Sweep) -> Reading:
    return Reading(
        sweep=sweep,
        state=_state(sweep),
        found=tuple(_found(sweep)),
        trouble=trouble(sweep),
        cost=_cost(sweep),
        share=min(100, sweep.people * 100 // sweep.expected) if sweep.expected else None,
    )


def trouble(sweep: Sweep) -> Words:
    """Why it ended early, in a sentence; empty where it did not."""
    return TROUBLES.get(sweep.trouble, gettext("It could not be read.")) if sweep.trouble else ""


def estimate(known: int) -> str:
    """What reading so many followers costs, in a sentence."""
    price = cost.prices().cost_of({_CALL: 1})
    if not known:
        return gettext(
            "X charges {price} for each follower it tells. It is asked first how many there are; "
            "nothing more is read where the budget has no room for all."
        ).format(price=dollars(price))
    whole = cost.prices().cost_of({_CALL: known})
    return ngettext(
        "About {whole} for {number} follower, at {price} each.",
        "About {whole} for {number} followers, at {price} each.",
        known,
    ).format(whole=dollars(whole), number=f"{known:,}", price=dollars(price))


def dollars(amount: Decimal) -> str:
    """$1.50; a price of less than a cent with all its digits."""
    return f"${amount:.2f}" if amount == round(amount, 2) else f"${amount.normalize():f}"


def _row(
    account: Account, plan: SweepPlan | None, latest: Sweep | None, known: int, who: Membership
) -> Row:
    plan = plan or SweepPlan(account=account, school_id=account.school_id)
    staff = account.kind == Account.Kind.STAFF
    agreed = plan.consented_by_id is not None and plan.consented_by_id == account.owner_id
    return Row(
        account=account,
        plan=plan,
        latest=reading(latest) if latest else None,
        known=known,
        estimate=estimate(known),
        is_mine=staff and account.owner_id == who.person_id,
        agreed=agreed,
        may_sweep=agreed or not staff,
        next_at=times.written(plan.next_at) if plan.next_at else "",
    )


def _state(sweep: Sweep) -> str:
    if sweep.running and sweep.expected:
        return gettext("Being read: {number} of {all} so far.").format(
            number=f"{sweep.people:,}", all=f"{sweep.expected:,}"
        )
    if sweep.running:
        return gettext("Being read: {number} so far.").format(number=f"{sweep.people:,}")
    ended: datetime = sweep.ended_at or sweep.began_at
    if sweep.state == Sweep.State.DONE:
        return gettext("Read to its end on {day}.").format(day=times.written(ended))
    return gettext("Stopped on {day}.").format(day=times.written(ended))


def _found(sweep: Sweep) -> list[str]:
    if sweep.state != Sweep.State.DONE:
        return []
    told = [
        (ngettext("{number} told", "{number} told", sweep.people), sweep.people),
        (ngettext("{number} new", "{number} new", sweep.newcomers), sweep.newcomers),
        (ngettext("{number} came back", "{number} came back", sweep.returned), sweep.returned),
        (ngettext("{number} changed", "{number} changed", sweep.changed), sweep.changed),
    ]
    if sweep.whole:
        gone = ngettext("{number} went away", "{number} went away", sweep.gone)
        told.append((gone, sweep.gone))
    return [words.format(number=f"{number:,}") for words, number in told]


def _cost(sweep: Sweep) -> str:
    if sweep.source != Sweep.Source.X:
        return gettext("This costs nothing.")
    paid = dollars(sweep.dollars)
    if sweep.running and sweep.expected:
        whole = dollars(cost.prices().cost_of({_CALL: sweep.expected}))
        return gettext("X charged {paid} so far, of {whole}.").format(paid=paid, whole=whole)
    return gettext("X charged {paid}.").format(paid=paid)
