"""The written policy as the checks read it, and what they say of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext

_EMPHASIS = re.compile(r"\*\*|__")
_SENTENCE_END = re.compile(r"(?<=[.!?…])(?<!\be\.g\.)(?<!\bi\.e\.)\s+(?=[A-Z“\"‘(@#])|\n+")


class Part(NamedTuple):
    """A numbered clause, as far as its words go."""

    number: str
    heading: str
    text: str


class Sentence(NamedTuple):
    """A sentence and the number of the clause it stands in; "" for title and headings."""

    clause: str
    text: str


@dataclass(frozen=True)
class Remark:
    """Something stale, contradictory or missing, for people to settle; it never stops anything.

    `kind` is the check's ID, `clause` the number of the clause, "" where no clause is meant,
    `quote` the words objected to.
    """

    kind: str
    message: str
    remedy: str
    clause: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Document:
    """A policy's words. `school` and `handle` are the school's own as the software knows them, ""
    where it does not; `today` is the London day."""

    title: str
    parts: tuple[Part, ...]
    today: date
    school: str = ""
    handle: str = ""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Title, headings and sentences in their order, without Markdown's emphasis."""
        return tuple(self._sentences())

    @cached_property
    def text(self) -> str:
        """All of it, a sentence a line."""
        return "\n".join(sentence.text for sentence in self.sentences)

    def saying(self, pattern: re.Pattern[str]) -> Iterator[Sentence]:
        """Sentences in which the pattern occurs."""
        return (sentence for sentence in self.sentences if pattern.search(sentence.text))

    def _sentences(self) -> Iterator[Sentence]:
        yield from _parted("", self.title)
        heading = ""
        for part in self.parts:
            if part.heading != heading:
                yield from _parted("", part.heading)
            heading = part.heading
            yield from _parted(part.number, part.text)


def short(text: str, most: int = 160) -> str:
    """The text as a quotation of bearable length."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def in_words(items: Iterable[str]) -> str:
    """“One”, “two” and “three”."""
    *first, last = [f"“{item}”" for item in items]
    return (
        gettext("{first} and {last}").format(first=", ".join(first), last=last) if first else last
    )


def _parted(clause: str, text: str) -> Iterator[Sentence]:
    for piece in _SENTENCE_END.split(_EMPHASIS.sub("", text)):
        if piece.strip():
            yield Sentence(clause, " ".join(piece.split()))
