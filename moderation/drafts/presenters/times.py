"""Moments and lengths of time as people say them."""

from datetime import datetime, timedelta

from django.utils.formats import date_format

from moderation.drafts.wall_clock import LONDON

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def written(moment: datetime) -> str:
    """Monday 23 November 2026 at 15:30, in London."""
    return date_format(moment.astimezone(LONDON), r"l j F Y \a\t H:i")


def short(moment: datetime) -> str:
    """23 Nov at 15:30, in London."""
    return date_format(moment.astimezone(LONDON), r"j M \a\t H:i")


def length(span: timedelta) -> str:
    """How long, in the largest unit that says enough: 45 minutes, 3 hours, 2 days."""
    if span < _MINUTE:
        return "less than a minute"
    if span < _HOUR:
        return _counted(span // _MINUTE, "minute")
    if span < 2 * _DAY:
        return _counted(span // _HOUR, "hour")
    return _counted(span // _DAY, "day")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
