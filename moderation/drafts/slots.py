"""Weekly slots as they come round: which are free, which are taken, and which are passed over.

A slot is a rule and its places are worked out. A post planned for the very minute has the place,
whoever chose the minute, and a post that leaves the plan frees it: nothing is kept in step. An hour
that the clocks leave out or bring twice is passed over, as ``wall_clock`` never guesses.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts import wall_clock
from moderation.drafts.models import Post, WeeklySlot
from moderation.drafts.models.posts import ONE_A_DAY
from moderation.drafts.school_time import SchoolDays, school_days
from moderation.drafts.wall_clock import Choice, ClockChange
from moderation.drafts.workflow import State
from policy.facts import Facts
from policy.findings import Options
from policy.queries import NoPolicy, ruleset_of, version_in_force
from policy.roll import Roll
from policy.rules import posting_hours
from schoolsocial.accounts.models import School
from schoolsocial.words import Words
from schoolsocial.x.models import Account

SHOWN = 14  # days on the page
LOOKED_AHEAD = 70  # days in which the next free one is sought: past the summer holidays
STOPPED = _("Posting is stopped")

_LOCK = 0x51075


@dataclass(frozen=True, slots=True)
class Place:
    """One occurrence of a slot. ``skipped`` says why none is offered there, ``post`` who has it.

    ``at`` is None where the clocks change in that hour.
    """

    slot: WeeklySlot
    day: date
    at: datetime | None
    skipped: Words
    post: Post | None

    @property
    def is_free(self) -> bool:
        return not self.skipped and self.post is None

    @property
    def entered(self) -> str:
        """The wall time, as ``wall_clock`` reads it."""
        return f"{self.day}T{self.slot.at:%H:%M}"

    def choice(self) -> Choice:
        """As it is offered to a person."""
        label = gettext("{day} at {time}").format(
            day=date_format(self.day, "l j F"), time=f"{self.slot.at:%H:%M}"
        )
        return Choice(self.entered, label)


@dataclass(frozen=True, slots=True)
class _Reasons:
    """What a place can be passed over for."""

    stopped: bool
    days: SchoolDays
    hours: Options | None

    def skipping(self, slot: WeeklySlot, day: date, at: datetime) -> Words:
        if self.stopped:
            return STOPPED
        if slot.school_days_only and not self.days.includes(day):
            return gettext("No school day")
        return outside_hours(self.hours, at)


def places(account: Account, *, now: datetime, days: int = SHOWN) -> tuple[Place, ...]:
    """The account's slots from now on for so many days, in the order they come."""
    return tuple(_places(account, now, days))


def next_free(account: Account, now: datetime) -> Place | None:
    """The first that a post can have."""
    return next((one for one in _places(account, now, LOOKED_AHEAD) if one.is_free), None)


def offered(post: Post, now: datetime) -> Choice | None:
    """The slot a post would get if it were approved for one now; a notice waits for none."""
    if post.kind == Post.Kind.EMERGENCY:
        return None
    account = post.account
    account.school = post.school  # the same one, and at hand already
    found = next_free(account, now)
    return found.choice() if found else None


def hours_of(school: School, day: date) -> Options | None:
    """What the policy in force says of posting hours; None where it says nothing."""
    try:
        return ruleset_of(version_in_force(school, day)).options(posting_hours.ID)
    except NoPolicy:
        return None


def outside_hours(options: Options | None, at: datetime) -> str:
    """Why the policy would not let a post go out then; empty where it would."""
    if options is None:
        return ""
    facts = Facts(text="", photos=(), roll=Roll(), account_handle="", at=at)
    return gettext("Outside the posting hours") if any(posting_hours.check(facts, options)) else ""


def hold(account: Account) -> None:
    """Let nobody else give out the account's slots until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, account.pk % 2**31])


def _places(account: Account, now: datetime, days: int) -> Iterator[Place]:
    slots = list(WeeklySlot.objects.going().filter(account=account))
    if not slots:
        return
    today = timezone.localdate(now)
    taken = _taken(account, now, now + timedelta(days=days + 1))
    reasons = _reasons(account.school, today)
    for ahead in range(days):
        day = today + timedelta(days=ahead)
        for slot in (one for one in slots if one.weekday == day.weekday()):
            place = _place(slot, day, reasons, taken)
            if place.at is None or place.at > now:
                yield place


def _place(slot: WeeklySlot, day: date, reasons: _Reasons, taken: Mapping[datetime, Post]) -> Place:
    try:
        at = wall_clock.to_utc(f"{day}T{slot.at:%H:%M}")
    except ClockChange:
        return Place(slot, day, None, gettext("The clocks change in that hour"), None)
    post = taken.get(at)
    return Place(slot, day, at, "" if post else reasons.skipping(slot, day, at), post)


def _taken(account: Account, start: datetime, end: datetime) -> dict[datetime, Post]:
    """Whatever is planned, by its minute; of two the one that was given the slot."""
    span = {"scheduled_for__gte": start, "scheduled_for__lt": end}
    planned = Post.objects.filter(account=account, state__in=ONE_A_DAY, **span)
    rows: Sequence[Post] = list(planned.select_related("author").order_by("slot_at", "-id"))
    return {row.scheduled_for: row for row in reversed(rows) if row.scheduled_for}


def _reasons(school: School, today: date) -> _Reasons:
    stopped = school.posting_paused_at is not None
    return _Reasons(stopped, school_days(school), hours_of(school, today))


@dataclass(frozen=True, slots=True)
class Step:
    """A post that would go out in an earlier, free slot."""

    post: Post
    place: Place


def gaps(account: Account, *, besides: int, now: datetime) -> tuple[Step, ...]:
    """How posts that were given slots could each move forward into a free one, keeping their order.

    Those written by the person ``besides`` stay: somebody else decides when theirs go out.
    """
    coming = [place for place in _places(account, now, LOOKED_AHEAD) if not place.skipped]
    free: list[Place] = []
    steps: list[Step] = []
    for place in coming:
        post = place.post
        if post is None:
            free.append(place)
        elif free and _may_step(post, besides):
            steps.append(Step(post, free.pop(0)))
            free.append(place)
    return tuple(steps)


def written_out(steps: Sequence[Step]) -> str:
    """The plan in one line, so that two can be compared."""
    return ",".join(f"{step.post.pk}>{step.place.entered}" for step in steps)


def _may_step(post: Post, besides: int) -> bool:
    return (
        post.slot_at is not None
        and post.slot_at == post.scheduled_for
        and post.state == State.SCHEDULED
        and post.author_id != besides
    )
