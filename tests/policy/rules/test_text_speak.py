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
        "Xbox, Super Bowl XX and Roman numerals: XXX is thirty.",
        "Cos lettuce, cos lettuces and Tho the dog.",
        "I Wanna Be Like You: our Jungle Book choir!",
        "We Gotta Sing! is the name of our show.",
        "Class C and Year 2 see the vet. We have 2 helpers and 4 you can meet.",
        "Grow 2 beans, 4 seeds; we love 2 books by Dahl.",
        "FYI and ASAP, hols and pics, mins and hrs.",
        "The BTW Tower and an RN nurse came to talk about NP.",
        "Some words are s p r i n g and s u n",
        "Solve x + xx in algebra club at 3pm",
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
        ("Luv this", "Luv"),
        ("OMGGG loool", ("OMGGG", "loool")),
        ("btw the fair is on, tbh it was wkd", ("btw", "tbh", "wkd")),
        ("Happy bday to our head", "bday"),
        ("Going 2gether wiv Year 4", ("2gether", "wiv")),
        ("txt the office b4 9", ("txt", "b4")),
        ("We are going 2 see the sea", "2"),
        ("Excited 2 announce our fair", "2"),
        ("fanx everyone, gr8ful 4 it all", ("fanx", "gr8ful")),
        ("skool is open thru the snow", ("skool", "thru")),
        ("idk, lmk", ("idk", "lmk")),
        ("BTW, clubs begin on Monday", "BTW"),
        ("Gonna be a hot one!", "Gonna"),
        ("PE FTW!", "FTW"),
        ("Great run. Gotta love cross-country", "Gotta"),
    ],
)
def test_text_language_is_flagged(text: str, at: str | tuple[str, ...]) -> None:
    flags(text, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("How r u all?", ("r", "u")),
        ("HOW R U?", ("R", "U")),
        ("Bring ur kit", "ur"),
        ("We came cos we love it", "cos"),
        ("Thank you all xx", "xx"),
    ],
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


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("A gr8 day", "A great day"),
        ("Gr8 day", "Great day"),
        ("GR8 DAY", "GREAT DAY"),
        ("Thanks 4 coming", "Thanks for coming"),
        ("We cant wait 2 see it", "We cant wait to see it"),
        ("u are welcome", "you are welcome"),
        ("gonna be fun", "going to be fun"),
    ],
)
def test_one_tap_writes_it_out(text: str, mended: str) -> None:
    (mark,) = tools.marks("text-speak", text)

    assert mark.fixes[0].applied_to(text) == mended


def test_see_you_is_written_out_word_by_word() -> None:
    found = tools.marks("text-speak", "c u at the fair")

    assert [mark.fixes[0].label for mark in found] == ["Write “see”", "Write “you”"]


@pytest.mark.parametrize("text", ["lol", "What fun #gr8"])
def test_no_fix_where_no_word_would_fit(text: str) -> None:
    assert tools.marks("text-speak", text)[0].fixes == ()
