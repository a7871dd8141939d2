"""A pupil is named by first name only.

St C: "only use pupils' first names when referencing children" (S5).
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.roll import NameKind

ID = "pupil-full-name"
TITLE = "Full name of a pupil"
HELP = "Looks for a pupil's full name, also with an initial. Use the first name only."
OPTIONS: dict[str, Option] = {
    "initials": True,  # ask about "Josh B" and "J. Brown"
    "surnames": True,  # ask about a pupil's surname standing alone
}

_REMEDY = "Use the first name only."
_REMEDY_IF = "If a pupil is meant, use the first name only; if not, say who or what is meant."


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    for where, name in facts.names:
        if name.kind is NameKind.FULL and not name.doubtful:
            yield Mark("This is the full name of a pupil.", _REMEDY, where, name.span)
        elif name.kind is NameKind.FULL:
            message = "A pupil has this full name."
            yield Mark(message, _REMEDY_IF, where, name.span, doubtful=True)
        elif name.kind is NameKind.INITIAL and options["initials"]:
            message = "A pupil can be told from this name and initial."
            yield Mark(message, _REMEDY_IF, where, name.span, doubtful=True)
        elif name.kind is NameKind.SURNAME and options["surnames"]:
            message = "A pupil has this surname."
            yield Mark(message, _REMEDY_IF, where, name.span, doubtful=True)
