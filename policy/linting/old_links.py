"""Addresses that have moved or closed, judged by their look: nothing is ever fetched."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark, Sentence, short
from policy.words import lines

ID = "old-links"
TITLE = _("Old addresses")

_LINK = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"”’)\]]+", re.IGNORECASE)


def check(document: Document) -> Iterator[Remark]:
    for sentence in document.saying(_LINK):
        for found in _LINK.finditer(sentence.text):
            yield from _of_link(found[0].rstrip(".,;:"), sentence)


def _of_link(link: str, sentence: Sentence) -> Iterator[Remark]:
    instead = _instead_of(_host(link))
    if instead:
        message = gettext("This is an old address: {instead}.").format(instead=instead)
        remedy = gettext("Give the address that counts today, or leave it out.")
        yield Remark(ID, message, remedy, sentence.clause, short(link))
    elif link.casefold().startswith("http://"):
        message = gettext("This address is written the old way, with http.")
        remedy = gettext("Write https, and open it once to see that it still leads somewhere.")
        yield Remark(ID, message, remedy, sentence.clause, short(link))


def _host(link: str) -> str:
    try:
        return urlsplit(link if "//" in link else f"//{link}").hostname or ""
    except ValueError:
        return ""


def _instead_of(host: str) -> str:
    return next((now for old, now in _moved() if host == old or host.endswith(f".{old}")), "")


@cache
def _moved() -> tuple[tuple[str, str], ...]:
    parted = (line.split(maxsplit=1) for line in lines("old_addresses"))
    return tuple((old, now) for old, now in parted)
