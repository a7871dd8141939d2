"""Whether a word is everyday English, so that nobody takes it for a name misspelt."""

from collections.abc import Iterator
from functools import lru_cache

from policy.words import words

_ENDINGS = ("s", "es", "d", "ed", "ing", "r", "er", "ers", "st", "est", "ly", "ful", "ness", "n")
_SHORTEST_STEM = 3  # letters
_DICTIONARY = "english"


@lru_cache(maxsize=8192)
def is_english(key: str) -> bool:
    """Whether the folded word, or what it is formed from, is in the dictionary."""
    known = words(_DICTIONARY)
    return key in known or any(stem in known for stem in _stems(key))


def _stems(key: str) -> Iterator[str]:
    """walk, walks; bake, baking; run, running; tidy, tidied."""
    for ending in _ENDINGS:
        stem = key.removesuffix(ending)
        if stem != key and len(stem) >= _SHORTEST_STEM:
            yield stem
            yield f"{stem}e"
            if stem.endswith("i"):
                yield f"{stem[:-1]}y"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
