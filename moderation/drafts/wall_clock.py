"""London wall time as a person enters it, and the one moment it means.

Twice a year an hour is missing or comes twice. A time in it is refused with the two choices,
never guessed. Source of the rules: the IANA time zone database, through ``zoneinfo``.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext

from moderation.drafts.errors import Refusal

LONDON = ZoneInfo("Europe/London")
WALL_TIME = "%Y-%m-%dT%H:%M"
FURTHEST = timedelta(days=3653)  # ten years

_ENTERED = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00)?(\+0[01]:00)?", re.ASCII)
_BY_HAND = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}),? (\d{1,2}):(\d{2})", re.ASCII)
_SUMMER, _WINTER = "+01:00", "+00:00"


@dataclass(frozen=True, slots=True)
class Choice:
    """A time that can be had instead: ``value`` is what ``to_utc`` accepts, ``label`` is read."""

    value: str
    label: str


class NotATime(Refusal):
    """What was entered is no day and time."""


class InThePast(Refusal):
    """The moment has gone by."""


class TooFarAhead(Refusal):
    """A year nobody plans for, most likely mistyped."""


class ClockChange(Refusal):
    """The clocks change in that hour; ``choices`` are the two times that can be meant."""

    def __init__(self, sentence: str, choices: tuple[Choice, Choice]) -> None:
        super().__init__(sentence)
        self.choices = choices


class SpringGap(ClockChange):
    """The clocks go forward: this time does not exist."""

    def __init__(self, wall: datetime) -> None:
        earlier, later = wall - timedelta(hours=1), wall + timedelta(hours=1)
        super().__init__(
            gettext(
                "The clocks go forward on {day}, so there is no {time} that night. "
                "Choose {earlier} or {later}."
            ).format(day=_day(wall), time=_time(wall), earlier=_time(earlier), later=_time(later)),
            (
                Choice(
                    f"{earlier:{WALL_TIME}}",
                    gettext("{time}, before the change").format(time=_time(earlier)),
                ),
                Choice(
                    f"{later:{WALL_TIME}}",
                    gettext("{time}, after the change").format(time=_time(later)),
                ),
            ),
        )


class AutumnFold(ClockChange):
    """The clocks go back: this time comes twice."""

    def __init__(self, wall: datetime) -> None:
        entered = f"{wall:{WALL_TIME}}"
        super().__init__(
            gettext(
                "The clocks go back on {day}, so {time} comes twice. Choose the first "
                "(summer time) or the second (winter time, an hour later)."
            ).format(day=_day(wall), time=_time(wall)),
            (
                Choice(
                    entered + _SUMMER,
                    gettext("the first {time} (summer time)").format(time=_time(wall)),
                ),
                Choice(
                    entered + _WINTER,
                    gettext("the second {time} (winter time)").format(time=_time(wall)),
                ),
            ),
        )


def to_utc(entered: str, *, now: datetime | None = None) -> datetime:
    """The moment in UTC of a London wall time such as ``2026-11-23T15:30``.

    ``23/11/2026 15:30`` is read as well. A suffix ``+01:00`` or ``+00:00`` says which of the two
    is meant when the clocks go back. With ``now`` the time must lie beyond it, by ten years at
    most. Raises ``NotATime``, ``SpringGap``, ``AutumnFold``, ``InThePast`` or ``TooFarAhead``.
    """
    wall, suffix = _read(entered)
    moment = _moment(wall, suffix)
    if now is not None and moment <= now:
        raise InThePast(
            gettext(
                "{time} on {day} has gone by. Choose a later time, or leave the time empty "
                "to post as soon as it is approved."
            ).format(time=_time(wall), day=_day(wall))
        )
    if now is not None and moment > now + FURTHEST:
        raise TooFarAhead(
            gettext("{day} is more than ten years ahead. Please check the year.").format(
                day=_day(wall)
            )
        )
    return moment


def still_to_come(entered: str, *, now: datetime) -> datetime | None:
    """The moment of a time wished for; None where there is none, it has gone by, or can be two."""
    try:
        return to_utc(entered, now=now) if entered else None
    except Refusal:
        return None


def as_entered(entered: str) -> str:
    """The wall time as it is kept beside the moment: 16 characters, 22 with a suffix."""
    wall, suffix = _read(entered)
    return f"{wall:{WALL_TIME}}{suffix}"


def wall_time(moment: datetime) -> str:
    """A moment as the London wall time a form shows, such as ``2026-11-23T15:30``."""
    return f"{moment.astimezone(LONDON):{WALL_TIME}}"


def _read(entered: str) -> tuple[datetime, str]:
    """As a browser's field sends it, or as somebody types it where there is no such field."""
    found, by_hand = _ENTERED.fullmatch(entered.strip()), _BY_HAND.fullmatch(entered.strip())
    try:
        if found:
            return datetime.fromisoformat(f"{found[1]}T{found[2]}"), found[3] or ""
        if by_hand:
            day, month, year, hour, minute = map(int, by_hand.groups())
            return datetime.fromisoformat(
                f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"
            ), ""
    except ValueError:  # 30 February, 25 o'clock
        raise _no_time() from None
    raise _no_time()


def _moment(wall: datetime, suffix: str) -> datetime:
    first, second = (_in_utc(wall, fold) for fold in (0, 1))
    if first > second:  # the offset before the change leads past it: the hour was skipped
        raise SpringGap(wall)
    if first < second and not suffix:
        raise AutumnFold(wall)
    moments = {_offset(moment): moment for moment in (first, second)}
    if not suffix:
        return first
    if suffix not in moments:
        raise NotATime(
            gettext(
                "On {day} London is not at {suffix} from Greenwich. Enter the time on "
                "the school's clock, without a suffix."
            ).format(day=_day(wall), suffix=suffix)
        )
    return moments[suffix]


def _in_utc(wall: datetime, fold: int) -> datetime:
    return wall.replace(tzinfo=LONDON, fold=fold).astimezone(UTC)


def _offset(moment: datetime) -> str:
    return _SUMMER if moment.astimezone(LONDON).utcoffset() else _WINTER


def _day(wall: datetime) -> str:
    return date_format(wall, "l j F Y")


def _time(wall: datetime) -> str:
    return f"{wall:%H:%M}"


def _no_time() -> NotATime:
    return NotATime(gettext("Enter a day and a time, such as 23/11/2026 15:30."))
