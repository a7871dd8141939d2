"""Both: "Offensive language or remarks aimed at the school, its staff, parents …" (S16)."""

from functools import partial

import pytest

from tests.policy import tools

passes = partial(tools.assert_passes, "offensive")
flags = partial(tools.assert_flags, "offensive")


@pytest.mark.parametrize(
    "text",
    [
        "Blue tits and great tits are at our bird feeder.",
        "Class 6 visited Scunthorpe, Essex and Penistone.",
        "Cheese and pineapple on cocktail sticks",
        "Dick Whittington was a great success, and so was Moby Dick.",
        "Bloody Mary, the Tudor queen, was our topic.",
        "We climbed the slag heap at the mining museum.",
        "Oilseed rape is in flower.",
        "Offa’s Dyke was muddy but fun.",
        "WW2, Nazi Germany, Egyptian slaves and God’s creatures great and fat",
        "Peter wept when the cock crowed.",
        "Phonics: s a t p i n",
        "The digit 6, an assembly, a cockerel, the Titanic and analysts",
        "A* grades and 5* food hygiene",
        "Fire retardant blankets, shiitake mushrooms and cumin",
        "Chorlton-cum-Hardy and honky tonk piano",
        "https://example.com/shit",
        "KS2 SATs, Y5, P4C, 4B and the B5155",
    ],
)
def test_innocent_words_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("This school is shit.", "shit"),
        ("A stupid slag at the gate", "slag"),
        ("Slags and mongs", ("Slags", "mongs")),
        ("f.u.c.k off", "f.u.c.k"),
        ("what a w4nker", "w4nker"),
        ("$h!t and sh1t", ("$h!t", "sh1t")),
        ("s1uts", "s1uts"),
        ("FuCk", "FuCk"),
        ("fuuuuck", "fuuuuck"),
        ("fück", "fück"),
        ("ѕhit", "ѕhit"),
        ("c*nt and b*stards", ("c*nt", "b*stards")),
        ("s h i t", "s h i t"),
        ("A s h i t day", "s h i t"),
        ("#fuckthis", "fuckthis"),
        ("#ShitDay", "Shit"),
        ("go to hell", "go to hell"),
        ("half-caste", "half-caste"),
    ],
)
def test_words_that_are_never_right_are_flagged(text: str, at: str | tuple[str, ...]) -> None:
    flags(text, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("bloody good", "bloody"),
        ("bl**dy good", "bl**dy"),
        ("You git, you bugger!", ("git", "bugger")),
        ("Chavs at the gate", "Chavs"),
        ("He is a dick", "dick"),
        ("f***", "f***"),
        ("A tit in the blue tits’ box", "tit"),
    ],
)
def test_words_that_may_offend_are_asked_about(text: str, at: str | tuple[str, ...]) -> None:
    flags(text, at=at, doubtful=True)


def test_alt_text_is_read_too() -> None:
    flags(tools.facts("Sports day", alt="a shit photo"), at="shit", where="alt:1")
