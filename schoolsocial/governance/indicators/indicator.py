"""What an indicator is, and what it makes of numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.suppression import Count, Parted
from schoolsocial.words import Words

_HUNDRED = 100


class Verdict(StrEnum):
    """How a value stands to its target."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    OPEN = "open"
    UNKNOWN = "unknown"

    @property
    def label(self) -> Words:
        return _LABELS[self]

    @property
    def is_off_target(self) -> bool:
        return self in {Verdict.RED, Verdict.AMBER}


_LABELS = {
    Verdict.GREEN: _("On target"),
    Verdict.AMBER: _("Near the target"),
    Verdict.RED: _("Off target"),
    Verdict.OPEN: _("No target"),
    Verdict.UNKNOWN: _("Not yet recorded"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A number behind a value, in words; ``verdict`` where it has one of its own."""

    name: Words
    value: Words
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A value ready to be read. ``level`` is what a chart draws of it, if anything."""

    value: Words
    verdict: Verdict
    lines: tuple[Line, ...] = ()
    level: Count | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One of the twelve. ``unit`` is that of its level: "%", or what is counted.

    ``definition`` says exactly how it is worked out, ``question`` what to ask where it is off
    target.
    """

    number: int
    code: str
    title: Words
    target: Words
    unit: Words
    definition: Words
    question: Words
    read: Callable[[Figures], Reading]


NOT_SHOWN = _("Not shown: some numbers are small")
NOT_RECORDED = Reading(_("Not yet recorded"), Verdict.UNKNOWN)


def share(parts: Parted) -> Count | None:
    """What per cent the part is of the whole, rounded down; None of nothing."""
    if not parts.whole.high:
        return None
    least = max(parts.whole.low, 1)
    low = _HUNDRED * parts.part.low // max(parts.part.low + parts.rest.high, least)
    high = _HUNDRED * parts.part.high // max(parts.part.high + parts.rest.low, least)
    return Count(min(low, high), high)


def per_cent(of: Count) -> str:
    if of.is_exact:
        return f"{of.low} %"
    return gettext("{low} to {high} %").format(low=of.low, high=of.high)


def against(of: Count, *, green: int, amber: int) -> Verdict:
    """By what is told alone, so that a verdict gives away no more than the value does."""
    if of.low >= green:
        return Verdict.GREEN
    return Verdict.RED if of.high < amber else Verdict.AMBER


def all_of(parts: Parted, *, done: str, missing: str, whole: str, empty: str) -> Reading:
    """The reading of something that must hold of every one."""
    part = share(parts)
    if part is None:
        return Reading(empty, Verdict.OPEN, (Line(whole, gettext("None")),))
    lines = (
        Line(done, str(parts.part)),
        Line(missing, str(parts.rest)),
        Line(whole, str(parts.whole)),
    )
    return Reading(per_cent(part), against(part, green=_HUNDRED, amber=_HUNDRED), lines, part)


def listed(counts: dict[str, Count]) -> tuple[Line, ...]:
    """A line a cell, the largest first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1].high, -pair[1].low, pair[0]))
    return tuple(Line(gettext(name), str(count)) for name, count in ordered)
