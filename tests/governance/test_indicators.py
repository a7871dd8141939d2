"""Each indicator says what its numbers are, and what it cannot say."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from schoolsocial.governance.figures import Cells, Figures
from schoolsocial.governance.indicators import BY_CODE, INDICATORS
from schoolsocial.governance.indicators.indicator import Reading, Verdict
from tests.governance.halves import ANY_DAY


def happened(code: str, *halves: Mapping[str, Cells]) -> Reading:
    return BY_CODE[code].read(Figures(ANY_DAY, halves))


def stood(code: str, cells: Mapping[str, Cells], day: date = ANY_DAY) -> Reading:
    return BY_CODE[code].read(Figures(day, stood=cells))


def lines(reading: Reading) -> dict[str, str]:
    return {str(line.name): str(line.value) for line in reading.lines}


def responses(*years: tuple[int, int]) -> dict[str, dict[str, int]]:
    cells = {}
    for place, (replied, silent) in enumerate(years, start=1):
        cells[f"Year {place}:replied"], cells[f"Year {place}:silent"] = replied, silent
    return {"consent-response": cells}


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.code)
def test_nothing_counted_is_no_good_news(one: object) -> None:
    indicator = next(known for known in INDICATORS if known is one)

    reading = indicator.read(Figures(ANY_DAY))

    assert reading.value
    counts_what_happens = indicator.code in {"overrides", "legal-times"}
    assert (reading.verdict is Verdict.GREEN) == counts_what_happens


def test_twelve_are_numbered_in_order() -> None:
    assert [one.number for one in INDICATORS] == list(range(1, 13))


def test_families_who_answered_are_told_by_year() -> None:
    reading = stood("consent-response", responses((24, 6), (25, 5), (30, 0)))

    assert (reading.value, reading.verdict) == ("87 %", Verdict.AMBER)
    assert lines(reading)["Year 1"] == "80 % (24 of 30)"


def test_no_family_is_late_before_the_day_of_the_target() -> None:
    few = responses((5, 25), (6, 24))

    assert stood("consent-response", few, date(2026, 10, 31)).verdict is Verdict.AMBER
    assert stood("consent-response", few, date(2026, 11, 1)).verdict is Verdict.RED


def test_small_years_are_hidden_with_company() -> None:
    reading = stood("consent-response", responses((28, 2), (20, 10), (15, 15), (12, 18)))

    told = lines(reading)
    assert [told[f"Year {place}"].startswith("Not shown") for place in range(1, 5)] == [
        True, True, False, False,
    ]  # fmt: skip
    assert told["Children still without"] == "45"


def test_few_left_to_answer_are_not_counted_out() -> None:
    reading = stood("consent-response", responses((28, 2), (30, 0)))

    assert (reading.value, reading.verdict) == ("93 to 98 %", Verdict.AMBER)
    assert lines(reading)["By year group"].startswith("Not shown")


def test_what_families_said_is_told_without_small_numbers() -> None:
    cells = {"consent-position": {"yes": 60, "limited": 2, "no": 8, "silent": 30}}

    told = lines(stood("consent-position", cells))

    assert told["Yes, with limits"].startswith("Not shown")
    assert told["No reply, which counts as no"] == "30"


@pytest.mark.parametrize(
    ("other", "nobody", "value", "verdict"),
    [
        (40, 0, "100 %", Verdict.GREEN),
        (2, 0, "100 %", Verdict.GREEN),
        (40, 1, "90 to 97 %", Verdict.RED),
        (40, 4, "90 to 97 %", Verdict.RED),
        (0, 1, "0 %", Verdict.RED),
        (1, 1, "20 to 80 %", Verdict.RED),
    ],
)
def test_one_post_nobody_approved_is_off_target(
    other: int, nobody: int, value: str, verdict: Verdict
) -> None:
    reading = happened(
        "approved-by-another", {"posts-approved": {"other": other, "nobody": nobody}}
    )

    assert reading.verdict is verdict
    if nobody != 4:
        assert reading.value == value


def test_sum_of_small_numbers_is_told_as_a_range() -> None:
    reading = happened("drafts-stopped", *[{"drafts-stopped": {"Words": 2}}] * 3)

    assert lines(reading) == {"Words": "3 to 12"}


def test_incident_past_its_target_is_off_target() -> None:
    figures = Figures(ANY_DAY, stood={"incidents-open": {"late": 0}})
    late = replace(figures, stood={"incidents-open": {"late": 1}})

    assert BY_CODE["incidents"].read(figures).verdict is Verdict.GREEN
    assert BY_CODE["incidents"].read(late).verdict is Verdict.RED


def test_incidents_in_time_and_by_kind_are_sums_of_the_same_cells() -> None:
    """Else five complaints and six incidents in time would say that one was of another kind."""
    cells = {"A complaint, serious:met": 5, "A child named or shown wrongly, urgent:met": 1}
    other = {**cells, "A child named or shown wrongly, urgent:met": 4}

    for code in ("incidents", "legal-times"):
        assert happened(code, {"incidents": cells}) == happened(code, {"incidents": other})
    assert lines(happened("legal-times", {"incidents": cells}))["Done in time"] == "6 to 9"


def test_how_long_few_posts_took_is_not_told() -> None:
    few = {"takedowns": {"in-time": 3}, "takedown-minutes": {"10": 1, "90": 2}}

    assert happened("takedowns", few).value == "Too few to say how long"


def test_median_of_an_even_number_lies_between() -> None:
    half = {"takedowns": {"in-time": 6}, "takedown-minutes": {"60": 3, "120": 3}}

    reading = happened("takedowns", half)

    assert (reading.value, reading.verdict) == ("1 hour as a rule", Verdict.GREEN)


def test_account_check_nobody_records_keeps_the_whole_from_target() -> None:
    known = {"account-hygiene": {"settings": 0, "second-factor": 0, "leavers": 0}}

    reading = stood("account-hygiene", known)

    assert (reading.value, reading.verdict) == ("3 of 3 in order", Verdict.AMBER)
    assert lines(reading)["Followers reviewed"] == "Not yet recorded"


def test_paper_out_of_date_is_off_target() -> None:
    assert stood("in-date", {"in-date": {"policy": 0}}).verdict is Verdict.RED
    assert stood("in-date", {"in-date": {"policy": 1}}).verdict is Verdict.AMBER
