"""Names that a misspelt word may stand for."""

import pytest

from policy.near_misses import NearMisses
from policy.roll import PupilName, Roll

NAMES = NearMisses.of(["amelia", "josh", "oluwaseun", "van der berg", "zuzanna"])
ROLL = Roll.of(
    [
        PupilName(1, "Amelia", "Robinson"),
        PupilName(2, "Harvey", "Kowalska"),
        PupilName(3, "Oliver", "Wright"),
        PupilName(4, "Rowan", "Walker"),
        PupilName(5, "Mason", "Fletcher"),
    ]
)


@pytest.mark.parametrize("written", ["ameila", "amellia", "ameia", "amelya", "smelia", "ameliq"])
def test_one_slip_is_seen_through(written: str) -> None:
    assert NAMES.find(written) == {"amelia"}


@pytest.mark.parametrize("written", ["amlai", "jossh", "amelie s", "berg", "olu", ""])
def test_more_slips_short_names_and_parts_are_not(written: str) -> None:
    assert NAMES.find(written) == frozenset()


def test_long_name_may_have_two_slips() -> None:
    assert NAMES.find("oluwasuen") == {"oluwaseun"}
    assert NAMES.find("oluwaseeun") == {"oluwaseun"}
    assert NAMES.find("olluwaseunn") == {"oluwaseun"}


@pytest.mark.parametrize(
    "text",
    ["Ameila ran", "Well done Amelai!", "#WellDoneAmeila", "Ameilia Robinson", "Amelia Robinsen"],
)
def test_misspelt_name_is_doubtful(text: str) -> None:
    (found,) = ROLL.find(text)

    assert found.doubtful
    assert found.misspelt
    assert found.pupils == {1}


@pytest.mark.parametrize(
    "text",
    [
        "Harvest Festival today",
        "Olivia and Olive came",
        "Romans and Vikings",
        "The Walkers won",
        "Masons and Jason",
        "ameila ran",
        "AMEILA RAN",
        "@Ameila",
        "Mr Ameila",
        "The Ameila Trust",
    ],
)
def test_words_other_names_and_small_letters_are_no_misspellings(text: str) -> None:
    assert [name for name in ROLL.find(text) if name.misspelt] == []
