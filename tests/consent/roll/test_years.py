from datetime import date

import pytest

from consent.roll import years

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    "written",
    ["Year 3", "3", "Y3", "NC Year 3", "Yr3", "yr 3", "YEAR 03", "3.0", "Curriculum Year 3"],
)
def test_year_three(written: str) -> None:
    assert years.parse(written) == "3"


@pytest.mark.parametrize("written", ["R", "Rec", "Reception", "FS2", "YR", "Year R", "0"])
def test_reception(written: str) -> None:
    assert years.parse(written) == "R"


@pytest.mark.parametrize(
    ("written", "year"),
    [("N1", "N1"), ("N2", "N2"), ("Nursery", "N2"), ("E1", "E1"), ("X", "X"), ("Year 14", "14")],
)
def test_other_years(written: str, year: str) -> None:
    assert years.parse(written) == year


@pytest.mark.parametrize("written", ["Year 15", "Oak", "3/4", "", "KS2"])
def test_what_is_no_year(written: str) -> None:
    assert years.parse(written) is None


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("3 Oak", "3"),
        ("3B", "3"),
        ("Year 6 Ash", "6"),
        ("Reception", "R"),
        ("3/4 Oak", None),
        ("R/1 Elm", None),
        ("Rowan", None),
        ("Class 6", None),
        ("", None),
    ],
)
def test_year_of_a_class(name: str, year: str | None) -> None:
    assert years.of_class(name) == year


@pytest.mark.parametrize(
    ("born_on", "year"),
    [
        (date(2015, 9, 1), "6"),
        (date(2016, 8, 31), "6"),
        (date(2020, 9, 1), "1"),
        (date(2021, 8, 31), "1"),
        (date(2021, 9, 1), "R"),
        (date(2022, 9, 1), "N2"),
        (date(1990, 1, 1), None),
    ],
)
def test_year_most_children_born_then_are_in(born_on: date, year: str | None) -> None:
    assert years.expected(born_on, day=TODAY) == year


@pytest.mark.parametrize(("year", "after"), [("R", "1"), ("N2", "R"), ("6", "7"), ("X", None)])
def test_next_year(year: str, after: str | None) -> None:
    assert years.next_after(year) == after
