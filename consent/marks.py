"""A standing as lists and counts show it: one of four marks.

A refusal, a disagreement and the safeguarding lead's word all read "no", so that no list and no
count singles out a child who is protected.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.standing import Reason, Standing
from schoolsocial.words import Words

_UNANSWERED = frozenset({Reason.NO_REPLY, Reason.LAPSED, Reason.NO_RESPONSIBILITY})


class Mark(StrEnum):
    YES = "yes"
    LIMITED = "limited"
    NO = "no"
    NO_REPLY = "no-reply"

    @property
    def label(self) -> Words:
        return _LABELS[self]


_LABELS = {
    Mark.YES: _("Yes"),
    Mark.LIMITED: _("Yes, with limits"),
    Mark.NO: _("No"),
    Mark.NO_REPLY: _("No reply"),
}


def mark_of(standing: Standing) -> Mark:
    """The mark of one child. Whoever answered without the right to is still to be asked."""
    if standing.may_be_shown:
        return Mark.LIMITED if standing.limits else Mark.YES
    return Mark.NO_REPLY if standing.reason in _UNANSWERED else Mark.NO


@dataclass(frozen=True, slots=True)
class Tally:
    """How many children have which mark."""

    yes: int
    limited: int
    no: int
    no_reply: int

    def __add__(self, other: Self) -> "Tally":
        return Tally(
            self.yes + other.yes,
            self.limited + other.limited,
            self.no + other.no,
            self.no_reply + other.no_reply,
        )

    def __str__(self) -> str:
        if not self.tells_apart:
            return gettext("0 yes · {number} no or no reply").format(number=self.all)
        return gettext("{yes} yes · {limited} limited · {no} no · {no_reply} no reply").format(
            yes=self.yes, limited=self.limited, no=self.no, no_reply=self.no_reply
        )

    @property
    def all(self) -> int:
        return self.yes + self.limited + self.no + self.no_reply

    @property
    def tells_apart(self) -> bool:
        """Whether "no" and "no reply" are counted apart.

        Where no family has said yes, a lone "no" would point at a protected child.
        """
        return bool(self.yes or self.limited)


def tally(standings: Iterable[Standing]) -> Tally:
    marks = [mark_of(standing) for standing in standings]
    return Tally(*(marks.count(mark) for mark in Mark))
