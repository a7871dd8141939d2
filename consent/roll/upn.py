"""The unique pupil number: a check letter, eleven digits, and a last digit or letter.

Source: DfE, *Unique pupil numbers (UPNs): a guide*.
"""

import re
from enum import StrEnum
from operator import mul
from string import digits

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # without I, O and S
_SHAPE = re.compile(rf"[{LETTERS}][0-9]{{11}}[0-9{LETTERS}]")
LENGTH = 13
_PLACES = range(2, LENGTH + 1)
_VALUES = {sign: value for signs in (digits, LETTERS) for value, sign in enumerate(signs)}


class Verdict(StrEnum):
    BLANK = "blank"
    GOOD = "good"
    TEMPORARY = "temporary"
    WRONG = "wrong"


def tidy(text: str) -> str:
    """As it is kept: capitals, without spaces."""
    return "".join(text.split()).upper()


def judge(upn: str) -> Verdict:
    """What a tidy number is worth. A wrong one is kept all the same: it never loses a child."""
    if not upn:
        return Verdict.BLANK
    if not _SHAPE.fullmatch(upn) or upn[0] != check_letter(upn[1:]):
        return Verdict.WRONG
    return Verdict.GOOD if upn[-1].isdigit() else Verdict.TEMPORARY


def check_letter(rest: str) -> str:
    """The letter in front of these twelve places."""
    total = sum(map(mul, _PLACES, map(_VALUES.__getitem__, rest)))
    return LETTERS[total % len(LETTERS)]
