"""Names in a row."""

import pytest

from policy import rows
from policy.passage import Passage
from policy.tokens import tokenise

KNOWN = frozenset({"amelia", "josh", "rose"})


def passage(text: str) -> Passage:
    return Passage(text, tokenise(text), KNOWN)


def number(read: Passage, key: str) -> int:
    return next(i for i, word in enumerate(read.words) if word.key == key)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Hope and Amelia", True),
        ("Amelia, Hope", True),
        ("Amelia & Hope", True),
        ("Hope/Josh", True),
        ("Hope or Josh", True),
        ("Amelia Hope", False),
        ("Hope and amelia", False),
        ("Hope and Rose", False),
        ("Hope and Zigzag", False),
        ("Hope then Amelia", False),
        ("Hope and", False),
        ("Hope", False),
        ("Hope, Rose and Amelia", True),
    ],
)
def test_name_beside_is_one_that_is_no_word(text: str, beside: bool) -> None:
    read = passage(text)
    hope = number(read, "hope")

    assert rows.beside_name(read, hope, hope) is beside


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rose ran", ["Rose"]),
        ("Amelia, Rose & Josh ran", ["Amelia", "Rose", "Josh"]),
        ("Rose and Josh, all", ["Rose", "Josh", "all"]),
        ("Amelia. Rose and Josh", ["Rose", "Josh"]),
    ],
)
def test_row_reaches_both_ways_until_the_list_ends(text: str, expected: list[str]) -> None:
    read = passage(text)
    rose = number(read, "rose")

    assert [read.words[i].text for i in rows.row(read, rose, rose)] == expected


def test_head_is_the_first_capital_of_the_list() -> None:
    read = passage("Winners, Amelia, Josh and Rose")

    assert rows.head(read, number(read, "rose")) == 0
    assert rows.head(read, 0) == 0
