"""Names as they are looked for: without accents, capitals or the difference of a nickname."""

import unicodedata
from functools import cache
from pathlib import Path

_NICKNAMES = Path(__file__).with_name("nicknames.txt")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_SHORTEST = 3  # letters that make a nickname rather than the beginning of anything


def fold(text: str) -> str:
    """“Zoë O’Neill” as “zoe oneill”; hyphens become spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    spaced = plain.replace("-", " ")
    return " ".join("".join(sign for sign in spaced if sign.isalnum() or sign.isspace()).split())


def also_called(name: str) -> frozenset[str]:
    """The other names for a folded name (“josh” for “joshua”), without itself."""
    return _by_name().get(name, frozenset()) - {name}


def matches(wanted: str, names: str) -> bool:
    """Whether each wanted word begins one of the names, or is another name for one.

    Both are folded. “jo kh” finds “josephine khan”.
    """
    words = names.split()
    return all(any(_begins(word, part) for word in words) for part in wanted.split())


def _begins(word: str, part: str) -> bool:
    return word.startswith(part) or (len(part) >= _SHORTEST and part in also_called(word))


@cache
def _by_name() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _NICKNAMES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            group = frozenset(line.split())
            for name in group:
                found[name] = found.get(name, frozenset()) | group
    return found
