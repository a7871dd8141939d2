"""Hashtags: where they stand in a post, and the words of which one is made."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policy.tokens import tokenise
from policy.words import words

_HASHTAG = re.compile(r"(?<![\w&/])[#＃](?=\w*[^\W\d_])\w+")
_VOCABULARY = words("tag_words")
_LONGEST_WORD = max(map(len, _VOCABULARY))
_LONGEST = 40  # letters of a tag that is taken apart
_RUN_TOGETHER = re.compile(r"([^\W\d_]+?)(\d*)")


class Tag(NamedTuple):
    """A hashtag at (start, end); `name` is what follows its sign."""

    start: int
    end: int
    name: str


def tags(text: str) -> Iterator[Tag]:
    """Every hashtag, in order; a tag of figures alone is none."""
    for found in _HASHTAG.finditer(text):
        yield Tag(found.start(), found.end(), found.group()[1:])


def spoken(name: str) -> str:
    """The tag's words as they are written in a sentence: "Forest School" for ForestSchool."""
    parted = parts(name)
    if parted and not _mixed(name):
        return " ".join(parted)
    return " ".join(word.text for word in tokenise(name.replace("_", " ")))


def camel(name: str) -> str:
    """WorldBookDay for worldbookday; nothing where that is not sure, or it is so already."""
    return "" if _mixed(name) else "".join(word.capitalize() for word in parts(name))


def parts(name: str) -> tuple[str, ...]:
    """The words of a tag that is run together, where there is but one way to part it.

    Nothing where there is none, or where it is one word. A number at the end is a part.
    """
    run = _RUN_TOGETHER.fullmatch(name)
    if not run or len(run[1]) > _LONGEST:
        return ()
    letters = run[1].lower()
    if letters in _VOCABULARY:
        return ()
    ways = _shortest_ways(letters)
    number = (run[2],) if run[2] else ()
    return (*ways[0], *number) if len(ways) == 1 else ()


def _shortest_ways(letters: str) -> list[tuple[str, ...]]:
    """All ways to part the letters into as few known words as can be; at most two are kept."""
    ways: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(letters) + 1):
        found = [
            (*way, letters[start:end])
            for start in range(max(0, end - _LONGEST_WORD), end)
            if letters[start:end] in _VOCABULARY
            for way in ways[start]
        ]
        fewest = min(map(len, found), default=0)
        ways.append([way for way in found if len(way) == fewest][:2])
    return ways[-1]


def _mixed(name: str) -> bool:
    """Whether capitals or underscores inside it already part its words."""
    return "_" in name or not (name.islower() or name.isupper() or name[1:].islower())
