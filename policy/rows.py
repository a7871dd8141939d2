"""Names in a row: words that commas and "and" join, from which each takes some of its meaning."""

import re

from policy.passage import EVERYDAY, Passage

_LIST = re.compile(r"\s*[,&+/]\s*")
_AND = frozenset({"and", "or"})
_LONGEST = 8  # names on either side


def row(passage: Passage, first: int, last: int) -> tuple[int, ...]:
    """Numbers of the words in the list in which words first…last stand, with word last."""
    before, after = list[int](), list[int]()
    i = first
    while len(before) < _LONGEST and (step := _joined_before(passage, i)):
        i -= step
        before.append(i)
    i = last
    while len(after) < _LONGEST and (step := _joined_after(passage, i)):
        i += step
        after.append(i)
    return (*reversed(before), last, *after)


def head(passage: Passage, i: int) -> int:
    """Number of the first of the capitalised words that commas and "and" join up to word i."""
    for _ in range(_LONGEST):
        step = _joined_before(passage, i)
        if not step or not passage.capital(i - step):
            break
        i -= step
    return i


def beside_name(passage: Passage, first: int, last: int) -> bool:
    """Whether commas or "and" join words first…last to another pupil's first name."""
    return any(_plain_name(passage, i) for i in row(passage, first, last) if i != last)


def _plain_name(passage: Passage, i: int) -> bool:
    key = passage.key(i)
    return passage.capital(i) and key in passage.known and key not in EVERYDAY


def _joined_before(passage: Passage, i: int) -> int:
    """How many words back the word stands to which a comma or "and" joins word i; 0: none."""
    if i < 1:
        return 0
    if passage.key(i - 1) in _AND:
        return 2 if i > 1 and not passage.opens_sentence(i) else 0
    return 1 if _LIST.fullmatch(passage.gap(i)) else 0


def _joined_after(passage: Passage, i: int) -> int:
    if passage.after(i) in _AND:
        return 2 if passage.after(i + 1) else 0
    return 1 if i + 1 < len(passage.words) and _joined_before(passage, i + 1) == 1 else 0
