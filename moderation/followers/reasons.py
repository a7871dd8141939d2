"""Why something is decided: short reasons in the words of the school's policy, each with a code.

Where the policy names none, those of the pages count, in the words of the policies that ask for
them. Source: St C and HX, "unsuitable or no-value followers are blocked", "accounts that are not
school-focused are blocked", "pupils never follow staff"; followers are looked at case by case.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from django.db import models

from moderation.followers.workflow import Verdict

LONGEST_CODE = 12


class Code(models.TextChoices):
    """Reasons that need no policy. A code is kept with every decision, and never given anew."""

    FAMILY = "family", "Belongs to a child’s family"
    STAFF = "staff", "Works at the school"
    NEIGHBOUR = "neighbour", "Lives or works nearby"
    NO_CONCERN = "no-concern", "Nothing speaks against it"
    EDUCATION = "education", "A school, or about education"
    COMMUNITY = "community", "A club, charity or church we work with"
    PROFESSIONAL = "professional", "Somebody we work with"
    UNKNOWN = "unknown", "Nobody here knows who it is yet"
    COLLEAGUE = "colleague", "A colleague may know"
    NOT_SCHOOL = "not-school", "Not school-focused, of no value to the school"
    UNSUITABLE = "unsuitable", "What it shows is not suitable beside a school"
    EMPTY = "empty", "Nothing on it: no picture, no words, no posts"
    SELLING = "selling", "Only sells something"
    ABUSIVE = "abusive", "Abusive towards the school or its people"
    PUPIL = "pupil", "A pupil of this school"
    CHILD = "child", "A child, as the account says itself"


class Reason(NamedTuple):
    """A reason that a decision may name."""

    code: str
    words: str


Reasons = Mapping[str, tuple[Reason, ...]]
"""The reasons of each verdict; the first of each is what a single key stands for."""

USUAL: Mapping[str, tuple[Code, ...]] = {
    Verdict.KEEP: (Code.NO_CONCERN, Code.FAMILY, Code.STAFF, Code.NEIGHBOUR),
    Verdict.FOCUSED: (Code.EDUCATION, Code.COMMUNITY, Code.PROFESSIONAL),
    Verdict.ASK: (Code.UNKNOWN, Code.COLLEAGUE),
    Verdict.BLOCK: (
        Code.NOT_SCHOOL,
        Code.UNSUITABLE,
        Code.EMPTY,
        Code.SELLING,
        Code.ABUSIVE,
    ),
    Verdict.PUPIL: (Code.PUPIL, Code.CHILD),
}
SHIPPED: Reasons = {
    verdict: tuple(Reason(one.value, one.label) for one in codes)
    for verdict, codes in USUAL.items()
}

_CODES = {one.label: one.value for one in Code}


def in_words(words: str) -> Reason:
    """The reason a policy puts so. Its code is made of the words: other words are another reason,
    also where they stand in the same place of the list.
    """
    code = _CODES.get(words) or sha256(words.encode()).hexdigest()[:LONGEST_CODE]
    return Reason(code, words)


def words_of(code: str) -> str:
    """The words of a code that needs no policy; empty for others."""
    return Code(code).label if code in Code.values else ""
