"""XMP (ISO 16684-1): who made a picture, and whose it is."""

from collections.abc import Mapping
from contextlib import suppress
from xml.parsers import expat

_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_CLAIMS = frozenset(
    {
        f"{_DC} rights",
        f"{_DC} creator",
        f"{_PHOTOSHOP} Credit",
        f"{_PHOTOSHOP} Source",
        f"{_RIGHTS} Owner",
        f"{_RIGHTS} UsageTerms",
        f"{_RIGHTS} WebStatement",
        f"{_RIGHTS} Certificate",
    }
)
_MOST_BYTES = 1_000_000


class _Unwanted(Exception):
    """An entity is declared: no picture needs one, and a few may stand for gigabytes."""


class _Reader:
    """Gathers the claims of a packet as the parser walks through it."""

    def __init__(self) -> None:
        self.claims: list[str] = []
        self._depth = 0  # how deep inside a claim; 0 outside
        self._words: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.claims += [value for key, value in attributes.items() if key in _CLAIMS]
        if self._depth or name in _CLAIMS:
            self._end_of_words()
            self._depth += 1

    def words(self, words: str) -> None:
        if self._depth:
            self._words.append(words)

    def end(self, _name: str) -> None:
        if self._depth:
            self._end_of_words()
            self._depth -= 1

    def _end_of_words(self) -> None:
        claim = "".join(self._words).strip()
        if claim:
            self.claims.append(claim)
        self._words.clear()


def claims(packet: bytes) -> list[str]:
    """The notices of a packet, written as elements or attributes, up to where it breaks off."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.CharacterDataHandler = reader.words
    parser.EndElementHandler = reader.end
    parser.EntityDeclHandler = _refuse
    with suppress(expat.ExpatError, _Unwanted, ValueError, LookupError):
        parser.Parse(packet[:_MOST_BYTES].strip(b"\0"), False)
    return reader.claims


def _refuse(*_declaration: object) -> None:
    raise _Unwanted
