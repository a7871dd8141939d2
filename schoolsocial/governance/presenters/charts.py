"""Bars by half-term beside last year's, as numbers for an SVG. Pure.

A bar goes up to what is certain; where a number is not told exactly, a dashed box goes on to what
it may be at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.suppression import Count
from schoolsocial.words import Words

WIDTH, HEIGHT = 360, 132
_TOP, _FLOOR, _LEFT = 8, 104, 34
_BAR, _GAP = 18, 4
_LABELS = (_("Aut 1"), _("Aut 2"), _("Spr 1"), _("Spr 2"), _("Sum 1"), _("Sum 2"))
_FULL = 100


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Bar:
    """What is certain, and what may come on top of it."""

    sure: Box
    perhaps: Box | None
    before: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A label at the foot (``x``) or beside the axis (``y``)."""

    at: int
    text: Words


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    feet: tuple[Mark, ...]
    lines: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    floor: int = _FLOOR
    bar: int = _BAR
    foot: int = HEIGHT - 8


def drawn(now: Sequence[Count | None], before: Sequence[Count | None], unit: Words) -> Chart | None:
    """Six half-terms of a year and of the one before; nothing where there is nothing to draw."""
    levels = [level for level in (*now, *before) if level is not None]
    most = max((level.high for level in levels), default=0)
    if not most:
        return None
    top = _FULL if unit == "%" else _round_up(most)
    bars = [
        _bar(level, place, top, before=is_before)
        for series, is_before in ((before, True), (now, False))
        for place, level in enumerate(series)
        if level is not None
    ]
    feet = tuple(Mark(_centre(place), label) for place, label in enumerate(_LABELS))
    sign = " %" if unit == "%" else ""
    lines = tuple(Mark(_y(value, top), f"{value}{sign}") for value in (0, top // 2, top))
    return Chart(tuple(bars), feet, lines)


def _bar(level: Count, place: int, top: int, *, before: bool) -> Bar:
    x = _centre(place) - (_BAR + _GAP // 2 if before else -_GAP // 2)
    sure, most = _y(level.low, top), _y(level.high, top)
    perhaps = None if level.is_exact else Box(x, most, sure - most)
    return Bar(Box(x, sure, _FLOOR - sure), perhaps, before)


def _centre(place: int) -> int:
    step = (WIDTH - _LEFT) / len(_LABELS)
    return round(_LEFT + step * (place + 0.5))


def _y(value: int, top: int) -> int:
    return round(_FLOOR - (_FLOOR - _TOP) * value / top)


def _round_up(value: int) -> int:
    """An even number that leaves a little room."""
    step = 2 if value <= 2 * _BAR else 10
    return max(step, -(-value // step) * step)
