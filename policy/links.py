"""The links of a post taken apart: what X will turn into a link, and addresses nobody can open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import SplitResult, urlsplit

from policy.length import MAX_INPUT, urls

_WITH_SCHEME = re.compile(r"(?<!\w)(?:https?|ftp|file)://[^\s<>\"]{2,}", re.IGNORECASE)
_ON_A_DISC = re.compile(r"(?<!\w)[A-Za-z]:\\[^\s<>\"]+|\\\\[\w.-]{2,}\\[^\s<>\"]+")
_SCHEME = re.compile(r"[a-z]+:", re.IGNORECASE)
_ENDS_SENTENCE = ".,;:!?)]}'’”…"
_NOWHERE = urlsplit("")


@dataclass(frozen=True)
class Link:
    """One address as it is written at (start, end)."""

    start: int
    end: int
    written: str = field(repr=False)

    @property
    def scheme(self) -> str:
        """ "https", "file", …; nothing where the address has none, as in "school.uk/page"."""
        return "file" if "\\" in self.written[:4] else self._parts.scheme

    @cached_property
    def host(self) -> str:
        """In small letters, without "www."."""
        try:
            return (self._parts.hostname or "").removeprefix("www.").rstrip(".")
        except ValueError:
            return ""

    @property
    def path(self) -> str:
        """All that follows the host, in small letters, with its first slash."""
        parts = self._parts
        return f"{parts.path}?{parts.query}#{parts.fragment}".lower()

    @property
    def has_login(self) -> bool:
        return "@" in self._parts.netloc

    def is_of(self, host: str) -> bool:
        """Whether it leads to that host or to one below it."""
        return self.host == host or self.host.endswith(f".{host}")

    @cached_property
    def _parts(self) -> SplitResult:
        whole = self.written if _SCHEME.match(self.written) else f"//{self.written}"
        try:
            return urlsplit(whole)
        except ValueError:  # a bracket that no address may hold
            return _NOWHERE


def links(text: str) -> tuple[Link, ...]:
    """Every link in `text`, in order and without overlap; none in text of over `MAX_INPUT`."""
    if len(text) > MAX_INPUT:
        return ()
    return tuple(Link(start, end, text[start:end]) for start, end in _without_overlap(text))


def _without_overlap(text: str) -> Iterator[tuple[int, int]]:
    own = [
        (found.start(), found.start() + len(found.group().rstrip(_ENDS_SENTENCE)))
        for pattern in (_WITH_SCHEME, _ON_A_DISC)
        for found in pattern.finditer(text)
    ]
    reached = 0
    for start, end in sorted([*own, *urls(text)], key=lambda span: (span[0], -span[1])):
        if start >= reached and end > start:
            yield start, end
            reached = end
