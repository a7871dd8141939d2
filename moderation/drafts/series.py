"""The parts of a series: on which days, and what stands in each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext, ngettext

from moderation.drafts.errors import Refusal
from moderation.drafts.school_time import SchoolDays

FEWEST, MOST = 2, 40
PLACES = "{n}, {count}, {date}, {weekday}, {text}"

_PLACE = re.compile(r"\{([^{}\n]*)\}")
_A_DAY = timedelta(days=1)
_LINE = re.compile(r"(\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})(?:\s*[:,;]?\s+|\s*[:,;]\s*|$)(.*)")


class UnknownPlace(Refusal):
    """The text has a place that nothing is filled into."""


class NotADay(Refusal):
    """A line of the list does not begin with a date."""


class WrongLength(Refusal):
    """One draft makes no series, and nobody reads a hundred."""


@dataclass(frozen=True, slots=True)
class Part:
    """One day of a series, with what stands for {text} in it."""

    day: date
    words: str = ""


def fill(template: str, part: Part, number: int, count: int) -> str:
    """The text of one part. Raises ``UnknownPlace``."""
    values: Mapping[str, str] = {
        "n": str(number),
        "count": str(count),
        "date": f"{part.day:%A} {part.day.day} {part.day:%B}",
        "weekday": f"{part.day:%A}",
        "text": part.words,
    }

    def value(found: "re.Match[str]") -> str:
        try:
            return values[found[1].strip()]
        except KeyError:
            raise UnknownPlace(
                gettext("“{place}” cannot be filled in. The places are {places}.").format(
                    place=found[0], places=PLACES
                )
            ) from None

    return _PLACE.sub(value, template)


def weekly(first: date, last: date, weekday: int, days: SchoolDays | None) -> list[Part]:
    """That weekday of each week (0 for Monday); with ``days``, in term alone."""
    day = first + _A_DAY * ((weekday - first.weekday()) % 7)
    found = _every(day, last, 7)
    return counted([Part(one) for one in found if days is None or days.in_term(one)])


def school_days(first: date, last: date, days: SchoolDays) -> list[Part]:
    """Every school day of that span, both ends included."""
    return counted([Part(one) for one in _every(first, last, 1) if days.includes(one)])


def listed(lines: str) -> list[Part]:
    """A day a line, such as ``03/03/2027: Dress up``, in the order of the days.

    Raises ``NotADay`` for a line that has none, or a day that comes twice.
    """
    parts = [_read(line.strip()) for line in lines.splitlines() if line.strip()]
    if len({part.day for part in parts}) < len(parts):
        raise NotADay(gettext("A day stands in the list twice. Each part has a day of its own."))
    return counted(sorted(parts, key=lambda part: part.day))


def counted(parts: list[Part]) -> list[Part]:
    """The parts, if there are as many as make a series. Raises ``WrongLength``."""
    if len(parts) < FEWEST:
        raise WrongLength(
            gettext("Fewer than two days fit. Choose a longer span, or check the days.")
        )
    if len(parts) > MOST:
        raise WrongLength(
            ngettext(
                "That would be {count} draft. A series has {most} at most.",
                "That would be {count} drafts. A series has {most} at most.",
                len(parts),
            ).format(count=len(parts), most=MOST)
        )
    return parts


def entered(day: date, at: time) -> str:
    """The London time of a part, as ``wall_clock`` reads it."""
    return f"{datetime.combine(day, at):%Y-%m-%dT%H:%M}"


def _every(first: date, last: date, step: int) -> Iterator[date]:
    """Cut short beyond what a series may have, however far away the last day is."""
    day = first
    for _ in range(2 * 366):
        if day > last:
            return
        yield day
        day += _A_DAY * step


def _read(line: str) -> Part:
    found = _LINE.fullmatch(line)
    try:
        if found:
            return Part(_day(found[1]), found[2].strip()[:200])
    except ValueError:  # 30 February
        pass
    raise NotADay(
        gettext("“{line}” does not begin with a day. Write one a line: 03/03/2027: words.").format(
            line=line[:40]
        )
    )


def _day(text: str) -> date:
    if "/" not in text:
        return date.fromisoformat(text)
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)
