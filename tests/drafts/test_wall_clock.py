from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from moderation.drafts import wall_clock

pytestmark = pytest.mark.faults


@pytest.mark.parametrize(
    ("entered", "moment"),
    [
        ("2026-11-23T15:30", datetime(2026, 11, 23, 15, 30, tzinfo=UTC)),
        ("2026-07-01T15:30", datetime(2026, 7, 1, 14, 30, tzinfo=UTC)),
        ("2026-07-01 15:30:00", datetime(2026, 7, 1, 14, 30, tzinfo=UTC)),
        ("23/11/2026 15:30", datetime(2026, 11, 23, 15, 30, tzinfo=UTC)),
        ("1/7/2026, 9:05", datetime(2026, 7, 1, 8, 5, tzinfo=UTC)),
        ("2026-03-29T00:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T02:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25T00:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25T02:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2026-10-25T01:30+01:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T01:30+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_to_utc_reads_the_clock_on_the_school_wall(entered: str, moment: datetime) -> None:
    assert wall_clock.to_utc(entered) == moment


@pytest.mark.parametrize("entered", ["2026-03-29T01:00", "2026-03-29T01:30", "2026-03-29T01:59"])
def test_spring_gap_is_refused_with_the_two_times_around_it(entered: str) -> None:
    minutes = entered[-2:]

    with pytest.raises(wall_clock.SpringGap, match="clocks go forward on Sunday 29 March") as gap:
        wall_clock.to_utc(entered)

    assert [choice.value for choice in gap.value.choices] == [
        f"2026-03-29T00:{minutes}",
        f"2026-03-29T02:{minutes}",
    ]
    assert all(wall_clock.to_utc(choice.value) for choice in gap.value.choices)


@pytest.mark.parametrize("suffix", ["+00:00", "+01:00"])
def test_spring_gap_has_no_such_time_whatever_the_suffix(suffix: str) -> None:
    with pytest.raises(wall_clock.SpringGap):
        wall_clock.to_utc("2026-03-29T01:30" + suffix)


def test_autumn_fold_is_refused_with_both_readings_an_hour_apart() -> None:
    with pytest.raises(wall_clock.AutumnFold, match="01:30 comes twice") as fold:
        wall_clock.to_utc("2026-10-25T01:30")

    first, second = (wall_clock.to_utc(choice.value) for choice in fold.value.choices)
    assert (second - first).total_seconds() == 3600


@pytest.mark.parametrize(("month", "day"), [(3, 29), (10, 25)])
def test_control_a_library_alone_takes_both_without_a_word(month: int, day: int) -> None:
    """In spring the hour that never was, in autumn the first of two: nobody is asked."""
    entered = datetime(2026, month, day, 1, 30, tzinfo=ZoneInfo("Europe/London"))

    back = entered.astimezone(UTC).astimezone(entered.tzinfo)

    assert (back.hour == 1) is (month == 10)


def test_suffix_that_london_does_not_keep_that_day_is_refused() -> None:
    with pytest.raises(wall_clock.NotATime, match="without a suffix"):
        wall_clock.to_utc("2026-11-23T15:30+01:00")


@pytest.mark.parametrize(
    "entered",
    [
        "",
        "tomorrow",
        "2026-02-30T10:00",
        "2026-11-23",
        "2026-11-23T25:00",
        "30/2/2026 10:00",
        "11/23/2026 10:00",
        "٢٠٢٦-11-23T10:00",
    ],
)
def test_what_is_no_time_is_refused_with_an_example(entered: str) -> None:
    with pytest.raises(wall_clock.NotATime, match="23/11/2026 15:30"):
        wall_clock.to_utc(entered)


def test_time_gone_by_is_refused_to_the_minute() -> None:
    now = datetime(2026, 7, 1, 14, 30, tzinfo=UTC)

    with pytest.raises(wall_clock.InThePast, match="15:30 on Wednesday 1 July 2026 has gone by"):
        wall_clock.to_utc("2026-07-01T15:30", now=now)

    assert wall_clock.to_utc("2026-07-01T15:31", now=now) > now


def test_year_nobody_plans_for_is_refused() -> None:
    now = datetime(2026, 7, 1, 14, 30, tzinfo=UTC)

    with pytest.raises(wall_clock.TooFarAhead, match="Please check the year"):
        wall_clock.to_utc("2062-07-01T15:30", now=now)

    assert wall_clock.to_utc("2036-07-01T15:30", now=now).year == 2036


def test_as_entered_is_one_way_of_writing_it() -> None:
    assert wall_clock.as_entered(" 2026-10-25 01:30:00+01:00") == "2026-10-25T01:30+01:00"
    assert wall_clock.as_entered("7/1/2026 9:05") == "2026-01-07T09:05"


def test_wall_time_of_a_moment_is_londons() -> None:
    assert wall_clock.wall_time(datetime(2026, 7, 1, 14, 30, tzinfo=UTC)) == "2026-07-01T15:30"
