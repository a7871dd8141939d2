"""By when the law wants something, across clock changes and the ends of months."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from moderation.incidents import clocks
from moderation.incidents.clocks import Clock

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("clock", "since", "ends"),
    [
        (Clock.COMPLAINT, "2026-11-30 09:00", "2026-12-30 09:00"),
        (Clock.FOI, "2026-11-30 09:00", "2026-12-28 09:00"),
        (Clock.SUBJECT_ACCESS, "2027-01-31 09:00", "2027-02-28 09:00"),
        (Clock.SUBJECT_ACCESS, "2026-12-15 09:00", "2027-01-15 09:00"),
        (Clock.SUBJECT_ACCESS, "2028-01-30 09:00", "2028-02-29 09:00"),
    ],
)
def test_clock_ends(clock: Clock, since: str, ends: str) -> None:
    assert clocks.due(clock, at(since)) == at(ends)


def test_72_hours_are_72_hours_when_the_clocks_go_back() -> None:
    since = at("2026-10-23 09:00")
    ends = clocks.due(Clock.BREACH, since.astimezone(ZoneInfo("UTC")))

    assert ends is not None
    assert ends - since.astimezone(ZoneInfo("UTC")) == timedelta(hours=72)
    assert ends.astimezone(LONDON).hour == 8


def test_no_law_no_clock() -> None:
    assert clocks.due(Clock.NONE, at("2026-11-30 09:00")) is None
