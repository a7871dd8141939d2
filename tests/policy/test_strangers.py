"""Names that are on no list."""

import pytest

from policy.passage import Passage
from policy.strangers import strangers
from policy.tokens import tokenise


def found(text: str, *own: str) -> list[str]:
    read = Passage(text, tokenise(text), frozenset(), own)
    return [text[read.words[a].start : read.words[b].end] for a, b in strangers(read)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Olivia ran", ["Olivia"]),
        ("Ben Smith and Zara ran", ["Ben Smith", "Zara"]),
        ("Well done Xyloria!", ["Xyloria"]),
        ("#TeamOlivia", ["Olivia"]),
        ("Harry won. Ruby with her kite", ["Harry", "Ruby"]),
    ],
)
def test_what_looks_like_a_childs_name_is_found(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "olivia ran; Xyloria ran; Well done Xyloria Ltd",
        "author Tom Percival; our caretaker Bob; Mr Tom; St Olivia; Tim Peake",
        "“Skellig” by David Almond; Laura from the NSPCC; Gary the snail",
        "Olivia Road, Emily House, George VI, SAM, KIM",
        "Well done England, Tesco, Reception and Oak",
        "Rosie’s Walk; the Ruby and a Rose; Hope is our value",
    ],
)
def test_words_adults_figures_and_places_are_not(text: str) -> None:
    assert found(text) == []


def test_phrases_of_the_school_are_not() -> None:
    assert found("Team Olivia ran", "Team Olivia") == []


@pytest.mark.parametrize(
    "text", ["It was led by Olivia Kelly from Year 6.", "A song by Olivia Kelly of Y6"]
)
def test_whoever_is_of_a_class_is_no_author(text: str) -> None:
    assert found(text) == ["Olivia Kelly"]
