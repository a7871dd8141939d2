"""Accounts with how their followers are read, and what that costs."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from moderation.drafts.presenters import times
from moderation.followers.models import Sweep, SweepPlan
from moderation.followers.queries import accounts
from schoolsocial.accounts.models import Membership
from schoolsocial.x import cost
from schoolsocial.x.archive.refusals import Reason
from schoolsocial.x.models import Account

TROUBLES = {
    "rate-limited": "X asked to wait.",
    "no-credit": "The credit with X is used up.",
    "no-budget": "The school’s budget for this month has no room for the whole reading.",
    "not-signed-in": "X no longer takes the account’s key.",
    "refused": "X refused to tell. If the account was connected long ago, connect it again: X "
    "has to be asked for its followers.",
    "no-answer": "X gave no clear answer.",
    "not-connected": "The account is not connected any more.",
    "goes-round": "X told the same page again and again.",
    "file-gone": "The file was gone before it was read. Upload it again.",
    "by-hand": "Somebody stopped it.",
    **{reason.value: reason.sentence for reason in Reason},
}
_CALL = "read_follower"


@dataclass(frozen=True, slots=True)
class Reading:
    """A sweep in sentences. ``share``: per cent read, where X said how many there are."""

    sweep: Sweep
    state: str
    found: tuple[str, ...]
    trouble: str
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


def trouble(sweep: Sweep) -> str:
    """Why it ended early, in a sentence; empty where it did not."""
    return TROUBLES.get(sweep.trouble, "It could not be read.") if sweep.trouble else ""


def estimate(known: int) -> str:
    """What reading so many followers costs, in a sentence."""
    price = cost.prices().cost_of({_CALL: 1})
    if not known:
        return (
            f"X charges {dollars(price)} for each follower it tells. It is asked first how many "
            "there are; nothing more is read where the budget has no room for all."
        )
    whole = cost.prices().cost_of({_CALL: known})
    return f"About {dollars(whole)} for {known:,} followers, at {dollars(price)} each."


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
    if sweep.running:
        told = f"{sweep.people:,} of {sweep.expected:,}" if sweep.expected else f"{sweep.people:,}"
        return f"Being read: {told} so far."
    ended: datetime = sweep.ended_at or sweep.began_at
    verb = "Read to its end" if sweep.state == Sweep.State.DONE else "Stopped"
    return f"{verb} on {times.written(ended)}."


def _found(sweep: Sweep) -> list[str]:
    if sweep.state != Sweep.State.DONE:
        return []
    told = [
        f"{sweep.people:,} told",
        f"{sweep.newcomers:,} new",
        f"{sweep.returned:,} came back",
        f"{sweep.changed:,} changed",
        f"{sweep.gone:,} went away" if sweep.whole else "",
    ]
    return [one for one in told if one]


def _cost(sweep: Sweep) -> str:
    if sweep.source != Sweep.Source.X:
        return "This costs nothing."
    paid = f"X charged {dollars(sweep.dollars)}"
    if sweep.running and sweep.expected:
        return f"{paid} so far, of {dollars(cost.prices().cost_of({_CALL: sweep.expected}))}."
    return f"{paid}."
