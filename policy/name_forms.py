"""The forms in which a name of the roll may be written, folded, as keys of the index."""

import re
from collections.abc import Iterator

from policy.passage import EVERYDAY
from policy.tokens import fold, tokenise
from policy.words import lines, words

_PARTICLES = words("particles")
_SHORT_FORMS = {full: tuple(short) for full, *short in map(str.split, lines("diminutives"))}
_SPELLINGS = {
    one: tuple(other for other in row if other != one)
    for row in map(str.split, lines("spellings"))
    for one in row
}
_HYPHEN = re.compile(r"[-‐‑]")
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")


def _keys(name: str) -> list[str]:
    return [word.key for word in tokenise(name) if word.key]


def forename_forms(name: str) -> Iterator[str]:
    """amelia rose, ameliarose; amelia too, unless a hyphen makes the two one name."""
    keys = _keys(name)
    if keys:
        yield from {" ".join(keys), "".join(keys)}
        if len(keys) > 1 and not _HYPHEN.search(name):
            yield keys[0]


def loose_forms(name: str) -> Iterator[str]:
    """What alone leaves a doubt: Josh for Joshua, Mary for Mary-Kate, Sara for Sarah, Amelias."""
    keys = _keys(name)
    if len(keys) > 1 and _HYPHEN.search(name):
        yield keys[0]
    if keys:
        yield from (*_SHORT_FORMS.get(keys[0], ()), *_SPELLINGS.get(keys[0], ()))
    if keys and keys[0] not in EVERYDAY and not keys[0].endswith("s"):
        yield f"{keys[0]}s"


def surname_forms(name: str) -> Iterator[str]:
    """van der berg, vanderberg, berg; oneill, o neill; smith jones, smithjones, smith, jones."""
    keys = _keys(name)
    if keys:
        parts = {key for key in keys if key not in _PARTICLES and len(key) > 1}
        parted = " ".join(fold(word) for word in _APOSTROPHES.sub(" ", name).split())
        yield from {" ".join(keys), "".join(keys), parted} | parts
