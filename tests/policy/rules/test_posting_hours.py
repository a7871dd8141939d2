"""Posts go out while somebody at school can look after them."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from policy.facts import Facts, PostKind
from tests.policy import tools
from tests.policy.making import made

passes = partial(tools.assert_passes, "posting-hours")
flags = partial(tools.assert_flags, "posting-hours", at=None)

LONDON = ZoneInfo("Europe/London")


def going_out(at: str, kind: PostKind = PostKind.ORDINARY) -> Facts:
    when = datetime.fromisoformat(at)
    return replace(made(None, kind=kind), at=when if when.tzinfo else when.replace(tzinfo=LONDON))


@pytest.mark.parametrize("at", ["2026-11-16T07:30", "2026-11-16T12:00", "2026-11-20T19:00"])
def test_time_within_the_hours_passes(at: str) -> None:
    passes(going_out(at))


@pytest.mark.parametrize(
    "at", ["2026-11-16T07:29", "2026-11-16T19:01", "2026-11-16T00:00", "2026-11-21T12:00"]
)
def test_time_outside_the_hours_is_flagged(at: str) -> None:
    flags(going_out(at))


def test_time_nobody_has_said_passes() -> None:
    passes(made(None))


def test_summer_time_is_kept_in_mind() -> None:
    passes(going_out("2026-06-15T06:30+00:00"))
    flags(going_out("2026-06-15T18:30+00:00"))


def test_time_without_a_zone_is_london_time() -> None:
    wall = datetime(2026, 6, 15, 18, 30, tzinfo=UTC).replace(tzinfo=None)

    passes(replace(made(None), at=wall))


def test_policy_sets_the_hours() -> None:
    draft = going_out("2026-11-16T20:00")

    passes(draft, {"until": "21:00"})
    flags(going_out("2026-11-16T08:00"), options={"from_hour": "09:00"})


def test_policy_may_allow_weekends_within_the_hours() -> None:
    passes(going_out("2026-11-21T12:00"), {"weekends": True})
    flags(going_out("2026-11-21T23:00"), options={"weekends": True})


def test_hour_nobody_can_read_counts_as_the_default() -> None:
    flags(going_out("2026-11-16T20:00"), options={"until": "half past nine"})
    passes(going_out("2026-11-16T12:00"), {"from_hour": ""})


def test_emergency_goes_out_at_any_hour() -> None:
    passes(going_out("2026-11-22T03:00", PostKind.EMERGENCY))


def test_message_says_when_and_what_to_choose() -> None:
    (night,) = tools.marks("posting-hours", going_out("2026-11-16T22:15"))
    (weekend,) = tools.marks("posting-hours", going_out("2026-11-22T12:00"))

    assert night.message == "The post would go out at 22:15."
    assert night.remedy == "Choose a time between 07:30 and 19:00 from Monday to Friday."
    assert weekend.message == "The post would go out on a Sunday."
