"""What tells a stranger how to reach or to look up a person: telephone, e-mail, postcode, UPN.

UK forms only. House numbers, ages and birthdays are matters of words and context and are not
looked for here.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from policy.tokens import fold


class IdentifierKind(StrEnum):
    """What kind of identifier it is, as a person calls it."""

    PHONE = "telephone number"
    EMAIL = "e-mail address"
    POSTCODE = "postcode"
    UPN = "unique pupil number"


class Identifier(NamedTuple):
    """An identifier at (start, end) in code points of the text."""

    kind: IdentifierKind
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        return (self.start, self.end)


_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN"
    " DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L"
    " LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA"
    " SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS"
    " WV YO ZE"
)
_GAP = "[ \u00a0.-]"
_PHONE = re.compile(
    r"(?<![\w£$€.,/])(?:(?:\+44|0044)[ -]?(?:\(0\)[ -]?)?|\(?0)[1-37-9]"
    rf"(?:\d{{8,9}}|\d\)?{_GAP}\d{{4}}{_GAP}?\d{{4}}|\d\d\)?{_GAP}\d{{3}}{_GAP}?\d{{4}}"
    rf"|\d{{3}}\)?{_GAP}\d{{3}}{_GAP}?\d{{2,3}}|\d{{4}}\)?{_GAP}\d{{4,5}})(?!\w)"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}[@＠][\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_POSTCODE = re.compile(
    rf"(?<!\w)(?:{_AREAS.replace(' ', '|')})\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{{2}}(?!\w)",
    re.IGNORECASE,
)
_UPN = re.compile(r"(?<!\w)[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z](?!\w)", re.IGNORECASE)
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def identifiers(text: str) -> tuple[Identifier, ...]:
    """Every identifier in `text`, in order and without overlap."""
    reached, kept = 0, []
    for found in sorted(_all(text), key=lambda found: (found.start, -found.end)):
        if found.start >= reached:
            kept.append(found)
            reached = found.end
    return tuple(kept)


def allowed_identifiers(text: str, allowed: str) -> frozenset[Identifier]:
    """Those of `text` that also stand in `allowed`, the school's own, however spaced."""
    own = {_plain(allowed, found) for found in identifiers(allowed)}
    return frozenset(found for found in identifiers(text) if _plain(text, found) in own)


def _all(text: str) -> Iterator[Identifier]:
    for found in _PHONE.finditer(text):
        yield Identifier(IdentifierKind.PHONE, *found.span())
    for found in _EMAIL.finditer(text):
        yield Identifier(IdentifierKind.EMAIL, *found.span())
    for found in _POSTCODE.finditer(text):
        yield Identifier(IdentifierKind.POSTCODE, *found.span())
    for found in _UPN.finditer(text):
        if _checks(found.group().upper()):
            yield Identifier(IdentifierKind.UPN, *found.span())


def _national(phone: str) -> str:
    """Its digits as dialled within the country: +44 (0)151 … and 0151 … are the same."""
    digits = "".join(c for c in phone.replace("(0)", "") if c.isdecimal())
    for prefix in ("0044", "44"):
        if not phone.startswith("(") and digits.startswith(prefix):
            return "0" + digits.removeprefix(prefix)
    return digits


def _plain(text: str, found: Identifier) -> str:
    written = text[found.start : found.end]
    if found.kind is IdentifierKind.PHONE:
        return _national(written)
    return fold("".join(written.replace("＠", "@").split()))


def _checks(upn: str) -> bool:
    """The check letter is the sum of position times value, from 2 to 13, modulo 23.

    A temporary number ends in a letter, whose value is its place among the letters.
    """
    values = (int(c) if c.isdecimal() else _UPN_LETTERS.index(c) for c in upn[1:])
    total = sum(position * value for position, value in enumerate(values, start=2))
    return _UPN_LETTERS[total % 23] == upn[0]
