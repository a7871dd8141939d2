"""The word lists: readable by the code that folds, and without contradiction."""

from itertools import combinations
from pathlib import Path

import pytest

import policy.words
from policy.tokens import fold
from policy.words import lines, words

FILES = sorted(file.stem for file in Path(policy.words.__file__).parent.glob("*.txt"))
TABLES = {"old_addresses", "clauses_of_rules"}  # patterns and what is said of them, not words
LISTS = [name for name in FILES if name not in TABLES]
SINGLE = [name for name in LISTS if name not in {"innocent", "figures", "praise", "debate"}]


@pytest.mark.parametrize("name", FILES)
def test_list_is_small_letters_with_a_remark_at_its_head(name: str) -> None:
    written = (Path(policy.words.__file__).parent / f"{name}.txt").read_text(encoding="utf-8")

    assert written.startswith("# ")
    assert lines(name)
    assert name in TABLES or all(line == line.casefold() for line in lines(name))


@pytest.mark.parametrize("name", SINGLE)
def test_words_are_folded_as_a_post_is(name: str) -> None:
    assert {word for word in words(name) if fold(word) != word.replace("'", "")} == set()


@pytest.mark.parametrize("name", ["figures", "innocent", "praise", "debate", "offensive_phrases"])
def test_no_phrase_stands_twice(name: str) -> None:
    assert sorted(set(lines(name))) == sorted(lines(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *combinations(("offensive_block", "offensive_ask", "text_speak"), 2),
        ("forenames", "ordinary"),
    ],
)
def test_no_word_is_in_two_lists_that_contradict_each_other(one: str, other: str) -> None:
    assert words(one) & words(other) == set()


def test_remarks_and_blank_lines_are_left_out() -> None:
    assert not any("#" in line or not line for name in FILES for line in lines(name))
