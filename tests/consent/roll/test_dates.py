from datetime import UTC, date, datetime, time, timedelta

import pytest

from consent.roll.cells import Cell
from consent.roll.dates import NotADay, parse

DAY = date(2019, 3, 12)


@pytest.mark.parametrize(
    "written",
    [
        "12/03/2019",
        "12/3/19",
        "12-03-2019",
        "12.03.2019",
        "2019-03-12",
        "2019/03/12",
        "12-Mar-19",
        "12 March 2019",
        "12th March, 2019",
        "12/MAR/2019",
        "2019-03-12T00:00:00",
        "12/03/2019 00:00",
        43536,
        43536.0,
        "43536",
        "43536.0",
        DAY,
        datetime(2019, 3, 12, 9, 30, tzinfo=UTC),
        "12/03/2019\u00a0",
        "12 March 2019 12:00 AM",
        "43536.75",
    ],
)
def test_day_is_read(written: Cell) -> None:
    assert parse(written) == DAY


def test_two_digits_are_of_this_century_for_children_and_the_last_for_staff() -> None:
    assert parse("1/9/69") == date(2069, 9, 1)
    assert parse("1/9/70") == date(1970, 9, 1)


@pytest.mark.parametrize("written", ["", None, "  "])
def test_blank_is_no_day(written: Cell) -> None:
    assert parse(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2019",
        "2019-13-01",
        "soon",
        7,
        "12-Foo-19",
        "3/2019",
        "03/31/2019",
        "20190312",
        "00/00/0000",
        "0000-00-00",
        "99999.9",
        "²/3/2019",
        "9" * 30 + "/3/2019",
        1e300,
        True,
        time(9, 30),
        timedelta(hours=9),
    ],
)
def test_nonsense_is_refused(written: Cell) -> None:
    with pytest.raises(NotADay):
        parse(written)


@pytest.mark.parametrize(
    "written", [date(1900, 1, 1), datetime(1899, 12, 30, tzinfo=UTC), "01/01/1900", "0019-03-12"]
)
def test_day_that_a_sheet_makes_of_nothing_is_refused(written: Cell) -> None:
    with pytest.raises(NotADay):
        parse(written)
