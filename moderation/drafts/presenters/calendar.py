"""A month of posts, as a grid and as a list, by the clock on the school's wall."""

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models import Post
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.presenters import trips
from moderation.drafts.presenters.moving import may_move
from moderation.drafts.presenters.safety import due_notes
from moderation.drafts.presenters.same_hour import ON_ITS_WAY, hour_as_read, hour_of
from moderation.drafts.presenters.threads import thread_of
from moderation.drafts.school_time import SchoolDays
from moderation.drafts.wall_clock import LONDON
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Membership, Term
from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words

MOST_SHOWN = 300  # a school that plans more than ten posts a day is told so
IN_A_CELL = 3
FIRST_WORDS = 60

_FIELDS = (
    "school", "state", "text", "posted_at", "scheduled_for",
    "author__name", "trip__name", "trip__returned_at",
)  # fmt: skip
_HOLIDAYS = _("Holidays")
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Planned:
    """One post on the calendar; ``clash`` says what else goes out in that hour, ``waits`` for
    whose return from a trip it waits. ``movable``: the reader may move it to another time.
    """

    pk: int
    at: datetime
    state: Words
    first_words: str
    author: str
    clash: str
    waits: str
    movable: bool
    thread: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid; ``shown`` fits its cell, ``more`` counts the others. ``note`` says which
    term begins or ends on it, or that it lies in the holidays.
    """

    date: date
    in_month: bool
    is_today: bool
    posts: tuple[Planned, ...]
    note: Words
    due: str = ""  # what somebody should see to that day

    @property
    def iso(self) -> str:
        """As its cell names it to scripts."""
        return self.date.isoformat()

    @property
    def marks(self) -> str:
        """What its cell looks like: one word for each thing that sets the day apart."""
        words = {
            "other-month": not self.in_month,
            "today": self.is_today,
            "holidays": self.note == _HOLIDAYS,
        }
        return " ".join(word for word, holds in words.items() if holds)

    @property
    def shown(self) -> tuple[Planned, ...]:
        return self.posts[:IN_A_CELL]

    @property
    def more(self) -> int:
        return max(0, len(self.posts) - IN_A_CELL)


@dataclass(frozen=True, slots=True)
class Month:
    """``weeks`` run from Monday; ``days`` are those of the month on which something goes out or
    is due."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    previous: str
    next: str
    cut_short: bool

    @property
    def days(self) -> list[Day]:
        return [
            day for week in self.weeks for day in week if day.in_month and (day.posts or day.due)
        ]


def read_month(entered: str, *, today: date) -> date:
    """The first day of the month written as ``2026-11``; of this month where it is unreadable."""
    found = _MONTH.fullmatch(entered)
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)


def present(visible: PostQuerySet, first: date, place: Membership, *, now: datetime) -> Month:
    """The month that begins on ``first``, with those of the ``visible`` posts that fall in it, for
    this reader.
    """
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    starts, ends = _midnight(weeks[0][0]), _midnight(weeks[-1][-1] + timedelta(days=1))
    posts = list(
        visible.going_out_between(starts, ends)
        .threads_as_one()
        .with_length()
        .select_related("author", "trip")
        .only(*_FIELDS)[: MOST_SHOWN + 1]
    )
    planned = _planned(posts[:MOST_SHOWN], place)
    note = _notes(list(Term.objects.filter(school_id=place.school_id)))
    today = now.astimezone(LONDON).date()
    due = due_notes(place.school, weeks[0][0], weeks[-1][-1])
    return Month(
        first=first,
        weeks=tuple(
            tuple(
                Day(
                    day,
                    day.month == first.month,
                    day == today,
                    tuple(planned[day]),
                    note(day),
                    due.get(day, ""),
                )
                for day in week
            )
            for week in weeks
        ),
        previous=f"{first - timedelta(days=1):%Y-%m}",
        next=f"{first + timedelta(days=31):%Y-%m}",
        cut_short=len(posts) > MOST_SHOWN,
    )


def _notes(terms: Sequence[Term]) -> Callable[[date], Words]:
    """What there is to say of a day. Weekends need no word."""
    known = SchoolDays([(term.starts_on, term.ends_on) for term in terms])
    weekdays = SchoolDays([])

    def note(day: date) -> Words:
        for term in terms:
            if day == term.starts_on:
                return gettext("{term} begins").format(term=term.name)
            if day == term.ends_on:
                return gettext("{term} ends").format(term=term.name)
        return _HOLIDAYS if weekdays.includes(day) and not known.includes(day) else ""

    return note


def _planned(posts: Iterable[Post], place: Membership) -> defaultdict[date, list[Planned]]:
    timed = [(_at(post), post) for post in posts]
    busy = Counter(hour_of(at) for at, post in timed if post.state in ON_ITS_WAY)
    days: defaultdict[date, list[Planned]] = defaultdict(list)
    for at, post in sorted(timed, key=lambda pair: (pair[0], pair[1].pk)):
        on_its_way = post.state in ON_ITS_WAY
        days[at.date()].append(_one(post, at, busy[hour_of(at)] if on_its_way else 0, place))
    return days


def _one(post: Post, at: datetime, in_that_hour: int, place: Membership) -> Planned:
    clash = ""
    if in_that_hour > 1:
        start, end = hour_as_read(at)
        clash = ngettext(
            "{posts} post goes out between {start} and {end}",
            "{posts} posts go out between {start} and {end}",
            in_that_hour,
        ).format(posts=in_that_hour, start=start, end=end)
    words = Truncator(" ".join(post.text.split())).chars(FIRST_WORDS)
    label = State(post.state).label
    may = Permission.APPROVE_POSTS in place.permissions and may_move(post, place.person_id)
    return Planned(
        pk=post.pk,
        at=at,
        state=label,
        first_words=words,
        author=post.author.name,
        clash=clash,
        waits=trips.waits(post),
        movable=may,
        thread=thread_of(vars(post)["in_thread"]),
    )


def _at(post: Post) -> datetime:
    moment = post.posted_at or post.scheduled_for or datetime.max.replace(tzinfo=UTC)
    return moment.astimezone(LONDON)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)
