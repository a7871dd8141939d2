"""Whether a name is that of a figure, an adult or an animal, as the words around it say."""

import re

from policy.passage import Passage
from policy.words import words

_ADULTS = words("adults")
_CREATURES = words("creatures")
_OF = frozenset({"from", "of"})
_OUR_OWN = frozenset({"year", "class", "reception", "nursery", "y1", "y2", "y3", "y4", "y5", "y6"})
_ARTICLES = frozenset({"our", "the", "an", "a", "who"})
_CALLED = frozenset({"called", "named"})
_BEFORE = 3  # words
_AFTER = 4
_ROMAN = re.compile(r"[IVX]{1,5}")


def is_figure(passage: Passage, first: int, last: int) -> bool:
    """Mr James, Mrs Sarah Patel, Henry VIII, Tim Peake."""
    return (
        passage.titled(first)
        or (bool(passage.before(first)) and passage.capital(first - 1) and _titled(passage, first))
        or passage.in_set_phrase(first, last)
        or _regnal(passage, last)
    )


def is_creature(passage: Passage, first: int, last: int) -> bool:
    """Archie, our reading dog; Florence the fire engine; a snail called Gary."""
    if passage.before(first) in _CALLED and not _CREATURES.isdisjoint(_before(passage, first)):
        return True
    return passage.after(last) in _ARTICLES and not _CREATURES.isdisjoint(_after(passage, last))


def is_adult(passage: Passage, first: int, last: int) -> bool:
    """Author Tom Percival, our caretaker Bob, "Skellig" by David Almond, Laura from the NSPCC."""
    if passage.before(first) == "by":
        return last > first and not _of_our_classes(passage, last)
    if not _ADULTS.isdisjoint(_before(passage, first)) or _guest(passage, last):
        return True
    if passage.words[last].possessive:
        return False
    described = passage.after(last) in _ARTICLES and not _ADULTS.isdisjoint(_after(passage, last))
    return described or passage.after(last) in _ADULTS


def _titled(passage: Passage, first: int) -> bool:
    """Whether a title stands before the word before word first: Mrs Sarah Patel."""
    return passage.titled(first - 1) and not passage.words[first - 2].possessive


def _regnal(passage: Passage, last: int) -> bool:
    follows = passage.after(last)
    written = passage.words[last + 1].text if follows else ""
    return len(written) > 1 and bool(_ROMAN.fullmatch(written))


def _guest(passage: Passage, last: int) -> bool:
    if passage.after(last) != "from":
        return False
    at = last + 3 if passage.after(last + 1) in {"the", "our"} else last + 2
    return passage.capital(at) and passage.key(at) not in _OUR_OWN


def _of_our_classes(passage: Passage, last: int) -> bool:
    """Led by Saoirse Kelly from Year 6: whoever is of a class is no author and no guest."""
    return passage.after(last) in _OF and passage.after(last + 1) in _OUR_OWN


def _before(passage: Passage, first: int) -> set[str]:
    """The words of the same sentence just before word first."""
    found = set[str]()
    for i in range(first, max(0, first - _BEFORE), -1):
        key = passage.before(i)
        if not key:
            break
        found.add(key)
    return found


def _after(passage: Passage, last: int) -> set[str]:
    found = set[str]()
    for i in range(last, last + _AFTER):
        key = passage.after(i)
        if not key:
            break
        found.add(key)
    return found
