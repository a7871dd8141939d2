"""Phrases found word by word."""

import pytest

from policy.phrases import Phrases
from policy.tokens import tokenise

PHRASES = Phrases.of(["blue tits", "Charlie and the Chocolate Factory", "#TeamHope", "", "who"])


def found(text: str) -> list[str]:
    words = tokenise(text)
    return [text[words[a].start : words[b].end] for a, b in PHRASES.places(words)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("We saw Blue Tits.", ["Blue Tits"]),
        ("blue-tits and BLUE TITS", ["blue-tits", "BLUE TITS"]),
        ("charlie and the chocolate factory’s end", ["charlie and the chocolate factory"]),
        ("#TeamHope and team hope", ["TeamHope", "team hope"]),
        ("who knows", ["who"]),
        ("blue. Titsworth", []),
        ("blue", []),
        ("Charlie and the factory", []),
        ("", []),
    ],
)
def test_places_are_the_whole_phrases(text: str, phrases: list[str]) -> None:
    assert found(text) == phrases


def test_handles_are_no_part_of_a_phrase() -> None:
    assert found("@who") == []


def test_no_phrases_are_found_nowhere() -> None:
    assert Phrases.of([]).places(tokenise("blue tits")) == ()
