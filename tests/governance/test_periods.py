"""Six fixed parts of a year, and what may be looked at."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from schoolsocial.governance.periods import Period, choices, chosen, half_term_of

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_each_day_is_in_one_half_term(day: date) -> None:
    half = half_term_of(day)

    assert half.starts_on <= day <= half.ends_on
    assert half_term_of(half.ends_on + timedelta(days=1)) != half


@given(st.integers(2000, 2100))
def test_half_terms_fill_the_year_without_a_gap(year: int) -> None:
    halves = Period(year).half_terms

    assert (halves[0].starts_on, halves[-1].ends_on) == (date(year, 9, 1), date(year + 1, 8, 31))
    for one, other in pairwise(halves):
        assert one.ends_on + timedelta(days=1) == other.starts_on


@given(DAYS)
def test_nothing_still_to_come_can_be_chosen(day: date) -> None:
    found = list(choices(day))

    assert all(period.starts_on <= day for period in found)
    assert [chosen(period.code, day) for period in found] == found


def test_unknown_code_is_the_academic_year() -> None:
    assert chosen("2031-autumn", date(2026, 11, 20)) == Period(2026)
    assert chosen("'; --", date(2026, 11, 20)).name == "2026/27"
