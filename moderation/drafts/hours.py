"""The next hour at which the school's policy lets a post go out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext

from moderation.drafts import wall_clock
from moderation.drafts.checks import Checked
from moderation.drafts.wall_clock import LONDON, Choice
from policy.rules import posting_hours

STEP = timedelta(minutes=15)
AHEAD = timedelta(days=14)


def next_allowed(checked: Checked, after: datetime) -> tuple[Choice, ...]:
    """One choice, on a quarter of an hour; none where no hour of the next two weeks will do."""
    moment = _quarter_after(after.astimezone(UTC))
    asks = checked.ruleset.options(posting_hours.ID) is not None
    while asks and moment <= after + AHEAD:
        if _allowed(checked, moment):
            at = moment.astimezone(LONDON)
            words = gettext("{day} at {time}").format(
                day=date_format(at, "l j F"), time=f"{at:%H:%M}"
            )
            return (Choice(wall_clock.wall_time(moment), words),)
        moment += STEP
    return ()


def first_allowed(checked: Checked, moment: datetime) -> datetime:
    """The moment itself where the policy lets a post go out then, else the next quarter of an hour
    that will do; the moment again where none of the next two weeks does.
    """
    if _allowed(checked, moment):
        return moment
    later = _quarter_after(moment.astimezone(UTC))
    while later <= moment + AHEAD:
        if _allowed(checked, later):
            return later
        later += STEP
    return moment


def _allowed(checked: Checked, moment: datetime) -> bool:
    options = checked.ruleset.options(posting_hours.ID)
    facts = replace(checked.facts, at=moment.astimezone(LONDON))
    return options is None or not any(posting_hours.check(facts, options))


def _quarter_after(moment: datetime) -> datetime:
    whole = moment.replace(minute=0, second=0, microsecond=0)
    return whole + STEP * ((moment - whole) // STEP + 1)
