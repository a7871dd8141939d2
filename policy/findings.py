"""What a rule says of a draft (`Mark`), and what a person is then shown (`Finding`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Option = bool | int | str
Options = Mapping[str, Option]
"""What a policy says of a rule beyond its severity, as TOML and JSON can hold it."""


class Severity(StrEnum):
    """What the school's policy wants done about a breach, the gravest first."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


@dataclass(frozen=True)
class Mark:
    """A place a rule objects to.

    `span` is (start, end) in code points of the writing at `where` ("text" or "alt:N"),
    None when the objection is to no particular words. `doubtful` says that only a person can
    tell: the engine then never blocks, it asks.
    """

    message: str
    remedy: str
    where: str
    span: tuple[int, int] | None = None
    doubtful: bool = False


@dataclass(frozen=True)
class Finding:
    """A mark together with the policy clause it breaks.

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
    dismissable: bool
