"""What X does to a text: counts it, wraps its addresses in t.co, escapes it."""

import secrets
import string
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twitter_text import extract_urls_with_indices, parse_tweet

from schoolsocial.sandbox import problems

MAX_WEIGHT = 280
# The counting library takes quadratic time on dotted text, so nothing longer reaches it.
MAX_CHARACTERS = 4000
_ALPHABET = string.ascii_letters + string.digits
_DISPLAY_LENGTH = 26


@dataclass
class Wrapped:
    """An address in a text and the t.co address that X puts in its place."""

    short: str
    expanded: str
    as_typed: str

    @property
    def display(self) -> str:
        """The address as X shows it: no scheme, 26 characters at most."""
        bare = self.expanded.partition("://")[2]
        return bare if len(bare) <= _DISPLAY_LENGTH else bare[:_DISPLAY_LENGTH] + "…"


def measured(text: str) -> str:
    """The text as X keeps it (NFC, trimmed); raises the refusal for one that is too long."""
    text = unicodedata.normalize("NFC", text.strip())
    if len(text) > MAX_CHARACTERS or parse_tweet(text).weightedLength > MAX_WEIGHT:
        raise problems.forbidden()
    return text


def wrap_addresses(text: str) -> list[Wrapped]:
    """A t.co address for each URL in the text, bare domains included, in order."""
    return [
        Wrapped(short=new_short(), expanded=_with_scheme(url), as_typed=url)
        for url in (str(entry["url"]) for entry in extract_urls_with_indices(text))
    ]


def segments(text: str, links: Sequence[Wrapped]) -> Iterator[str | Wrapped]:
    """The text in order: stretches of words, and each address as its link."""
    for link in links:
        words, _, text = text.partition(link.as_typed)
        yield words
        yield link
    yield text


def new_short() -> str:
    return "https://t.co/" + "".join(secrets.choice(_ALPHABET) for _ in range(10))


def escape(text: str) -> str:
    """The three escapes X makes in the JSON it serves."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _with_scheme(url: str) -> str:
    return url if url.lower().startswith(("http://", "https://")) else f"http://{url}"
