"""Moments and lengths of time as people say them."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from moderation.drafts.wall_clock import LONDON

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def written(moment: datetime) -> str:
    """Monday 23 November 2026 at 15:30, in London."""
    return _at(moment, "l j F Y")


def short(moment: datetime) -> str:
    """23 Nov at 15:30, in London."""
    return _at(moment, "j M")


def length(span: timedelta) -> str:
    """How long, in the largest unit that says enough: 45 minutes, 3 hours, 2 days."""
    if span < _MINUTE:
        return gettext("less than a minute")
    if span < _HOUR:
        number = span // _MINUTE
        return ngettext("{number} minute", "{number} minutes", number).format(number=number)
    if span < 2 * _DAY:
        number = span // _HOUR
        return ngettext("{number} hour", "{number} hours", number).format(number=number)
    number = span // _DAY
    return ngettext("{number} day", "{number} days", number).format(number=number)


def _at(moment: datetime, day: str) -> str:
    wall = moment.astimezone(LONDON)
    return gettext("{day} at {time}").format(day=date_format(wall, day), time=f"{wall:%H:%M}")
