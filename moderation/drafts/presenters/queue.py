"""The queue of drafts that wait for a decision, as its page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext, ngettext

from moderation.drafts.presenters import approving, times
from moderation.drafts.presenters.kinds import kind_words
from moderation.drafts.presenters.threads import thread_of
from moderation.drafts.queries import queue
from moderation.drafts.queries.pages import SIZE, Page, page
from moderation.drafts.queries.queue import Waiting, WaitingForMe
from policy.findings import Severity
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.queries import covers_of
from schoolsocial.words import Words

FIRST_WORDS = 110
OWN_SHOWN = 5
URGENT_SHOWN = 20


class Awaited(Protocol):
    """A draft with its moments, be it the whole post or a row of the queue."""

    @property
    def submitted_at(self) -> datetime | None: ...

    @property
    def review_due_at(self) -> datetime | None: ...


class Wished(Protocol):
    """A draft with the London time its author asked for, as entered, or the wish for a slot."""

    @property
    def wall_time(self) -> str: ...

    @property
    def wishes_slot(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Row:
    """One waiting draft. All words are ready to be read; none is marked as safe HTML."""

    pk: int
    author: str
    kind: str
    first_words: str
    waiting: str
    due: str
    overdue: bool
    photos: str
    findings: str
    wished: str
    approvals: str
    looked_at_by: str


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A draft of the reader's own, which somebody else must approve."""

    pk: int
    kind: Words
    first_words: str
    waiting: str
    due: str
    looked_at_by: str


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue; ``previous`` and ``next`` are cursors, empty at the ends. ``urgent`` are
    emergency notices, which stand above every page.
    """

    urgent: tuple[Row, ...]
    rows: tuple[Row, ...]
    own: tuple[OwnRow, ...]
    own_more: bool
    total: str
    cover: tuple[str, ...]
    previous: str
    next: str


def present(school: School, person: Person, *, cursor: str, now: datetime) -> Queue:
    """What this person may decide, the longest waiting first, and what others must decide."""
    urgent, others = queue.waiting_for(school, person, now)
    found = page(others, by="submitted_at", cursor=cursor)
    own = queue.own_waiting(school, person, most=OWN_SHOWN + 1, now=now)
    first = tuple(_row(post, now) for post in urgent[:URGENT_SHOWN])
    return Queue(
        urgent=first,
        rows=tuple(_row(post, now) for post in found.posts),
        own=tuple(_own_row(post, now) for post in own[:OWN_SHOWN]),
        own_more=len(own) > OWN_SHOWN,
        total=_total(found, len(first)),
        cover=tuple(_covers(school, timezone.localdate(now))),
        previous=found.previous,
        next=found.next,
    )


def due(post: Awaited, now: datetime) -> str:
    """When a decision is due, with overdue said in words."""
    if post.review_due_at is None:
        return ""
    if post.review_due_at < now:
        return gettext("Overdue by {time}").format(time=times.length(now - post.review_due_at))
    return gettext("Due in {time}").format(time=times.length(post.review_due_at - now))


def overdue(post: Awaited, now: datetime) -> bool:
    return post.review_due_at is not None and post.review_due_at < now


def waiting(post: Awaited, now: datetime) -> str:
    """How long the draft has waited."""
    return times.length(now - post.submitted_at) if post.submitted_at else ""


def wished(post: Wished) -> str:
    """The time the author asked for, as it was entered, or that they asked for a slot."""
    if not post.wall_time:
        return gettext("the next free slot") if post.wishes_slot else ""
    wall = datetime.fromisoformat(post.wall_time)
    return gettext("{day} at {time}").format(day=date_format(wall, "D j M"), time=f"{wall:%H:%M}")


def _covers(school: School, day: date) -> Iterator[str]:
    """Who reviews in a leader's place, now and to come."""
    for cover in covers_of(school, day):
        first, last = (date_format(one, "l j F") for one in (cover.first_day, cover.last_day))
        if cover.first_day <= day:
            yield gettext("{name} reviews too until {last}, named by {leader}").format(
                name=cover.person.name, last=last, leader=cover.named_by.name
            )
        else:
            yield gettext("{name} reviews from {first} to {last}").format(
                name=cover.person.name, first=first, last=last
            )


def _row(post: WaitingForMe, now: datetime) -> Row:
    facts = post.as_submitted or {"photos": 0, "findings": [], "needed": 1}
    return Row(
        pk=post.pk,
        author=post.author_name,
        kind=" · ".join(filter(None, (str(kind_words(post.kind)), thread_of(post.in_thread)))),
        first_words=_first_words(post.text),
        waiting=waiting(post, now),
        due=due(post, now),
        overdue=overdue(post, now),
        photos=_photos(facts["photos"]),
        findings=_findings(facts["findings"]),
        wished=wished(post),
        approvals=approving.who_is_missing(post.approved_by, facts["needed"]),
        looked_at_by=get_text_list(list(post.looking), gettext("and")),
    )


def _own_row(post: Waiting, now: datetime) -> OwnRow:
    return OwnRow(
        pk=post.pk,
        kind=kind_words(post.kind),
        first_words=_first_words(post.text),
        waiting=waiting(post, now),
        due=due(post, now),
        looked_at_by=get_text_list(list(post.looking), gettext("and")),
    )


def _first_words(text: str) -> str:
    lines = text.strip().splitlines() or [""]
    return Truncator(lines[0]).chars(FIRST_WORDS)


def _photos(count: int) -> str:
    if count == 0:
        return gettext("No photo")
    return ngettext("{photos} photo", "{photos} photos", count).format(photos=count)


def _findings(findings: list[dict[str, str]]) -> str:
    set_aside = sum(finding["severity"] != Severity.NOTE for finding in findings)
    notes = len(findings) - set_aside
    parts = []
    if set_aside:
        parts.append(
            ngettext("{number} warning set aside", "{number} warnings set aside", set_aside).format(
                number=set_aside
            )
        )
    if notes:
        parts.append(ngettext("{number} note", "{number} notes", notes).format(number=notes))
    return ", ".join(parts) or gettext("Nothing found")


def _total(found: Page[WaitingForMe], urgent: int) -> str:
    if found.previous or found.next:
        return gettext(
            "More than {number} drafts wait for a decision, the longest waiting first."
        ).format(number=SIZE)
    count = len(found.posts) + urgent
    if count == 0:
        return gettext("Nothing waits for you.")
    return ngettext(
        "{number} draft waits for a decision.",
        "{number} drafts wait for a decision, the longest waiting first.",
        count,
    ).format(number=count)
