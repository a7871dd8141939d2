"""Names as children bear them, whatever the management system made of them."""

import re
from functools import lru_cache

from consent.roll.cells import REMEMBERED

# fmt: off
PARTICLES = frozenset({
    "van", "der", "den", "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le",
    "von", "zu", "zur", "ter", "ten", "bin", "ibn", "binti", "al", "el", "ap", "ab", "ferch", "y",
})
# fmt: on
KEPT = frozenset(
    {"AJ", "EJ", "II", "III", "IV", "JJ", "TJ", "CJ", "PJ", "MJ", "DJ", "KJ", "RJ", "JD", "JR"}
)
_MC = re.compile(r"MC(?=[A-Z]{3})")
_PARTS = re.compile(r"([\s'\-/.()]+)")


def proper(name: str, *, surname: bool = False) -> str:
    """A name that came in capitals, or in small letters only, as it is written; others untouched.

    ``surname`` lets particles before the last word stay small: van der Berg.
    """
    if not (name.isupper() or name.islower()):
        return name
    return _recased(name, surname=surname)


@lru_cache(maxsize=REMEMBERED)
def _recased(name: str, *, surname: bool) -> str:
    if sum(map(str.isalpha, name)) == 1:  # an initial
        return name
    words = name.upper().split(" ")
    last = len(words) - 1
    return " ".join(
        word.lower() if surname and place < last and word.lower() in PARTICLES else _word(word)
        for place, word in enumerate(words)
    )


def _word(word: str) -> str:
    if word in KEPT:
        return word
    pieces = _PARTS.split(word)
    return "".join(_piece(piece, first=place == 0) for place, piece in enumerate(pieces))


def _piece(piece: str, *, first: bool) -> str:
    if not first and piece == "S":  # no name begins after an apostrophe with a lone s
        return "s"
    if _MC.match(piece):
        return "Mc" + piece[2:].capitalize()
    return piece.capitalize()


def whole(name: str) -> tuple[str, str]:
    """Forename and surname of “Brown, Amelia” or “Amelia van der Berg”; one word is a forename."""
    if "," in name:
        surname, _, forename = (part.strip() for part in name.partition(","))
        return (forename, surname) if forename else (surname, "")
    words = name.split(" ")
    if len(words) == 1:
        return name, ""
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def without_surname(preferred: str, surnames: tuple[str, ...]) -> str:
    """A preferred name that is the whole name (“Millie Brown”), without the surname."""
    for surname in filter(None, surnames):
        ending = " " + surname.casefold()
        if preferred.casefold().endswith(ending):
            return preferred[: -len(ending)].strip()
        if preferred.casefold().startswith(surname.casefold() + ","):
            return preferred[len(surname) + 1 :].strip()
    return preferred
