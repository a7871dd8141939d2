"""Nothing is addressed to one child; a class or a year group may be.

St C: 'individually targeted content will not be posted e.g. "Well done Josh a better lesson
today". Tweets to a year group or class along the lines of "Don't forget the…" are acceptable'
(S7). Speaking to a child is a breach; speaking of one ("Congratulations to Josh") is asked
about, because the same policy wants achievements celebrated and allows first names.
"""

from collections.abc import Iterator

from policy.facts import TEXT, Facts
from policy.findings import Mark, Option, Options
from policy.names import NOT_A_PUPIL, NameKind
from policy.naming import Naming, Span
from policy.passage import Passage
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "individual-target"
TITLE = _("Addressed to one child")
HELP = _("Looks for words said to one child. Speak to the class or the year group instead.")
OPTIONS: dict[str, Option] = {
    "unknown_names": True,  # ask about praise of a common first name that is not on the roll
}

_REMEDY = _("Speak to the class or year group, or say what was done without naming the child.")
_SECOND_PERSON = frozenset({"you", "your", "yours", "youre", "youve", "youll", "yourself", "u"})
_TO_YOU = frozenset({"you", "u"})
_YOU_WITHIN = 6  # words after the name
_YOU_BEFORE = 12
_AFTER_A_CALL = frozenset(",!-–—:")
_ABOUT = frozenset({"to", "for", "of", "about", "remember", "reminder"})
_MUST = frozenset(
    {"needs", "must", "should", "has", "forgot", "forgets", "hasnt", "didnt", "still"}
)
_TOLD_TO = frozenset(
    {
        *(
            "bring",
            "return",
            "remember",
            "hand",
            "collect",
            "practise",
            "finish",
            "listen",
            "behave",
        ),
        *("wear", "pay", "stop", "try", "work", "learn", "come", "see", "apologise", "bring", "do"),
        *(
            "brought",
            "returned",
            "handed",
            "paid",
            "done",
            "finished",
            "owes",
            "his",
            "her",
            "their",
        ),
    }
)
_TOLD_WITHIN = 3  # words after "must"


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    for naming in facts.namings:
        yield from _of_pupils(naming)
        if options["unknown_names"] and naming.where == TEXT:
            yield from _of_unknown(naming)


def _of_pupils(naming: Naming) -> Iterator[Mark]:
    reached, passage = 0, naming.passage
    for name in naming.pupils:
        if name.kind is NameKind.SURNAME or name.start < reached:
            continue
        first, last = _word_numbers(passage, name.span)
        span = _address(passage, first, last)
        if span:
            reached = span[1]
            of_child = (
                passage.before(first) in _ABOUT
                or passage.words[last].possessive
                or passage.after(last) in _MUST
            )
            message = gettext("This speaks to one child.")
            if of_child:
                message = gettext("This speaks of one child.")
            excuses = NOT_A_PUPIL if name.doubtful else ()
            doubtful = name.doubtful or of_child
            yield Mark(message, _REMEDY, naming.where, span, doubtful, excuses=excuses)


def _of_unknown(naming: Naming) -> Iterator[Mark]:
    for span in naming.strangers:
        first, last = _word_numbers(naming.passage, span)
        begins = naming.passage.praise_before(first)
        if begins is not None and first == last:
            message = gettext("This may speak to one child, who is not on the roll by this name.")
            place = (naming.passage.words[begins].start, span[1])
            yield Mark(message, _REMEDY, TEXT, place, doubtful=True, excuses=NOT_A_PUPIL)


def _word_numbers(passage: Passage, span: Span) -> tuple[int, int]:
    """First and last word of the name."""
    inside = passage.inside(span)
    return inside[0], inside[-1]


def _address(passage: Passage, first: int, last: int) -> Span | None:
    """Place of the words that turn to the child: praise before or after, or "you"."""
    start, end = passage.words[first].start, passage.words[last].end
    begins = passage.praise_before(first)
    if begins is None:
        begins = _you_before(passage, first, last)
    if begins is not None:
        return passage.words[begins].start, end
    ends = _turned_to(passage, first, last)
    if ends is None:
        ends = _told(passage, last)
    return None if ends is None else (start, passage.words[ends].end)


def _you_before(passage: Passage, first: int, last: int) -> int | None:
    """Number of the "you" in "You were a star, Josh!", where the name ends the sentence."""
    ends = not passage.after(last)
    if ends and passage.before(first) in _TO_YOU and passage.gap(first) == " ":
        return first - 1  # So proud of you Josh
    if not ends or first == 0 or passage.gap(first).strip() != ",":
        return None
    within = range(first - 1, max(-1, first - 1 - _YOU_BEFORE), -1)
    for i in within:
        if passage.key(i) in _SECOND_PERSON:
            return i
        if passage.opens_sentence(i):
            break
    return None


def _told(passage: Passage, last: int) -> int | None:
    """Last word of "Josh needs to bring", "Josh still owes", "Josh forgot his"; else None."""
    if passage.words[last].possessive or passage.after(last) not in _MUST:
        return None
    for i in range(last + 2, last + 2 + _TOLD_WITHIN):
        if passage.before(i) == "" or passage.key(i) in _TOLD_TO:
            return i if passage.before(i) else None
    return None


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
