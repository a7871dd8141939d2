"""Adults named in a post: by title ("Mrs Young") and from the list of staff and governors."""

from collections.abc import Iterator
from typing import NamedTuple

from policy.passage import Passage
from policy.roll import NameKind, Roll
from policy.words import words

_HONORIFICS = words("honorifics")
_GROUPS = words("groups")
_LITTLE = words("function")
_NAMES_AT_MOST = 3
_LONGER_THAN_LETTERS = 3


class Titled(NamedTuple):
    """Words first…last, of which the first is the title; `key` is the surname, folded."""

    first: int
    last: int
    key: str


def titled(passage: Passage) -> Iterator[Titled]:
    """Mr Hughes, Mrs. van der Berg, Miss Sarah Patel; no saints, kings or figures."""
    for i, word in enumerate(passage.words):
        if word.key in _HONORIFICS and passage.capital(i) and not word.possessive:
            last = _last_name(passage, i)
            if last > i and not passage.in_set_phrase(i, last) and not _is_short_for(word.text):
                yield Titled(i, last, passage.key(last))


def _is_short_for(title: str) -> bool:
    """MS and MX stand for other things."""
    return len(title) < _LONGER_THAN_LETTERS and title.isupper() and title != "MR"


def _last_name(passage: Passage, title: int) -> int:
    last = title
    while last - title < _NAMES_AT_MOST and _goes_on(passage, title, last + 1):
        last += 1
    return last


def _goes_on(passage: Passage, title: int, at: int) -> bool:
    if at >= len(passage.words) or not passage.capital(at) or passage.key(at) in _GROUPS:
        return False
    if at == title + 1:
        return passage.gap(at) in {" ", ". ", ".", "\u00a0"} and passage.key(at) not in _LITTLE
    if passage.shouted(at):
        return False  # case says nothing of where the name ends
    return passage.unbroken(at - 1, at) and passage.key(at) not in _LITTLE


def staff_in(passage: Passage, staff: Roll) -> Iterator[tuple[int, int]]:
    """Places of the names of staff: by title and surname, or by full name."""
    if not staff:
        return
    for first, last, key in titled(passage):
        if staff.bears_surname(key):
            yield passage.words[first].start, passage.words[last].end
    for name in staff.find(passage.text, not_pupils=passage.not_pupils):
        if name.kind is NameKind.FULL and not name.misspelt:
            yield name.span
