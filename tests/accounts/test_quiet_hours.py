"""When a mail may leave: never in somebody's quiet hours, never later than it has to."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolsocial.accounts.notice_kinds import Rhythm
from schoolsocial.accounts.quiet_hours import Hours, leaves_at
from schoolsocial.accounts.school_time import LONDON, SchoolDays

AUTUMN = [(date(2026, 9, 3), date(2026, 10, 23)), (date(2026, 11, 2), date(2026, 12, 18))]
TERMS = SchoolDays(AUTUMN)
USUAL = Hours()
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=89)).map(
    lambda later: datetime(2026, 9, 3, tzinfo=UTC) + later
)
HOURS = st.tuples(st.integers(5, 11), st.integers(12, 23), st.booleans()).map(
    lambda given: Hours(time(given[0]), time(given[1]), given[2])
)


def london(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (london(30, 10, 42), london(30, 10, 42)),  # in the hours
        (london(30, 6, 59), london(30, 7)),  # early in the morning
        (london(30, 18, 30), london(1, 7, month=12)),  # in the evening
        (london(27, 20), london(30, 7)),  # Friday evening
        (london(23, 19, month=10), london(2, 7)),  # half-term, and the clocks go back in it
    ],
)
def test_mail_at_once_waits_for_the_persons_hours(now: datetime, leaves: datetime) -> None:
    assert leaves_at(now, Rhythm.NOW, USUAL, TERMS) == leaves


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (london(30, 7, 59), london(30, 8)),
        (london(30, 8), london(1, 8, month=12)),
        (london(27, 9), london(30, 8)),
        (london(23, 9, month=10), london(2, 8)),
    ],
)
def test_daily_mail_comes_at_eight_on_a_school_day(now: datetime, leaves: datetime) -> None:
    assert leaves_at(now, Rhythm.DAILY, USUAL, TERMS) == leaves


def test_weekly_mail_comes_on_monday_or_the_first_school_day_after() -> None:
    assert leaves_at(london(25, 9), Rhythm.WEEKLY, USUAL, TERMS) == london(30, 8)
    assert leaves_at(london(20, 9, month=10), Rhythm.WEEKLY, USUAL, TERMS) == london(2, 8)


def test_whoever_takes_mails_every_day_gets_them_on_sunday() -> None:
    always = Hours(school_days_only=False)

    assert leaves_at(london(28, 22), Rhythm.NOW, always, TERMS) == london(29, 7)


def test_digest_waits_for_a_day_that_begins_later() -> None:
    assert leaves_at(london(30, 6), Rhythm.DAILY, Hours(opens=time(9)), TERMS) == london(30, 9)


@given(now=MOMENTS, rhythm=st.sampled_from(Rhythm), hours=HOURS)
def test_mail_leaves_in_the_hours_and_not_in_the_past(
    now: datetime, rhythm: Rhythm, hours: Hours
) -> None:
    leaves = leaves_at(now, rhythm, hours, TERMS)

    local = leaves.astimezone(LONDON)
    assert leaves >= now
    assert hours.opens <= local.time() < hours.closes
    assert not hours.school_days_only or TERMS.includes(local.date())


@given(now=MOMENTS, rhythm=st.sampled_from(Rhythm), hours=HOURS)
def test_mail_waits_no_longer_than_a_holiday_and_a_week(
    now: datetime, rhythm: Rhythm, hours: Hours
) -> None:
    assert leaves_at(now, rhythm, hours, TERMS) - now <= timedelta(days=18)
