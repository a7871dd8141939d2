"""HX: "will not contain text language like lol, gr8 or l8r" (S9)."""

from functools import partial

import pytest

from tests.policy import tools

passes = partial(tools.assert_passes, "text-speak")
flags = partial(tools.assert_flags, "text-speak")


@pytest.mark.parametrize(
    "text",
    [
        "Year R and Class 4B had a great day.",
        "SATs, EYFS, KS2, Y5, PE, SEND, PTA and RE: all in the newsletter.",
        "The M8 and the B4 map are on the wall.",
        "Phonics today: the u sound in cup.",
        "Can your child hear ‘ur’ in nurse? Practise the letters r and u.",
        "r-controlled vowels and U-shaped valleys",
        "Great 2 days at camp. We need 4 helpers and 2 vans.",
        "JK Rowling and the IMO were in the news.",
        "We read at www.gr8books.co.uk/lol and https://x.com/u/r",
        "Ask @lol_u about it.",
        "No. 1 for reading!",
    ],
)
def test_school_english_passes(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("lol what a day", "lol"),
        ("LOL what a day", "LOL"),
        ("A gr8 day, see the photos l8r", ("gr8", "l8r")),
        ("Gr8!", "Gr8"),
        ("Assembly 2moro and not 2day", ("2moro", "2day")),
        ("thx to all, pls come again", ("thx", "pls")),
        ("Thanks 4 coming!", "4"),
        ("Thank you 4 coming!", "4"),
        ("We can't wait 2 see the show", "2"),
        ("What fun #lol", "lol"),
        ("omg", "omg"),
    ],
)
def test_text_language_is_flagged(text: str, at: str | tuple[str, ...]) -> None:
    flags(text, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [("How r u all?", ("r", "u")), ("HOW R U?", ("R", "U")), ("Bring ur kit", "ur")],
)
def test_lone_letters_are_asked_about(text: str, at: str | tuple[str, ...]) -> None:
    flags(text, at=at, doubtful=True)


def test_alt_text_is_read_too() -> None:
    flags(tools.facts("Sports day", alt="A gr8 jump"), at="gr8", where="alt:1")


def test_remedy_says_what_to_write() -> None:
    (mark,) = tools.marks("text-speak", "A gr8 day")

    assert mark.remedy == "Write “great”."
