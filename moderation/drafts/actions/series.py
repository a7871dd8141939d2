"""Series: one draft becomes many, each for a day of its own and approved by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext

from moderation.drafts import beginning, series, wall_clock
from moderation.drafts.actions import drafts
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post, Series, SeriesEntry
from moderation.drafts.series import Part
from moderation.drafts.transitions import lock, move, take_out_of_the_queue
from moderation.drafts.workflow import EDITABLE, QUEUED, State, Verb
from policy.facts import PostKind
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


class NoSeriesOfThat(Refusal):
    """Only an ordinary draft of one's own, never sent before, begins a series."""


class NotYourSeries(Refusal):
    """Its author alone changes a series."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a series is to be; ``at`` is a London wall time."""

    name: str
    template: str
    at: time
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Changed:
    """How many drafts were written anew, and how many were left as they are."""

    anew: int
    left: int


def make(*, post: Post, by: Person, made: Made, now: datetime) -> Series:
    """The draft becomes the first part, the others are new drafts of the same author.

    Photos stay with the first. Nothing is sent: each part is read, sent and approved by itself.
    Raises ``NoSeriesOfThat``, ``series.UnknownPlace``, ``drafts.TextTooLong``, as
    ``drafts.writable``, and what ``wall_clock.to_utc`` refuses of a part's hour.
    """
    texts = _texts(made, now)
    with transaction.atomic():
        post = drafts.writable(post, by, now)
        _refuse_what_begins_none(post)
        kept = Series.objects.create(
            school_id=post.school_id,
            name=made.name,
            template=made.template,
            count=len(texts),
            made_by=by,
            made_at=now,
        )
        for number, (part, text) in enumerate(zip(made.parts, texts, strict=True), start=1):
            wish = series.entered(part.day, made.at)
            of_part = (
                _rewrite(post, text, wish, now)
                if number == 1
                else _begin(post, text, wish, by, now)
            )
            SeriesEntry.objects.create(
                school_id=post.school_id,
                series=kept,
                number=number,
                day=part.day,
                words=part.words,
                post=of_part,
            )
        _of_post("post.saved", post, by, now)
        _record("series.made", kept, by, now, parts=len(texts))
    return kept


def change(*, kept: Series, by: Person, template: str, now: datetime) -> Changed:
    """Write anew what has not been sent yet. A draft that somebody changed by hand is left as it
    is. Raises ``NotYourSeries``, ``series.UnknownPlace``, ``drafts.TextTooLong``.
    """
    with transaction.atomic():
        kept = _own(kept, by)
        held = [(entry, lock(entry.post)) for entry in _entries(kept) if entry.post]
        anew = 0
        for entry, post in held:
            old, new = (_text(kept, entry, words) for words in (kept.template, template))
            if _untouched(post, old):
                _rewrite(post, new, post.wall_time, now)
                _of_post("post.saved", post, by, now)
                anew += 1
        left = len(held) - anew
        kept.template = template
        kept.save(update_fields=["template"])
        _record("series.changed", kept, by, now, anew=anew, left=left)
    return Changed(anew, left)


def set_aside(*, kept: Series, by: Person, now: datetime) -> int:
    """Put aside whatever has not gone out: drafts, those that wait, and approved ones, whose
    approval ends with that. How many. Raises ``NotYourSeries``.
    """
    with transaction.atomic():
        kept = _own(kept, by)
        posts = [lock(entry.post) for entry in _entries(kept) if entry.post]
        put = sum(_put_aside(post, by, now) for post in posts)
        kept.set_aside_at = now
        kept.save(update_fields=["set_aside_at"])
        _record("series.set_aside", kept, by, now, parts=put)
    return put


def take_back(*, kept: Series, by: Person, now: datetime) -> int:
    """What was put aside is drafts again, to be sent anew; how many. Raises ``NotYourSeries``."""
    with transaction.atomic():
        kept = _own(kept, by)
        held = [lock(entry.post) for entry in _entries(kept) if entry.post]
        back = [post for post in held if post.set_aside_at is not None]
        for post in back:
            post.set_aside_at, post.saved_at = None, now
            post.save(update_fields=["set_aside_at", "saved_at"])
            _of_post("post.brought_back", post, by, now)
        kept.set_aside_at = None
        kept.save(update_fields=["set_aside_at"])
        _record("series.taken_back", kept, by, now, parts=len(back))
    return len(back)


def _texts(made: Made, now: datetime) -> list[str]:
    """Everything that can be refused is, before anything is written."""
    count = len(series.counted(list(made.parts)))
    for part in made.parts:
        wall_clock.to_utc(series.entered(part.day, made.at), now=now)
    texts = [series.fill(made.template, part, n, count) for n, part in enumerate(made.parts, 1)]
    for text in texts:
        _refuse_long(text)
    return texts


def _refuse_long(text: str) -> None:
    if len(text) > drafts.MAX_TEXT:
        raise drafts.TextTooLong(gettext("That is longer than any post. Please shorten the text."))


def _refuse_what_begins_none(post: Post) -> None:
    if post.kind == Post.Kind.EMERGENCY:
        raise NoSeriesOfThat(gettext("An emergency notice goes out once. It begins no series."))
    if post.submitted_at is not None:
        raise NoSeriesOfThat(
            gettext("This draft was sent before. Begin the series with a new draft.")
        )
    if SeriesEntry.objects.filter(post=post).exists():
        raise NoSeriesOfThat(gettext("This draft is part of a series already."))


def _begin(first: Post, text: str, wish: str, by: Person, now: datetime) -> Post:
    return beginning.begin(
        school=first.school,
        author=by,
        account=first.account,
        kind=PostKind(first.kind),
        text=text,
        by=by,
        now=now,
        wall_time=wish,
        trip_id=first.trip_id,
    )


def _rewrite(post: Post, text: str, wish: str, now: datetime) -> Post:
    post.text, post.wall_time, post.saved_at = text, wish, now
    post.revision += 1
    post.save(update_fields=["text", "wall_time", "revision", "saved_at"])
    return post


def _text(kept: Series, entry: SeriesEntry, template: str) -> str:
    text = series.fill(template, Part(entry.day, entry.words), entry.number, kept.count)
    _refuse_long(text)
    return text


def _untouched(post: Post, text: str) -> bool:
    return post.state in EDITABLE and post.set_aside_at is None and post.text == text


def _put_aside(post: Post, by: Person, now: datetime) -> bool:
    if post.state == State.SUBMITTED:
        move(post, Verb.WITHDRAW, by=by, now=now)
    elif post.state in QUEUED:
        take_out_of_the_queue(post, Verb.RECALL, by=by, now=now)
    if post.state not in EDITABLE or post.set_aside_at is not None:
        return False
    post.set_aside_at = now
    post.save(update_fields=["set_aside_at"])
    _of_post("post.set_aside", post, by, now)
    return True


def _own(kept: Series, by: Person) -> Series:
    held = Series.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if held.made_by_id != by.pk:
        raise NotYourSeries(gettext("Only the person who made a series may change it."))
    return held


def _entries(kept: Series) -> list[SeriesEntry]:
    return list(kept.entries.select_related("post").order_by("number"))


def _of_post(verb: str, post: Post, by: Person, now: datetime) -> None:
    """For the post's own story."""
    audit.record(school_id=post.school_id, by=by.pk, verb=verb, subject=post, at=now)


def _record(verb: str, kept: Series, by: Person, now: datetime, **details: audit.Detail) -> None:
    audit.record(
        school_id=kept.school_id, by=by.pk, verb=verb, subject=kept, details=details, at=now
    )
