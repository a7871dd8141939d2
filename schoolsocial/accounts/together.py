"""What somebody did to many things with one press, and taking all of it back with another.

A batch needs no table: it is what this person did at this moment, to the microsecond. Its list
confirms it by ``components/done_together.html``, for as long as any of it can be taken back.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Generic, TypeVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from schoolsocial.accounts.access import SchoolRequest

ThingT = TypeVar("ThingT")

ASKED: Final = "done"
"""What the moment is called in an address and in a form."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MOST_DIGITS = 17  # the year 5138


@dataclass(frozen=True, slots=True)
class Done:
    """A batch as its list confirms it: what was done in a sentence, and where it is taken back."""

    words: str
    undo: str
    stamp: str


@dataclass(frozen=True)  # with slots a subscripted class could not be called
class Left(Generic[ThingT]):
    """One of a batch that stays as it is, and why."""

    thing: ThingT
    why: str


@dataclass(frozen=True)
class TakenBack(Generic[ThingT]):
    """What came of taking a batch back."""

    back: list[ThingT]
    left: list[Left[ThingT]]


def stamp(moment: datetime) -> str:
    """The moment as an address holds it."""
    return str((moment - _EPOCH) // _MICROSECOND)


def moment_of(text: str) -> datetime | None:
    """The moment again; ``None`` for anything else."""
    if not (text.isascii() and text.isdigit()) or len(text) > _MOST_DIGITS:
        return None
    return _EPOCH + int(text) * _MICROSECOND


def take_back(
    things: Iterable[ThingT],
    undo: Callable[[ThingT], object],
    refusals: type[Exception] | tuple[type[Exception], ...],
) -> TakenBack[ThingT]:
    """Undo each that still can be, in one transaction, by the action that undoes one.

    What ``undo`` refuses stays as it is, with the refusal's sentence; anything else undoes nothing.
    """
    taken = TakenBack[ThingT]([], [])
    with transaction.atomic():
        for thing in things:
            try:
                with transaction.atomic():
                    undo(thing)
            except refusals as refusal:
                taken.left.append(Left(thing, str(refusal)))
            else:
                taken.back.append(thing)
    return taken


def told(
    request: SchoolRequest, taken: TakenBack[ThingT], name: Callable[[ThingT], str], back: str
) -> HttpResponse:
    """Back to the list where all of it could be; else a page that says what stays, and why."""
    if not taken.left:
        if taken.back:
            messages.success(request, gettext("Taken back: {count}.").format(count=len(taken.back)))
        else:
            messages.warning(request, gettext("There is nothing left of it to take back."))
        return redirect(back)
    left = [Left(name(one.thing), one.why) for one in taken.left]
    shown = {"number": len(taken.back), "left": left, "back": back}
    return render(request, "accounts/taken_back.html", shown)
