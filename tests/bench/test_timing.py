from collections.abc import Callable

import pytest

from bench.timing import Row, compared, measured, table

Caller = Callable[[str], Callable[[], None]]


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def caller(heard: list[str]) -> Caller:
    return lambda name: lambda: heard.append(name)


def row(
    ours: float = 30.0,
    peer: float | None = None,
    at_most: float | None = None,
    at_least: float | None = None,
) -> Row:
    return Row(what="photo", unit="ms", ours=ours, peer=peer, at_most=at_most, at_least=at_least)


def test_compared_lets_each_go_first_every_other_time(heard: list[str], caller: Caller) -> None:
    compared(caller("ours"), caller("peer"), rounds=3, warm_up=1)

    turns = [tuple(heard[at : at + 2]) for at in range(0, len(heard), 2)]
    assert turns == [("peer", "ours"), ("ours", "peer")] * 2


def test_measured_runs_the_warm_up_and_the_rounds(heard: list[str], caller: Caller) -> None:
    sample = measured(caller("ours"), rounds=4, warm_up=3)

    assert len(heard) == 7
    assert sample.median >= 0
    assert sample.spread >= 0


def test_compared_tells_the_slow_from_the_quick() -> None:
    slow, quick = compared(lambda: sum(range(200_000)), lambda: None, rounds=3)

    assert slow.median > quick.median


@pytest.mark.parametrize(
    ("figures", "figure", "met"),
    [
        ({"ours": 30, "peer": 60, "at_most": 0.5}, 0.5, True),
        ({"ours": 31, "peer": 60, "at_most": 0.5}, 31 / 60, False),
        ({"ours": 15, "at_most": 15}, 15, True),
        ({"ours": 16, "at_most": 15}, 16, False),
        ({"ours": 70, "peer": 100, "at_least": 0.7}, 0.7, True),
        ({"ours": 69, "peer": 100, "at_least": 0.7}, 0.69, False),
        ({"ours": 30, "peer": 60}, 0.5, None),
    ],
)
def test_row_holds_the_aim_against_the_ratio_or_against_ours(
    figures: dict[str, float], figure: float, met: bool | None
) -> None:
    made = row(**figures)

    assert made.figure == pytest.approx(figure)
    assert made.met is met


def test_row_as_json_has_the_verdict_with_the_numbers() -> None:
    found = row(peer=60.0, at_most=0.6).as_json()

    assert found["what"] == "photo"
    assert found["ours"] == 30.0
    assert found["figure"] == 0.5
    assert found["met"] is True


def test_table_stands_in_columns_and_says_what_is_missed() -> None:
    lines = table([row(peer=60.0, at_most=0.6), row(ours=1_234.5, peer=2.5, at_most=2)]).split("\n")

    heads, good, bad = lines
    assert heads.index("unit") == good.index("ms") == bad.index("ms")
    assert heads.index("aim") == good.index("≤ 0.60") == bad.index("≤ 2")
    assert good.endswith("met")
    assert "0.50×" in good
    assert bad.endswith("MISSED")
    assert "1,234" in bad
