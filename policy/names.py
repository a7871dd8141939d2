"""A pupil's name as the roll gives it, and as it is found in a post."""

from dataclasses import dataclass, field
from enum import Enum, StrEnum

from policy.said import gettext_lazy as _


@dataclass(frozen=True)
class PupilName:
    """One child's names. Blank where the roll has none; preferred ones are also looked for.

    Printed by its id alone, so that no name gets into a log.
    """

    pupil_id: int
    legal_forename: str = field(repr=False)
    legal_surname: str = field(repr=False)
    preferred_forename: str = field(default="", repr=False)
    preferred_surname: str = field(default="", repr=False)


NOT_A_PUPIL = (
    _("A public figure or a character, not a pupil."),
    _("A member of staff or a visitor, not a pupil."),
    _("A place or a thing, not a person."),
)
"""Reasons for which a doubtful name is set aside in one tap."""


class NameKind(StrEnum):
    """How much of the name is written."""

    FULL = "full name"
    INITIAL = "name with an initial"
    FORENAME = "first name"
    SURNAME = "surname"


KINDS_OF_NAME = {
    NameKind.FULL: _("full name"),
    NameKind.INITIAL: _("name with an initial"),
    NameKind.FORENAME: _("first name"),
    NameKind.SURNAME: _("surname"),
}
"""What a person calls it."""


class Reading(Enum):
    """What a word on the roll means where it stands."""

    NAME = "name"
    DOUBTFUL = "doubtful"
    WORD = "word"


@dataclass(frozen=True)
class NameFound:
    """A name at (start, end) in code points of the text, without a possessive ’s.

    `pupils` are the ids of every child it may mean. `doubtful` says that the words may mean
    somebody or something else, which only a person can tell. `forename` is the place of the
    first name within it, None where only an initial or a surname is written. `misspelt` says
    that the roll spells it otherwise.
    """

    kind: NameKind
    start: int
    end: int
    pupils: frozenset[int]
    doubtful: bool
    forename: tuple[int, int] | None = None
    misspelt: bool = False

    @property
    def span(self) -> tuple[int, int]:
        return (self.start, self.end)
