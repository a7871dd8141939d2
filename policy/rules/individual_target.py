"""Nothing is addressed to one child; a class or a year group may be.

St C: 'individually targeted content will not be posted e.g. "Well done Josh a better lesson
today". Tweets to a year group or class along the lines of "Don't forget the…" are acceptable'
(S7). Speaking to a child is a breach; speaking of one ("Congratulations to Josh") is asked
about, because the same policy wants achievements celebrated and allows first names.
"""

from collections.abc import Iterator

from policy.facts import TEXT, Facts, Place
from policy.findings import Mark, Option, Options
from policy.passage import Passage
from policy.roll import NameFound, NameKind
from policy.words import words

ID = "individual-target"
TITLE = "Addressed to one child"
HELP = "Looks for words said to one child. Speak to the class or the year group instead."
OPTIONS: dict[str, Option] = {
    "unknown_names": True,  # ask about praise of a common first name that is not on the roll
}

_REMEDY = "Speak to the class or year group, or say what was done without naming the child."
_SECOND_PERSON = frozenset({"you", "your", "yours", "youre", "youve", "youll", "yourself", "u"})
_YOU_WITHIN = 6
_AFTER_A_CALL = frozenset(",!-–—:")
_ABOUT = frozenset({"to", "for", "of", "remember", "reminder"})
_FORENAMES = words("forenames")


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    for place in facts.places:
        passage = Passage(place.text, place.words, frozenset())
        named = [name for where, name in facts.names if where == place.where]
        yield from _of_pupils(place, passage, named)
        if options["unknown_names"] and place.where == TEXT:
            yield from _of_unknown(passage, named)


def _of_pupils(place: Place, passage: Passage, named: list[NameFound]) -> Iterator[Mark]:
    reached = 0
    for name in named:
        if name.kind is NameKind.SURNAME or name.start < reached:
            continue
        first, last = _word_numbers(passage, name)
        span = _address(passage, first, last)
        if span:
            reached = span[1]
            of_child = passage.before(first) in _ABOUT or passage.words[last].possessive
            message = "This speaks of one child." if of_child else "This speaks to one child."
            yield Mark(message, _REMEDY, place.where, span, name.doubtful or of_child)


def _of_unknown(passage: Passage, named: list[NameFound]) -> Iterator[Mark]:
    known = {name.start for name in named}
    for i, word in enumerate(passage.words):
        if word.key in _FORENAMES and word.start not in known and passage.capital(i):
            begins = passage.praise_before(i)
            adult = passage.titled(i) or passage.in_set_phrase(i, i) or _has_surname(passage, i)
            if begins is not None and not adult:
                span = (passage.words[begins].start, word.end)
                message = "This may speak to one child, who is not on the roll by this name."
                yield Mark(message, _REMEDY, TEXT, span, doubtful=True)


def _has_surname(passage: Passage, i: int) -> bool:
    return bool(passage.after(i)) and passage.capital(i + 1)


def _word_numbers(passage: Passage, name: NameFound) -> tuple[int, int]:
    """First and last word of the name."""
    inside = [
        i for i, word in enumerate(passage.words) if word.end > name.start and word.start < name.end
    ]
    return inside[0], inside[-1]


def _address(passage: Passage, first: int, last: int) -> tuple[int, int] | None:
    """Place of the words that turn to the child: praise before or after, or "you"."""
    start, end = passage.words[first].start, passage.words[last].end
    begins = passage.praise_before(first)
    if begins is not None:
        return passage.words[begins].start, end
    ends = _turned_to(passage, first, last)
    return None if ends is None else (start, passage.words[ends].end)


def _turned_to(passage: Passage, first: int, last: int) -> int | None:
    """Last word of "Josh, well done", "Josh – you were great", "Josh your book"; else None."""
    called = passage.text[passage.words[last].end :].lstrip()[:1] in _AFTER_A_CALL
    if not called and not passage.opens_sentence(first):
        return None
    ends = passage.praise_after(last)
    return ends if ends is not None else _you_after(passage, last, _YOU_WITHIN if called else 1)


def _you_after(passage: Passage, last: int, within: int) -> int | None:
    for i in range(last + 1, min(last + 1 + within, len(passage.words))):
        if i > last + 1 and passage.opens_sentence(i):
            return None
        if passage.key(i) in _SECOND_PERSON:
            return i
    return None
