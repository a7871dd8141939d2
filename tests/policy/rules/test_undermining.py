"""Both: "Comments that aim to undermine the school, its staff, parents, governors" (S16)."""

from functools import partial

import pytest

from tests.policy import tools

passes = partial(tools.assert_passes, "undermining")
flags = partial(tools.assert_flags, "undermining")


@pytest.mark.parametrize(
    "text",
    [
        "Other schools in our trust joined us for a choir festival.",
        "Parents who cannot attend on Tuesday can book another slot with the office.",
        "If parents could send in cardboard boxes by Friday we would be grateful.",
        "Ofsted inspectors said behaviour is exemplary.",
        "Please do not park on the zigzag lines.",
        "The pupils were disappointed that the match was postponed, but they kept smiling.",
        "Year 6 smashed their reading target!",
        "The robot cannot run. What a mess we made with paint!",
        "Nice of the PTA to come and help at the fair.",
        "We can't wait to see you all.",
        "The children didn't want to leave the museum.",
        "Never send photos to strangers, and never trust anyone you only know online.",
        "Cinderella's sisters let her down.",
    ],
)
def test_news_and_kind_requests_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Other schools could really learn from this!", "Other schools could really learn"),
        ("Some parents can’t be bothered to read.", "Some parents can’t be bothered"),
        ("Ofsted got it wrong.", "Ofsted got it wrong"),
        ("Sick of being told what to do by them", "Sick of being"),
        ("Shame on the council for this.", "Shame on the"),
        ("Unlike some schools, we sing.", "Unlike some schools"),
        ("The governors don't listen.", "The governors don't listen"),
        ("This school has gone downhill.", "school has gone downhill"),
        ("Thanks for nothing, council.", "Thanks for nothing"),
        ("Another day, another moan.", "Another day, another moan"),
        ("The trust only cares about money.", "trust only cares about"),
        ("A poorly managed school, sadly", "poorly managed school"),
    ],
)
def test_criticism_blame_and_sarcasm_are_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


def test_description_of_a_photo_is_read_too() -> None:
    draft = tools.facts("Today", alt="Ofsted got it wrong", shows_pupils=False)
    flags(draft, at="Ofsted got it wrong", where="alt:1", doubtful=True)


def test_it_can_be_set_aside_in_one_tap() -> None:
    (mark,) = tools.marks("undermining", "Ofsted got it wrong.")
    assert "Nobody is criticised here." in mark.excuses
