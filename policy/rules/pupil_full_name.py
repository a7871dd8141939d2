"""A pupil is named by first name only.

St C: "only use pupils' first names when referencing children" (S5).
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.name_fixes import first_name_only
from policy.names import NOT_A_PUPIL, NameFound
from policy.naming import Naming
from policy.roll import NameKind
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "pupil-full-name"
TITLE = _("Full name of a pupil")
HELP = _("Looks for a pupil's full name, also with an initial. Use the first name only.")
OPTIONS: dict[str, Option] = {
    "initials": True,  # ask about "Josh B" and "J. Brown"
    "surnames": True,  # ask about a pupil's surname standing alone
}

_REMEDY = _("Use the first name only.")
_REMEDY_IF = _("If a pupil is meant, use the first name only; if not, say who or what is meant.")


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    for naming in facts.namings:
        for name in naming.pupils:
            if name.kind is NameKind.FULL and not name.doubtful:
                yield _mark(naming, name, gettext("This is the full name of a pupil."))
            elif name.kind is NameKind.FULL and name.misspelt:
                message = gettext("This may be the full name of a pupil, misspelt.")
                yield _mark(naming, name, message)
            elif name.kind is NameKind.FULL:
                yield _mark(naming, name, gettext("A pupil has this full name."))
            elif name.kind is NameKind.INITIAL and options["initials"]:
                message = gettext("A pupil can be told from this name and initial.")
                yield _mark(naming, name, message)
            elif name.kind is NameKind.SURNAME and options["surnames"]:
                yield _mark(naming, name, gettext("A pupil has this surname."))


def _mark(naming: Naming, name: NameFound, message: str) -> Mark:
    """What is not surely a pupil's full name is asked about."""
    doubtful = name.doubtful or name.kind is not NameKind.FULL
    return Mark(
        message,
        _REMEDY_IF if doubtful else _REMEDY,
        naming.where,
        name.span,
        doubtful,
        fixes=first_name_only(naming, name),
        excuses=NOT_A_PUPIL if doubtful else (),
    )
