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
        "2",
        "4 see 2",
        "We gave you 4 tickets. You 4!",
        "For you 4 and thank all 4",
        "Nice 2 rooms and 2 see-saws",
        "Thanks 2 all",
        "The spelling of the week has the letter u in it",
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


def test_phonics_far_off_does_not_excuse_a_lone_letter() -> None:
    flags("Phonics and reading books go home today so u can see", at="u", doubtful=True)


def test_remedy_without_a_word_to_put_there_says_so() -> None:
    assert tools.marks("text-speak", "lol")[0].remedy == "Write it in words, or leave it out."
    assert tools.marks("text-speak", "Thanks 4 all")[0].remedy == "Write “for”."


def test_alt_text_is_read_too() -> None:
    flags(tools.facts("Sports day", alt="A gr8 jump"), at="gr8", where="alt:1")


def test_remedy_says_what_to_write() -> None:
    (mark,) = tools.marks("text-speak", "A gr8 day")

    assert mark.remedy == "Write “great”."
