import pytest

from consent.roll.folding import also_called, fold, matches


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Zoë O’Neill", "zoe oneill"),
        ("Amelia-Rose", "amelia rose"),
        ("Łukasz", "lukasz"),
        ("Søren", "soren"),
        ("  van  der Berg ", "van der berg"),
    ],
)
def test_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_nicknames_go_both_ways() -> None:
    assert "joshua" in also_called("josh")
    assert "josh" in also_called("joshua")


def test_each_word_must_fit() -> None:
    assert matches("jo kh", "josephine khan")
    assert not matches("jo br", "josephine khan")


def test_nickname_of_two_letters_is_the_beginning_of_a_name_only() -> None:
    assert not matches("ed", "theodore khan")
