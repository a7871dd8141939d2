"""Mistakes in English known word by word: common misspellings, and slips such as "should of".

Kept beside the grammar checker because it either does not see them or proposes the wrong word.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from policy.findings import Edit
from policy.words import lines, words


class Sort(Enum):
    """What kind of mistake it is."""

    SPELLING = "spelling"
    CAPITAL = "capital"
    REPEATED = "repeated"
    WORDING = "wording"


class Slip(NamedTuple):
    """A likely mistake at (start, end); each of `better` is an edit that mends it, best first."""

    sort: Sort
    start: int
    end: int
    better: tuple[Edit, ...]


_MISSPELT = {
    wrong: right for wrong, _, right in (line.partition(" ") for line in lines("misspelt"))
}
_PHRASES = {
    wrong.strip("^"): right
    for wrong, _, right in (line.partition(" = ") for line in lines("slips"))
}
_OPENING = {line.partition(" = ")[0][1:] for line in lines("slips") if line.startswith("^")}
_WORD = re.compile(r"(?<![\w'’#@./-])[A-Za-z]{3,20}(?![\w@/-]|[.'’]\w)")
_ANY = "|".join(re.escape(phrase).replace("'", "['’]") for phrase in sorted(_PHRASES, reverse=True))
_PHRASE = re.compile(rf"(?<![\w'’#@-])(?:{_ANY})(?![\w-]|['’]\w)", re.IGNORECASE)
_ENDS = re.compile(r"(?:^|[.!?…:\n]|[^\w\s,;'’\"“”()&-])[\s\"'“‘(]*\Z")
_LOOK_BACK = 6
CAPITALS = words("capitals")
"""Words that have a capital wherever they stand."""


def known_slips(text: str) -> Iterator[Slip]:
    """What stands in the lists, in no particular order and without overlap inside each list."""
    for found in _WORD.finditer(text):
        right = _MISSPELT.get(found.group().lower())
        if right:
            yield _slip(Sort.SPELLING, found, right)
    for found in _PHRASE.finditer(text):
        phrase = found.group().lower().replace("’", "'")
        if phrase not in _OPENING or opens_sentence(text, found.start()):
            yield _slip(Sort.WORDING, found, _PHRASES[phrase])


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`: nothing, a full stop, a line or an emoji before it."""
    before = text[max(0, start - _LOOK_BACK) : start]
    return start == 0 or (bool(_ENDS.search(before)) and not before.isspace())


def as_written(right: str, wrong: str) -> str:
    """`right` with the capitals and the apostrophes of what it replaces."""
    if wrong.isupper() and len(wrong) > 1:
        right = right.upper()
    elif wrong[:1].isupper() or right in CAPITALS:
        right = right[:1].upper() + right[1:]
    return right.replace("'", "’") if "’" in wrong else right


def _slip(sort: Sort, found: re.Match[str], right: str) -> Slip:
    written = as_written(right, found.group())
    return Slip(sort, found.start(), found.end(), (Edit(found.start(), found.end(), written),))
