"""When something weekly comes round again, by the clock on the school's wall."""

from datetime import UTC, datetime, time, timedelta

from moderation.drafts.wall_clock import LONDON

WEEK = timedelta(days=7)


def next_weekly(weekday: int, at: time, after: datetime) -> datetime:
    """The first moment later than ``after`` that is ``at`` on that weekday in London (0: Monday).

    It is the same hour on the wall in summer and in winter. Of an hour that comes twice the first
    is meant; one that is left out when the clocks go forward comes an hour later on the wall.
    """
    day = after.astimezone(LONDON).date()
    day += timedelta(days=(weekday - day.weekday()) % 7)
    moment = datetime.combine(day, at, LONDON).astimezone(UTC)
    if moment <= after:
        moment = datetime.combine(day + WEEK, at, LONDON).astimezone(UTC)
    return moment
