"""What a rule says of a draft (`Mark`), and what a person is then shown (`Finding`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from policy.said import Words

Option = bool | int | str
Options = Mapping[str, Option]
"""What a policy says of a rule beyond its severity, as TOML and JSON can hold it."""


class Severity(StrEnum):
    """What the school's policy wants done about a breach, the gravest first."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


class Dismisser(StrEnum):
    """Who may set a finding aside, giving a reason."""

    NOBODY = "nobody"
    AUTHOR = "author"  # and whoever reviews the draft
    SLT = "slt"
    DSL = "dsl"


class Region(NamedTuple):
    """A box in a picture; each number is a fraction of its width or height, from 0 to 1."""

    left: float
    top: float
    width: float
    height: float


class Edit(NamedTuple):
    """What stands at (start, end), in code points, becomes `replacement`."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True)
class Fix:
    """A change that one tap makes to the writing the mark is about.

    `label` is what the button says ("Write “later”"). Edits are in order and do not overlap.
    """

    label: str = field(repr=False)
    edits: tuple[Edit, ...] = field(repr=False)

    def applied_to(self, written: str) -> str:
        """The writing with the edits made. Raises `IndexError` where they do not fit it."""
        parts, reached = list[str](), 0
        for start, end, replacement in self.edits:
            if not reached <= start <= end <= len(written):
                raise IndexError("The edits do not fit this writing.")
            parts += [written[reached:start], replacement]
            reached = end
        return "".join((*parts, written[reached:]))


@dataclass(frozen=True)
class Mark:
    """A place a rule objects to.

    `where` is "text", "alt:N" (the description of photo N), "photo:N" (what is in photo N) or
    "file:N" (its file's name). `span` is (start, end) in code points of the writing there,
    None when the objection is to no particular words; `region` is a box in the picture.
    `doubtful` says that only a person can tell: the engine then never blocks, it asks. `noted`
    says that nothing has to be done about it: the engine then only says so.
    `quiet` marks are for the DSL's eyes and are not shown to the author. `excuses` are reasons,
    each a short sentence, with which a person may set this aside in one tap. `about` is what such a
    reason speaks of beside the words (another post, the photos): where that changes, it no longer
    counts.
    """

    message: Words
    remedy: Words
    where: str
    span: tuple[int, int] | None = None
    doubtful: bool = False
    fixes: tuple[Fix, ...] = ()
    region: Region | None = None
    excuses: tuple[Words, ...] = ()
    quiet: bool = False
    about: str = field(default="", repr=False)
    noted: bool = False


@dataclass(frozen=True)
class Finding:
    """A mark together with the policy clause it breaks, said in the language of whoever asked.

    `key` is the same each time the same words are checked in the same sentence, so that a
    dismissal given with a reason is kept until somebody changes that sentence.
    """

    rule: str
    severity: Severity
    clause_number: str
    clause_text: str
    policy_title: str
    policy_version: int
    where: str
    span: tuple[int, int] | None
    matched: str = field(repr=False)  # often a name, and not for a log
    message: str
    remedy: str
    key: str
    dismisser: Dismisser
    fixes: tuple[Fix, ...] = ()
    region: Region | None = None
    excuses: tuple[str, ...] = ()
    quiet: bool = False

    @property
    def dismissable(self) -> bool:
        """Whether anybody at all may set it aside."""
        return self.dismisser is not Dismisser.NOBODY
