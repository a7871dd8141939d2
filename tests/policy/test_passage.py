"""What spacing, capitals and neighbours say of a word."""

import pytest

from policy.passage import Passage
from policy.tokens import tokenise

KNOWN = frozenset({"amelia", "josh", "rose"})


def passage(text: str, not_pupils: tuple[str, ...] = ()) -> Passage:
    return Passage(text, tokenise(text), KNOWN, not_pupils)


def number(read: Passage, key: str) -> int:
    return next(i for i, word in enumerate(read.words) if word.key == key)


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Rose ran", True),
        ("They ran. Rose ran", True),
        ("They ran!Rose ran", True),
        ("They ran\nRose ran", True),
        ("They ran 😀 Rose ran", True),
        ("They ran – Rose ran", True),
        ("They ran: Rose ran", True),
        ("They ran, Rose ran", False),
        ("They ran (Rose ran)", False),
        ("They ran “Rose” ran", False),
        ("To-Rose ran", False),
        ("Mr. Rose ran", False),
        ("J. Rose ran", False),
    ],
)
def test_sentence_opens_after_a_full_stop_and_its_like(text: str, opens: bool) -> None:
    read = passage(text)

    assert read.opens_sentence(number(read, "rose")) is opens


def test_neighbours_end_with_the_sentence() -> None:
    read = passage("They ran. Rose ran. Then")

    assert (read.before(2), read.after(2), read.after(3)) == ("", "ran", "")
    assert (read.before(1), read.after(0), read.key(99), read.key(-1)) == ("they", "ran", "", "")


def test_gap_leaves_out_the_possessive() -> None:
    assert passage("Rose’s, kite").gap(1) == ", "


@pytest.mark.parametrize(
    ("text", "shouted"), [("Rose ran", False), ("ROSE ran", True), ("A rose", False), ("É", True)]
)
def test_capitals_throughout_are_shouted(text: str, shouted: bool) -> None:
    assert passage(text).shouted(0) is shouted


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        ("Mr Rose", True),
        ("St. Rose", True),
        ("mr Rose", False),
        ("We miss Rose", False),
        ("Miss Rose", True),
        ("Rose", False),
    ],
)
def test_title_has_a_capital(text: str, titled: bool) -> None:
    read = passage(text)

    assert read.titled(number(read, "rose")) is titled


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Well done Rose", 0),
        ("A big well done to Rose", 2),
        ("Congratulations, Rose", 0),
        ("So proud of our Rose", 0),
        ("Dont forget Rose", 0),
        ("Well done! Rose", None),
        ("Well Rose", None),
        ("Rose", None),
    ],
)
def test_praise_before_begins_where_it_is_said(text: str, begins: int | None) -> None:
    read = passage(text)

    assert read.praise_before(number(read, "rose")) == begins


@pytest.mark.parametrize(
    ("text", "ends"),
    [("Rose, well done", 2), ("Rose – thank you", 2), ("Rose has done well", None), ("Rose", None)],
)
def test_praise_after_follows_at_once(text: str, ends: int | None) -> None:
    assert passage(text).praise_after(0) == ends


def test_set_phrase_covers_its_words_only() -> None:
    read = passage("Rose met Tim Peake")

    assert read.in_set_phrase(2, 2)
    assert read.in_set_phrase(2, 3)
    assert not read.in_set_phrase(0, 0)
    assert not read.in_set_phrase(1, 3)


def test_phrases_of_the_school_cover_their_words_only() -> None:
    read = passage("St Rose and Rose", not_pupils=("St Rose",))

    assert read.in_phrase_of_school(1, 1)
    assert not read.in_phrase_of_school(3, 3)
