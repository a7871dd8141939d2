"""A policy pasted from a document, split into numbered clauses under headings.

Every bullet, numbered item and paragraph becomes a clause. Lines that a PDF broke are joined
again. A number such as "3.2" that the policy gives itself is kept where it fits the order.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MAX_PASTED = 120_000
"""Characters that are read; ten thousand words are some sixty thousand."""

_MARKS = re.compile(r"\[bookmark: [^\]\n]{0,200}\]|[\u00ad\u200b\u2060\ufeff]")
_BULLET = re.compile(r"^(?:[-*•·▪◦‣o–—]|\(?[a-z]\)|\(?[ivx]{1,5}\)|\d{1,2}\))\s+")
_DOTTED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+")
_WHOLE = re.compile(r"^(\d{1,2})\.?\s+(?=\S)")
_MARKDOWN_HEADING = re.compile(r"^#{1,6}\s+")
_BOLD_LINE = re.compile(r"^(?:\*\*|__)(.+?)(?:\*\*|__)$")
_YEARS = re.compile(r"^[\d\s–—/-]+$")
_LABELLED = re.compile(r"^[^:]{1,40}:\s+\S")
_SENTENCE_END = (".", "!", "?", ":", ";")
_LONG_LINE = 58  # characters from which a line without an end was broken by its page
_LONGEST_HEADING = 120
_HEADING_WORDS, _QUESTION_WORDS = 10, 16


@dataclass(frozen=True)
class Pasted:
    """One clause of a pasted policy."""

    number: str
    heading: str
    text: str


@dataclass
class _Numbers:
    """Counts sections and clauses, and keeps the policy's own numbers where they fit."""

    section: int = 0
    clause: int = 0
    used: set[str] = field(default_factory=set)

    def new_section(self, own: int | None) -> None:
        self.section = own if own and own > self.section else self.section + 1
        self.clause = 0

    def next(self, own: str) -> str:
        parts = [int(part) for part in own.split(".")] if own else []
        fits = len(parts) > 1 and parts[0] == self.section and parts[1] >= self.clause
        if fits and own not in self.used:
            self.clause = parts[1]
        else:
            self.clause += 1
            own = f"{self.section}.{self.clause}"
        while own in self.used:
            self.clause += 1
            own = f"{self.section}.{self.clause}"
        self.used.add(own)
        return own


def split(pasted: str) -> tuple[Pasted, ...]:
    """The clauses of a pasted text in their order; no word of it is left out."""
    numbers, headings, found = _Numbers(), list[str](), list[Pasted]()
    open_heading = ""
    for line in _whole_lines(pasted):
        if _is_heading(line):
            headings.append(line)
            continue
        if headings or not numbers.section:
            numbers.new_section(_own_section(headings))
            over, open_heading = _joined(headings)
            found += [_clause(each, "", numbers) for each in over]
            headings = []
        found.append(_clause(line, open_heading, numbers))
    if headings:  # a last line that looked like a heading, or a text of nothing else
        numbers.new_section(None)
        found += [_clause(_without_number(each), "", numbers) for each in headings]
    return tuple(found)


def _clause(line: str, heading: str, numbers: _Numbers) -> Pasted:
    own = _DOTTED.match(line)
    text = line[own.end() :] if own else _BULLET.sub("", line, count=1)
    if not own and _WHOLE.match(line):
        text = _WHOLE.sub("", line, count=1)
    return Pasted(numbers.next(own[1] if own else ""), heading, text.strip())


def _joined(headings: list[str]) -> tuple[list[str], str]:
    """Headings in a row as one, as many of the last as fit; the others are left to be clauses."""
    plain = [_without_number(each) for each in headings]
    for first in range(len(plain)):
        heading = " – ".join(plain[first:])
        if len(heading) <= _LONGEST_HEADING:
            return plain[:first], heading
    return plain, ""


def _whole_lines(pasted: str) -> Iterator[str]:
    """Lines as their writer meant them: those that a page's width broke are one again."""
    lines = _MARKS.sub("", pasted.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    held = ""
    for line in (" ".join(each.split()) for each in lines):
        if held and line and _goes_on(held, line):
            held = f"{held} {line}"
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _goes_on(before: str, line: str) -> bool:
    if _starts_item(line) or _MARKDOWN_HEADING.match(before):
        return False
    if line.endswith(":") and _is_heading(line):
        return False
    if line[0].islower() and not before.endswith((".", "!", "?", ":")):
        return True
    return len(before) >= _LONG_LINE and not before.rstrip("”’'\"*_)").endswith(_SENTENCE_END)


def _starts_item(line: str) -> bool:
    patterns = (_BULLET, _DOTTED, _WHOLE, _MARKDOWN_HEADING)
    return any(pattern.match(line) for pattern in patterns)


def _is_heading(line: str) -> bool:
    if _MARKDOWN_HEADING.match(line) or _BOLD_LINE.match(line):
        return True
    plain = _WHOLE.sub("", line, count=1) if not _DOTTED.match(line) else line
    if _BULLET.match(line) or _YEARS.match(plain) or _LABELLED.match(plain):
        return False
    count = len(plain.split())
    if not plain[:1].isupper() or any(end in plain[:-1] for end in (". ", "? ", "! ", "; ")):
        return False
    if plain.endswith("?"):
        return count <= _QUESTION_WORDS
    return not plain.endswith((".", "!", ";", ",")) and count <= _HEADING_WORDS


def _own_section(headings: Iterable[str]) -> int | None:
    for heading in headings:
        if own := _WHOLE.match(_MARKDOWN_HEADING.sub("", heading)):
            return int(own[1])
    return None


def _without_number(heading: str) -> str:
    plain = _MARKDOWN_HEADING.sub("", heading)
    plain = _BOLD_LINE.sub(r"\1", plain)
    return _WHOLE.sub("", plain, count=1).rstrip(":").strip()
