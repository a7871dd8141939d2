"""The forms in which a name of the roll may be written, folded, as keys of the index."""

import re
from collections.abc import Iterator

from policy.passage import EVERYDAY
from policy.tokens import fold, tokenise
from policy.words import lines, words

_PARTICLES = words("particles")
_SHORT_FORMS = {full: tuple(short) for full, *short in map(str.split, lines("diminutives"))}
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
    """Forms that alone leave a doubt: Josh for Joshua, Mary for Mary-Kate, Amelias for Amelia’s."""
    keys = _keys(name)
    if len(keys) > 1 and _HYPHEN.search(name):
        yield keys[0]
    yield from _SHORT_FORMS.get(keys[0] if keys else "", ())
    if keys and keys[0] not in EVERYDAY and not keys[0].endswith("s"):
        yield f"{keys[0]}s"


def surname_forms(name: str) -> Iterator[str]:
    """van der berg, vanderberg, berg; oneill, o neill; smith jones, smithjones, smith, jones."""
    keys = _keys(name)
    if keys:
        parts = {key for key in keys if key not in _PARTICLES and len(key) > 1}
        parted = " ".join(fold(word) for word in _APOSTROPHES.sub(" ", name).split())
        yield from {" ".join(keys), "".join(keys), parted} | parts
