"""The weekly slots of an account, and how the coming two weeks look."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import Truncator
from django.utils.translation import gettext

from moderation.drafts import slots
from moderation.drafts.forms.slots import SlotForm
from moderation.drafts.models import WeeklySlot
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.presenters import times
from moderation.drafts.slots import Place, Step
from schoolsocial.words import Words
from schoolsocial.x.models import Account

FIRST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One coming slot. ``words`` and ``pk`` are of the post that has it, as far as the reader may
    see it.
    """

    when: str
    state: str
    why: Words
    words: str
    pk: int | None


@dataclass(frozen=True, slots=True)
class SlotsPage:
    """``account`` is None where the school has none; ``closable``: posts could move forward."""

    account: Account | None
    choices: tuple[Account, ...]
    slots: tuple[WeeklySlot, ...]
    lines: tuple[Line, ...]
    form: SlotForm
    closable: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A post of the plan: what it says, when it goes out now, and when it would."""

    words: str
    author: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class GapsPage:
    account: Account
    steps: tuple[Moved, ...]
    plan: str


def page(
    account: Account | None,
    accounts: Iterable[Account],
    visible: PostQuerySet,
    form: SlotForm,
    *,
    reader: int,
    now: datetime,
) -> SlotsPage:
    """The page for this reader, who sees the words of the ``visible`` posts alone."""
    if account is None:
        return SlotsPage(None, (), (), (), form, 0)
    places = slots.places(account, now=now)
    taken = [place.post.pk for place in places if place.post]
    seen = set(visible.filter(pk__in=taken).values_list("pk", flat=True)) if taken else set()
    return SlotsPage(
        account=account,
        choices=tuple(accounts),
        slots=tuple(WeeklySlot.objects.going().filter(account=account)),
        lines=tuple(_line(place, seen) for place in places),
        form=form,
        closable=len(slots.gaps(account, besides=reader, now=now)),
    )


def gaps(account: Account, reader: int, now: datetime) -> GapsPage:
    """Which post would go where."""
    steps = slots.gaps(account, besides=reader, now=now)
    return GapsPage(account, tuple(_moved(step) for step in steps), slots.written_out(steps))


def _line(place: Place, seen: Collection[int]) -> Line:
    post = place.post
    if post is None:
        state = gettext("Passed over") if place.skipped else gettext("Free")
        return Line(place.choice().label, state, place.skipped, "", None)
    if post.pk not in seen:
        return Line(place.choice().label, gettext("Taken"), "", "", None)
    words = Truncator(" ".join(post.text.split())).chars(FIRST_WORDS)
    return Line(
        place.choice().label, gettext("Taken"), "", f"{words} ({post.author.name})", post.pk
    )


def _moved(step: Step) -> Moved:
    post = step.post
    stands = times.written(post.scheduled_for) if post.scheduled_for else ""
    words = Truncator(" ".join(post.text.split())).chars(FIRST_WORDS)
    return Moved(words, post.author.name, stands, step.place.choice().label)
