"""The small JavaScript files of an archive: one assignment, and JSON behind it.

A list is read an element at a time, so that one of 300 MB takes no more memory than one of 3.
"""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from schoolsocial.x.archive.refusals import Reason, Refused

MAX_ELEMENT = 1024**2
"""Characters; a post with all that X tells of it takes some 5,000."""
MAX_NOTES = 8 * 1024**2
"""Bytes of ``manifest.js``, which is read as a whole."""

_LIST = re.compile(r"\s*window\.YTD\.\w{1,40}\.part\d{1,4}\s*=\s*\[\s*", re.ASCII)
_NOTES = re.compile(r"\s*window\.__THAR_CONFIG\s*=\s*(?=\{)", re.ASCII)
_LONGEST_HEAD = 500
_SPACE = re.compile(r"\s*", re.ASCII)
_END = re.compile(r"\s*;?\s*", re.ASCII)


def _no_constant(_name: str) -> None:
    raise ValueError("JSON has no such number.")


# Numbers stay text: an id must not become a float, nor a million digits an integer
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_no_constant)


def elements(pieces: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The objects of a list. Raises ``Refused`` where it is not written as X writes it."""
    text = _Text(pieces)
    text.skip(_LIST, at_least=_LONGEST_HEAD)
    text.skip(_SPACE)
    while text.next_character() != "]":
        yield text.take_object()
        text.skip(_SPACE)
        separator = text.next_character()
        if separator == ",":
            text.step()
            text.skip(_SPACE)
            if text.next_character() == "]":
                raise Refused(Reason.NOT_READABLE)
        elif separator != "]":
            raise Refused(Reason.NOT_READABLE)
    text.step()
    text.expect_end()


def notes(pieces: Iterable[bytes]) -> dict[str, Any]:
    """The one object of ``manifest.js``."""
    text = _Text(pieces)
    text.skip(_NOTES, at_least=_LONGEST_HEAD)
    found = text.take_object(longest=MAX_NOTES)
    text.expect_end()
    return found


class _Text:
    """Characters as they are needed; what has been used is let go of."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._decoded = _decoded(pieces)
        self._held, self._at, self._over = "", 0, False

    def skip(self, pattern: re.Pattern[str], at_least: int = 1) -> None:
        """Past what matches here. Raises ``Refused`` where nothing does."""
        while True:
            self._have(at_least)
            found = pattern.match(self._held, self._at)
            if found is None:
                raise Refused(Reason.NOT_READABLE)
            self._at = found.end()
            if self._at < len(self._held) or self._over:
                return

    def next_character(self) -> str:
        self._have(1)
        return self._held[self._at : self._at + 1]

    def step(self) -> None:
        self._at += 1

    def take_object(self, longest: int = MAX_ELEMENT) -> dict[str, Any]:
        """The object that begins here."""
        if self.next_character() != "{":
            raise Refused(Reason.NOT_READABLE)
        wanted = 1
        while True:
            self._have(wanted)
            try:
                found, self._at = _DECODER.raw_decode(self._held, self._at)
            except (ValueError, RecursionError):
                held = len(self._held) - self._at
                if self._over or held >= longest:
                    raise Refused(Reason.NOT_READABLE) from None
                wanted = 2 * held
            else:
                return dict(found)

    def expect_end(self) -> None:
        """Nothing but a semicolon may follow."""
        rest = self._held[self._at :]
        for piece in self._decoded:
            rest = rest.strip() + piece
            if len(rest.strip()) > 1:
                break
        if not _END.fullmatch(rest):
            raise Refused(Reason.NOT_READABLE)

    def _have(self, wanted: int) -> None:
        """At least so many characters beyond this place, unless the file ends before."""
        if len(self._held) - self._at >= wanted or self._over:
            return
        parts, length = [self._held[self._at :]], len(self._held) - self._at
        self._at = 0
        while length < wanted:
            piece = next(self._decoded, None)
            if piece is None:
                self._over = True
                break
            parts.append(piece)
            length += len(piece)
        self._held = "".join(parts)


def _decoded(pieces: Iterable[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")("strict")
    try:
        for piece in pieces:
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise Refused(Reason.NOT_READABLE) from None
