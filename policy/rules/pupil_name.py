"""Pupils are named only as far as the school permits.

St C: "only use pupils' first names when referencing children" (S5). What other schools permit
differs: no name at all, the first name, the first name with an initial or with the year group
(names: none, first, first + initial, first + year). Names that are not on the roll are asked
about, because nobody but a person can tell whose they are.
"""

import re
from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.name_fixes import first_name_only, nameless
from policy.names import KINDS_OF_NAME, NOT_A_PUPIL, NameFound
from policy.naming import Naming, Span
from policy.roll import NameKind
from policy.said import Words, gettext
from policy.said import gettext_lazy as _

ID = "pupil-name"
TITLE = _("Name of a pupil")
HELP = _(
    "Looks for names of pupils, and asks about names it does not know. Name a pupil "
    "only as far as your school's policy allows, or write “one of our pupils”."
)
OPTIONS: dict[str, Option] = {
    "allow": "none",  # or "first", "first-initial", "first-year": what may be written of a name
    "unknown_names": True,  # ask whether a name that is on no list is a pupil's
}

NONE, FIRST, FIRST_INITIAL, FIRST_YEAR = "none", "first", "first-initial", "first-year"

_REMEDIES: dict[str, Words] = {
    NONE: _("Leave the name out, for instance “one of our pupils”."),
    FIRST: _("Use the first name only."),
    FIRST_INITIAL: _("Use the first name, or the first name and an initial."),
    FIRST_YEAR: _("Use the first name only, or the first name and the year group."),
}
_REMEDY_IF = _("If it is a pupil's name, leave it out; if not, say so with a reason.")
_NOT_ON_THE_ROLL = _("This looks like a name that is not on the roll. Is this a pupil?")
_NOT_OF_STAFF = _("Nobody on the staff list has this name. Is this a pupil?")
_YEAR = re.compile(r" ?\(?(?:Y|Yr |Year |year )\d\b\)?")


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    allow = str(options["allow"])
    for naming in facts.namings:
        for name in naming.pupils:
            yield from _known(naming, name, allow)
        if options["unknown_names"]:
            yield from _unknown(naming, allow, staff_known=bool(facts.staff))


def _known(naming: Naming, name: NameFound, allow: str) -> Iterator[Mark]:
    year = _YEAR.match(naming.passage.text, name.end)
    if _allowed(name, allow):
        if allow == FIRST and year:
            message = gettext("The year group stands beside the name of a pupil.")
            span = (name.start, year.end())
            yield Mark(message, _REMEDIES[allow], naming.where, span, doubtful=True)
        return
    fixes = nameless(naming, name) if allow == NONE else first_name_only(naming, name)
    message, remedy = gettext("This is the {kind} of a pupil."), _REMEDIES.get(allow, _REMEDY_IF)
    if name.doubtful:
        message, remedy = gettext("This may be the {kind} of a pupil."), _REMEDY_IF
    message = message.format(kind=KINDS_OF_NAME[name.kind])
    excuses = NOT_A_PUPIL if name.doubtful else ()
    yield Mark(
        message, remedy, naming.where, name.span, name.doubtful, fixes=fixes, excuses=excuses
    )


def _allowed(name: NameFound, allow: str) -> bool:
    if name.kind is NameKind.FORENAME:
        return allow in {FIRST, FIRST_INITIAL, FIRST_YEAR}
    return allow == FIRST_INITIAL and name.kind is NameKind.INITIAL and name.forename is not None


def _unknown(naming: Naming, allow: str, *, staff_known: bool) -> Iterator[Mark]:
    """What might stand there if it is a pupil's name is only noted."""
    for span in naming.strangers:
        may_stand = allow != NONE and not _has_surname(naming, span)
        yield _ask(naming, span, _NOT_ON_THE_ROLL, noted=may_stand)
    if staff_known:
        for span in naming.unknown_adults:
            yield _ask(naming, span, _NOT_OF_STAFF, noted=allow != NONE)


def _ask(naming: Naming, span: Span, message: Words, *, noted: bool) -> Mark:
    return Mark(
        message,
        _REMEDY_IF,
        naming.where,
        span,
        doubtful=True,
        excuses=NOT_A_PUPIL,
        noted=noted,
    )


def _has_surname(naming: Naming, span: Span) -> bool:
    return " " in naming.passage.text[slice(*span)]
