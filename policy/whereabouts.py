"""Numbers and addresses that lead to a private person, apart from those that anybody may have."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policy.identifiers import (
    Identifier,
    IdentifierKind,
    allowed_identifiers,
    identifiers,
)
from policy.said import Words
from policy.said import gettext_lazy as _


class Whereabouts(NamedTuple):
    """`what` it is stands at `span`; `doubtful` where it may be nobody's home or number."""

    what: Words
    span: tuple[int, int]
    doubtful: bool


IDENTIFIERS: dict[IdentifierKind, Words] = {
    IdentifierKind.PHONE: _("a telephone number"),
    IdentifierKind.EMAIL: _("an e-mail address"),
    IdentifierKind.POSTCODE: _("a postcode"),
    IdentifierKind.UPN: _("a unique pupil number"),
}
_AN_ADDRESS = _("an address")
_STREETS = (
    "Road|Rd|Street|Avenue|Ave|Drive|Lane|Close|Crescent|Grove|Gardens|Terrace|Way|Court|Place"
    "|Square|Mews|Row"
)
_STREET = rf"(?:[A-Z][\w'’]{{1,20}}[ ]){{1,3}}(?:{_STREETS})\b"
_AT_HOME = r"(?P<home>(?i:lives?|living|home) (?i:at|in|on|is) )(?:\d{1,4}[a-zA-Z]?,? )?"
_NUMBERED = r"(?<![\w£.:-])(?<!(?:Year|Room|Page|Unit|Week|Part) )(?<!Class )\d{1,4}[a-zA-Z]?,? "
_ADDRESS = re.compile(rf"(?:{_AT_HOME}|{_NUMBERED}){_STREET}")
_LIKE_A_UPN = re.compile(r"(?<!\w)[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z](?!\w)")
_ORDINALS = ("ST", "ND", "RD", "TH")
_HELP_LINES = ("030", "033", "034", "0370", "0500", "0800", "0808", "084", "087")
_SHARED_BOXES = frozenset(
    {
        *("office", "schooloffice", "mainoffice", "admin", "info", "information", "enquiries"),
        *("enquiry", "contact", "reception", "hello", "school", "bookings", "pta", "admissions"),
        *("headteacher", "head", "governors", "clerk", "jobs", "recruitment", "friends", "help"),
    }
)
_OFFICE = frozenset(
    {
        "office",
        "reception",
        "helpline",
        "hotline",
        "box",
        "school",
        "centre",
        "us",
        "our",
        "nursery",
    }
)
_VENUE = frozenset(
    {"school", "primary", "academy", "church", "centre", "hall", "park", "library", "museum", "our"}
)
_AT_HOME_WORDS = frozenset({"lives", "live", "living", "home", "house", "flat", "moved"})
_OFFICE_WITHIN = 80  # characters before the number
_WORD = re.compile(r"[a-z]+")
_MOBILE = "07"


def whereabouts(text: str, allowed: str) -> Iterator[Whereabouts]:
    """All of them in order and without overlap, but those of `allowed`, the school's own.

    Help lines, shared mailboxes and the number of a school's office are nobody's own either.
    """
    reached = 0
    for found in sorted((*_numbers(text, allowed), *_addresses(text)), key=lambda one: one.span):
        if found.span[0] >= reached:
            yield found
            reached = found.span[1]


def _numbers(text: str, allowed: str) -> Iterator[Whereabouts]:
    own = allowed_identifiers(text, allowed)
    found = identifiers(text)
    for one in found:
        if one not in own and not _of_the_public(text, one):
            doubtful = one.kind is IdentifierKind.POSTCODE
            yield Whereabouts(IDENTIFIERS[one.kind], one.span, doubtful)
    places = {one.span for one in found}
    for like in _LIKE_A_UPN.finditer(text):
        if like.span() not in places:
            yield Whereabouts(IDENTIFIERS[IdentifierKind.UPN], like.span(), doubtful=True)


def _of_the_public(text: str, one: Identifier) -> bool:
    written = text[slice(*one.span)]
    before = _WORD.findall(text[max(0, one.start - _OFFICE_WITHIN) : one.start].casefold())
    if one.kind is IdentifierKind.EMAIL:
        return re.split(r"[.+@＠-]", written)[0].casefold() in _SHARED_BOXES
    if one.kind is IdentifierKind.PHONE:
        digits = re.sub(r"\D", "", written)
        landline = digits.startswith("0") and not digits.startswith(_MOBILE)
        return digits.startswith(_HELP_LINES) or (landline and not _OFFICE.isdisjoint(before))
    if one.kind is not IdentifierKind.POSTCODE:
        return False
    of_a_venue = not _VENUE.isdisjoint(before) and _AT_HOME_WORDS.isdisjoint(before)
    return of_a_venue or written.upper().endswith(_ORDINALS)


def _addresses(text: str) -> Iterator[Whereabouts]:
    for found in _ADDRESS.finditer(text):
        yield Whereabouts(_AN_ADDRESS, found.span(), doubtful=found["home"] is None)
