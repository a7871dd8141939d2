"""The next hour at which the school's policy lets a post go out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from moderation.drafts import wall_clock
from moderation.drafts.checks import Checked
from moderation.drafts.wall_clock import LONDON, Choice
from policy.rules import posting_hours

STEP = timedelta(minutes=15)
AHEAD = timedelta(days=14)


def next_allowed(checked: Checked, after: datetime) -> tuple[Choice, ...]:
    """One choice, on a quarter of an hour; none where no hour of the next two weeks will do."""
    options = checked.ruleset.options(posting_hours.ID)
    moment = _quarter_after(after.astimezone(UTC))
    while options is not None and moment <= after + AHEAD:
        at = moment.astimezone(LONDON)
        if not any(posting_hours.check(replace(checked.facts, at=at), options)):
            return (Choice(wall_clock.wall_time(moment), f"{at:%A %-d %B at %H:%M}"),)
        moment += STEP
    return ()


def _quarter_after(moment: datetime) -> datetime:
    whole = moment.replace(minute=0, second=0, microsecond=0)
    return whole + STEP * ((moment - whole) // STEP + 1)
