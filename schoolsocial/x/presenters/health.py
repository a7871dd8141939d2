"""How the accounts fare, in words for whoever looks after them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words
from schoolsocial.x import standing
from schoolsocial.x.forms.profiles import REPLIES, AcceptForm
from schoolsocial.x.jobs import keeping
from schoolsocial.x.models import Account, Aspect, Drift, Expectation, RateLimit
from schoolsocial.x.queries import spending

_LITTLE_LEFT = max(keeping.TELL_AT)  # days
_REASONS = {
    standing.OUT_OF_CREDIT: _(
        "X asked for credit. Top it up in X’s developer console, then let the account go on."
    ),
    standing.OUT_OF_BUDGET: _(
        "The school’s budget for this month is spent. Posts go on when there is room again."
    ),
    standing.BY_A_PERSON: _("Somebody here paused it."),
    standing.PROTECTED: _(
        "Its posts are protected on X, so families cannot read them. Undo that on x.com, "
        "then let the account go on."
    ),
}


_CALLS = {
    "POST /2/tweets": _("Posting"),
    "DELETE /2/tweets/:id": _("Deleting posts"),
    "POST /2/media/upload": _("Sending pictures"),
    "POST /2/media/metadata": _("Describing pictures"),
    "GET /2/users/me": _("Reading the profile"),
    "GET /2/users/:id/tweets": _("Reading own posts"),
}


@dataclass(frozen=True, slots=True)
class State:
    """How an account fares: ``kind`` of the notice (success, info, warning, danger) and words."""

    kind: str
    title: Words
    text: Words


@dataclass(frozen=True, slots=True)
class Differs:
    """A drift in words: what X's own words stand for."""

    drift: Drift
    expected: Words
    found: Words
    form: AcceptForm


@dataclass(frozen=True, slots=True)
class Health:
    """An account as its page shows it. ``days_left``: until its connection may lapse."""

    account: Account
    state: State
    days_left: int | None
    limits: tuple[tuple[Words, RateLimit], ...]
    spent: Decimal
    expectation: Expectation | None
    drifts: tuple[Differs, ...]

    @property
    def is_compared(self) -> bool:
        """Whether its profile is held against what the school wants."""
        return self.account.connected and self.account.kind != Account.Kind.STAFF

    @property
    def may_pause(self) -> bool:
        return self.account.connected and self.account.paused_at is None

    @property
    def may_resume(self) -> bool:
        """By hand, except where only the budget can make room."""
        paused = self.account.paused_at is not None
        return paused and self.account.paused_reason != standing.OUT_OF_BUDGET


@dataclass(frozen=True, slots=True)
class Everything:
    """The accounts in somebody's care, and what they may do besides."""

    accounts: tuple[tuple[Account, State], ...]
    may_manage: bool
    colleagues: int


def everything(school: School, membership: Membership, now: datetime) -> Everything:
    """Every account in this person's care. Of colleagues' own, leaders learn how many there are."""
    rows = school.accounts.present().in_the_care_of(membership).by_kind()
    may_manage = Permission.MANAGE_ACCOUNTS in membership.permissions
    theirs = school.accounts.present().filter(kind=Account.Kind.STAFF)
    return Everything(
        accounts=tuple((account, state_of(account, now)) for account in rows),
        may_manage=may_manage,
        colleagues=theirs.exclude(owner=membership.person_id).count() if may_manage else 0,
    )


def of(account: Account, now: datetime) -> Health:
    """One account, with its limits and what it spent this month."""
    month = spending.began(spending.month_of(now))
    return Health(
        account=account,
        state=state_of(account, now),
        days_left=keeping.days_left(account, now),
        limits=tuple(
            (_CALLS.get(limit.endpoint, limit.endpoint), limit)
            for limit in account.rate_limits.filter(resets_at__gt=now).order_by("endpoint")
        ),
        spent=account.charges.since(month).dollars(),
        expectation=Expectation.objects.filter(account=account).first(),
        drifts=tuple(_differs(drift) for drift in account.drifts.open().order_by("pk")),
    )


def _differs(drift: Drift) -> Differs:
    return Differs(
        drift=drift,
        expected=in_english(drift.aspect, drift.expected),
        found=in_english(drift.aspect, drift.found),
        form=AcceptForm(auto_id=f"id_{drift.pk}_%s"),
    )


def in_english(aspect: str, value: str) -> Words:
    """What is compared of a profile, as a page says it."""
    if aspect == Aspect.REPLIES:
        return dict(REPLIES).get(value, value)
    if not value:
        return gettext("Nothing")
    return value.capitalize() if aspect == Aspect.PROTECTED else value


def state_of(account: Account, now: datetime) -> State:
    """What matters most about the account now."""
    if account.by_hand:
        return State(
            "info",
            gettext("Posted to by hand"),
            gettext("No connection is needed. Once a post is approved, somebody posts it on X."),
        )
    if account.needs_reconnecting_at is not None:
        return State(
            "danger",
            gettext("Has to be connected again"),
            gettext(
                "X no longer accepts the connection. Posts wait. Connecting again takes a minute."
            ),
        )
    if (waits := _waits(account, now)) is not None:
        return waits
    if _lapses_soon(account, now):
        return State(
            "warning",
            gettext("The connection may lapse soon"),
            gettext("It could not be renewed for a long time. Connect it again to be safe."),
        )
    return State("success", gettext("Connected"), gettext("Posts go out."))


def _waits(account: Account, now: datetime) -> State | None:
    """What keeps its posts back for a time."""
    if account.refused_since is not None:
        return State(
            "warning",
            gettext("X does not take its keys just now"),
            gettext(
                "This may be X’s own trouble. They are tried again with every call; if X "
                "refuses them for six hours, somebody has to put in new ones."
            ),
        )
    if account.paused_at is not None:
        why = _REASONS.get(account.paused_reason, gettext("Somebody has to look at it."))
        return State("warning", gettext("Paused"), why)
    if account.wait_until is not None and account.wait_until > now:
        return State(
            "info",
            gettext("Waits for X"),
            gettext("X asks us to wait a little. Posts go on by themselves."),
        )
    return None


def _lapses_soon(account: Account, now: datetime) -> bool:
    left = keeping.days_left(account, now)
    return left is not None and left <= _LITTLE_LEFT
