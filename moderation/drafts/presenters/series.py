"""Series: the list, one of them, and what would be made."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from moderation.drafts import series as parts_of
from moderation.drafts.actions.series import Changed, Made
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.series import TemplateForm
from moderation.drafts.models import Post, Series, SeriesEntry
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.queries import series as queries
from moderation.drafts.workflow import EDITABLE, QUEUED, State
from schoolsocial.accounts.models import Person
from schoolsocial.words import Words

FIRST_WORDS = 80
_CAN_BE_SET_ASIDE = EDITABLE | QUEUED | {State.SUBMITTED}


@dataclass(frozen=True, slots=True)
class Row:
    """A series of the list, and how far it is."""

    series: Series
    standing: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part; ``words`` are empty where the reader may not see its post. ``own_draft``: it opens
    where it is written. ``passed_over``: it was discarded or set aside.
    """

    number: int
    day: date
    state: Words
    words: str
    pk: int | None
    own_draft: bool
    passed_over: bool


@dataclass(frozen=True, slots=True)
class SeriesPage:
    series: Series
    standing: str
    parts: tuple[PartLine, ...]
    mine: bool
    aside: int
    left: int
    form: TemplateForm


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be made: each day with its text. ``problem`` says why it cannot be."""

    parts: tuple[tuple[date, str], ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Which part of which series a post is, in words."""

    pk: int
    words: str
    set_aside: bool


def rows(found: QuerySet[Series], most: int = queries.MOST_SHOWN) -> tuple[Row, ...]:
    """The newest of them."""
    return tuple(Row(one, _standing(one)) for one in found[:most])


def page(series: Series, reader: Person, visible: PostQuerySet, form: TemplateForm) -> SeriesPage:
    """One series for this reader, who sees the words of the ``visible`` posts alone."""
    entries = queries.entries_of(series)
    taken = [entry.post_id for entry in entries if entry.post_id]
    seen = set(visible.filter(pk__in=taken).values_list("pk", flat=True))
    posts = [entry.post for entry in entries if entry.post]
    aside = sum(post.set_aside_at is not None for post in posts)
    return SeriesPage(
        series=series,
        standing=_standing(series),
        parts=tuple(_part(entry, reader, seen) for entry in entries),
        mine=series.made_by_id == reader.pk,
        aside=aside,
        left=sum(post.state in _CAN_BE_SET_ASIDE for post in posts) - aside,
        form=form,
    )


def preview(made: Made) -> Preview:
    """The parts as they would be."""
    count = len(made.parts)
    try:
        return Preview(
            tuple(
                (part.day, parts_of.fill(made.template, part, number, count))
                for number, part in enumerate(made.parts, start=1)
            )
        )
    except Refusal as refusal:
        return Preview((), str(refusal))


def belonging(post: Post) -> Belonging | None:
    """What the draft's page and the reviewer's say of its series."""
    entry = queries.entry_of(post)
    if entry is None:
        return None
    words = gettext("Part {number} of {count} of “{name}”").format(
        number=entry.number, count=entry.series.count, name=entry.series.name
    )
    return Belonging(entry.series_id, words, post.set_aside_at is not None)


def made(kept: Series) -> str:
    """That there are so many drafts now."""
    return ngettext(
        "{drafts} draft is there. Send it when it is ready.",
        "{drafts} drafts are there. Send each when it is ready.",
        kept.count,
    ).format(drafts=kept.count)


def changed(outcome: Changed) -> str:
    """What became of the parts."""
    anew = ngettext(
        "{drafts} draft was written anew.", "{drafts} drafts were written anew.", outcome.anew
    ).format(drafts=outcome.anew)
    if not outcome.left:
        return anew
    left = ngettext(
        "{drafts} stayed as it is: sent, set aside or changed by hand.",
        "{drafts} stayed as they are: sent, set aside or changed by hand.",
        outcome.left,
    ).format(drafts=outcome.left)
    return f"{anew} {left}"


def _standing(series: Series) -> str:
    approved, aside = vars(series)["approved"], vars(series)["aside"]
    said = (
        gettext("{approved} of {count} approved, {aside} set aside")
        if aside
        else gettext("{approved} of {count} approved")
    )
    return said.format(approved=approved, count=series.count, aside=aside)


def _part(entry: SeriesEntry, reader: Person, seen: Collection[int]) -> PartLine:
    post = entry.post
    if post is None:
        return PartLine(entry.number, entry.day, gettext("Discarded"), "", None, False, True)
    aside = post.set_aside_at is not None
    state = gettext("Set aside") if aside else State(post.state).label
    if post.pk not in seen:
        return PartLine(entry.number, entry.day, state, "", None, False, aside)
    words = Truncator(" ".join(post.text.split())).chars(FIRST_WORDS)
    own = post.author_id == reader.pk and post.state in EDITABLE
    return PartLine(entry.number, entry.day, state, words, post.pk, own, aside)
