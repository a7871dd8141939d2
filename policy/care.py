"""Words of need, illness and care, said of one child."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policy.naming import Naming, Span
from policy.passage import Passage
from policy.phrases import Phrases
from policy.words import lines, words


class CareWord(NamedTuple):
    """`doubtful` where the sentence speaks of a child but may not say this of the child."""

    span: Span
    doubtful: bool


_CARE = Phrases.of(lines("care"))
_AWARENESS = words("awareness")
_LETTERS = frozenset({"sen", "send", "asd", "asc", "pda", "adhd", "ehcp"})
_HAS = frozenset(
    {"has", "had", "with", "have", "having", "his", "her", "their", "suffers", "is", "lives"}
)
_WHO = frozenset({"who", "whos"})
_YOU = frozenset({"you", "your", "yourself"})
_HAS_WITHIN = 3  # words
_ONE = re.compile(
    r"\b(?:one of (?:our|the|my) (?:[\w-]+ )?(?:pupils|children|boys|girls|year)"
    r"|(?:a|this|our|the) (?:[\w-]+ )?(?:pupil|child|boy|girl)\b(?! ?’?s)|he|she|his|her)\b",
    re.IGNORECASE,
)


def care_words(naming: Naming) -> Iterator[CareWord]:
    """Each that stands in one sentence with a name, or with "one of our pupils" or "he"."""
    passage = naming.passage
    people = [name.span for name in naming.pupils] + list(naming.strangers)
    for first, last in _widest(_CARE.places(passage.words)):
        span = (passage.words[first].start, passage.words[last].end)
        if passage.key(first) in _LETTERS and not passage.words[first].text.isupper():
            continue
        sentence = _sentence(naming, first, last)
        named = any(sentence[0] <= start < sentence[1] for start, _ in people)
        if _said_of_one(naming, first, people):
            yield CareWord(span, doubtful=False)
        elif _a_cause(naming, sentence, span):
            continue
        elif named or _ONE.search(passage.text, *sentence) or _said_to_one(naming, sentence):
            yield CareWord(span, doubtful=True)


def _widest(places: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Asthma attack, and not asthma alone."""
    reached = -1
    for first, last in sorted(places, key=lambda place: (place[0], -place[1])):
        if first > reached:
            yield first, last
            reached = last


def _sentence(naming: Naming, first: int, last: int) -> Span:
    passage = naming.passage
    while first and not passage.opens_sentence(first):
        first -= 1
    while last + 1 < len(passage.words) and not passage.opens_sentence(last + 1):
        last += 1
    return passage.words[first].start, passage.words[last].end


def _said_of_one(naming: Naming, first: int, people: list[Span]) -> bool:
    """Josh has asthma, Josh, who has asthma, Josh with his EHCP, Josh’s ADHD."""
    passage = naming.passage
    within = range(max(0, first - _HAS_WITHIN), first)
    ends = {end for _, end in people}
    owned = any(passage.words[i].end in ends and passage.words[i].possessive for i in within)
    had = any(passage.words[i].end in ends and _has(passage, i + 1, first) for i in within)
    return owned or had


def _has(passage: Passage, i: int, first: int) -> bool:
    """Whether "has" or "who has" begins with word i and ends before word first."""
    verb = i + 1 if passage.key(i) in _WHO else i
    return verb < first and passage.key(verb) in _HAS


def _said_to_one(naming: Naming, sentence: Span) -> bool:
    """Get well soon, Josh! A broken arm won’t stop you."""
    passage = naming.passage
    if not naming.pupils or naming.pupils[0].start > sentence[0]:
        return False
    return any(passage.words[i].key in _YOU for i in passage.inside(sentence))


def _a_cause(naming: Naming, sentence: Span, said: Span) -> bool:
    """Whether a word of the sentence, apart from those themselves, speaks of a cause."""
    words_of = (naming.passage.words[i] for i in naming.passage.inside(sentence))
    return any(word.key in _AWARENESS for word in words_of if not said[0] <= word.start < said[1])
