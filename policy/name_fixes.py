"""One-tap changes that leave a pupil's name, or the part too many, out of the writing."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from policy.findings import Edit, Fix
from policy.names import NameFound, NameKind
from policy.naming import Naming, Span
from policy.passage import Passage
from policy.said import gettext
from policy.tokens import Kind
from policy.words import words

_TAG = re.compile(r"[#＃][^\s#＃]+")
_ONLY_TAGS = re.compile(r"(?:\s*[#＃][^\s#＃]+)*\s*(?:\n|\Z)")
_BETWEEN = re.compile(r"\s*(?:,|&|\+|/|,?\s+and)\s+|\s*[&+/]\s*")
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LEADING = frozenset({"to", "by", "for", "from", "with", "of", "and", "that", "when", "as", "see"})
_LONGEST_ROW = len(_NUMBERS)
_DETERMINERS = words("determiners")
_CALLS = ",!:–—-?("
_DROPPED = frozenset({NameKind.FULL, NameKind.INITIAL})


def first_name_only(naming: Naming, name: NameFound) -> tuple[Fix, ...]:
    """“Amelia” for “Amelia Brown”; none where no first name is written, or in a link."""
    if name.kind not in _DROPPED or name.forename is None or _in_link(naming.passage, name.span):
        return ()
    first = naming.passage.text[slice(*name.forename)]
    return (Fix(gettext("Write “{words}”").format(words=first), (Edit(*name.span, first),)),)


def nameless(naming: Naming, name: NameFound) -> tuple[Fix, ...]:
    """“one of our pupils” for a name, “three of our pupils” for a row of them, no hashtag.

    None where the sentence would not survive it: where a child is spoken to, or in a link.
    """
    passage = naming.passage
    if _in_link(passage, name.span):
        return ()
    if any(passage.words[i].kind is Kind.HASHTAG for i in passage.inside(name.span)):
        return tuple(_without_tag(passage, name.span))
    row = _row(naming, name)
    return tuple(_of_our_pupils(passage, (row[0].start, row[-1].end), len(row)))


def _without_tag(passage: Passage, span: Span) -> Iterator[Fix]:
    text = passage.text
    begins = max(text.rfind(sign, 0, span[0] + 1) for sign in "#＃")
    tag = _TAG.match(text, begins)
    if tag and span[1] <= tag.end() and _ONLY_TAGS.match(text, tag.end()):
        start = len(text[:begins].rstrip())
        label = gettext("Take out {hashtag}").format(hashtag=tag.group())
        yield Fix(label, (Edit(start, tag.end(), ""),))


def _row(naming: Naming, name: NameFound) -> tuple[NameFound, ...]:
    """The names joined by commas and "and" among which this one stands."""
    names, text = naming.pupils, naming.passage.text
    at = bisect_left(names, name.start, key=lambda one: one.start)
    first = last = at
    while first > max(0, at - _LONGEST_ROW) and _join(text, names[first - 1], names[first]):
        first -= 1
    while last + 1 < min(len(names), at + _LONGEST_ROW) and _join(
        text, names[last], names[last + 1]
    ):
        last += 1
    return names[first : last + 1]


def _join(text: str, one: NameFound, other: NameFound) -> bool:
    return bool(_BETWEEN.fullmatch(text, one.end, other.start))


def _of_our_pupils(passage: Passage, span: Span, count: int) -> Iterator[Fix]:
    inside = passage.inside(span)
    first, last = inside[0], inside[-1]
    owns = passage.words[last].possessive
    if count >= len(_NUMBERS) or (owns and count > 1) or not _stands_alone(passage, first, last):
        return
    written = f"{_NUMBERS[count]} of our pupils"
    end = span[1]
    if owns:
        written, end = "a pupil’s", end + 2
    if passage.opens_sentence(first):
        written = written[0].upper() + written[1:]
    yield Fix(gettext("Write “{words}”").format(words=written), (Edit(span[0], end, written),))


def _stands_alone(passage: Passage, first: int, last: int) -> bool:
    """Whether the name is spoken of, as the one who does or gets something, and not called."""
    before, end = passage.before(first), passage.words[last].end
    called = passage.praise_before(first) is not None and before not in _LEADING
    if called or before in _DETERMINERS or passage.titled(first):
        return False
    if passage.capital(last + 1) and passage.after(last) and passage.unbroken(last, last + 1):
        return False
    rest = passage.text[end:].lstrip()
    return not (passage.opens_sentence(first) and rest[:1] in tuple(_CALLS))


def _in_link(passage: Passage, span: Span) -> bool:
    return any(passage.words[i].kind is Kind.LINK for i in passage.inside(span))
