"""What happened to an incident, line by line, in one sentence each."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.incidents.letters import shipped as letters_shipped
from moderation.incidents.models import Entry, Incident
from moderation.incidents.playbook import Does, Severity
from schoolsocial.words import Words


def happened(entry: Entry) -> str:
    """Who did what, in one sentence."""
    who = entry.by.name if entry.by else gettext("The software")
    kind = Entry.Kind(entry.kind)
    told = _WITH_WHAT.get(kind)
    return f"{who}: {told(entry.what) if told else _PLAIN[kind]}"


def _of_step(what: str) -> str:
    if what == "not-needed":
        return gettext("a step is not needed")
    return gettext("step done ({step})").format(step=_label(Does, what))


def _not_hidden(what: str) -> str:
    if what == "gone":
        return gettext("the reply is no longer on X")
    return gettext("X did not hide or show the reply")


def _letter(code: str) -> str:
    found = letters_shipped().get(code)
    return gettext("filled in a letter ({letter})").format(letter=found.label if found else code)


def _held(iso: str) -> str:
    day = date_format(date.fromisoformat(iso), "j F Y")
    return gettext("keeps it until {day}").format(day=day)


def _asked(what: str) -> str:
    if what == "hide":
        return gettext("asked X to hide the reply")
    return gettext("asked X to show the reply")


def _hidden(what: str) -> str:
    return gettext("hid the reply, by hand on X") if what else gettext("hid the reply")


def _shown(what: str) -> str:
    if what:
        return gettext("showed the reply again, by hand on X")
    return gettext("showed the reply again")


def _linked(what: str) -> str:
    if what == "account":
        return gettext("linked another account")
    return gettext("linked another incident")


def _label(choices: Any, code: str) -> str:
    return str(choices(code).label).lower() if code in choices.values else code


_SAVED: Mapping[str, Words] = {
    "print": _("printed it"),
    "pdf": _("saved it as a PDF"),
    "letter": _("saved a letter as a PDF"),
}

_WITH_WHAT: Mapping[Entry.Kind, Callable[[str], Words]] = {
    Entry.Kind.STEP: _of_step,
    Entry.Kind.SEVERITY: lambda what: gettext("severity is now {severity}").format(
        severity=_label(Severity, what)
    ),
    Entry.Kind.CLOSED: lambda what: gettext("closed it ({outcome})").format(
        outcome=_label(Incident.Outcome, what)
    ),
    Entry.Kind.HIDING: _asked,
    Entry.Kind.HIDDEN: _hidden,
    Entry.Kind.SHOWN: _shown,
    Entry.Kind.NOT_HIDDEN: _not_hidden,
    Entry.Kind.LINKED: _linked,
    Entry.Kind.LETTER: _letter,
    Entry.Kind.EXPORTED: lambda what: _SAVED.get(what, gettext("saved it as a table")),
    Entry.Kind.HELD: _held,
}

_PLAIN = {
    Entry.Kind.REPORTED: _("reported it"),
    Entry.Kind.NOTE: _("noted"),
    Entry.Kind.EVIDENCE: _("kept evidence"),
    Entry.Kind.OWNER: _("gave it to somebody"),
    Entry.Kind.CONFIDENTIAL: _("made it confidential"),
    Entry.Kind.MET: _("said how the law’s time was met"),
    Entry.Kind.REOPENED: _("opened it again"),
    Entry.Kind.DELETION: _("had our post deleted from X"),
    Entry.Kind.RELEASED: _("keeps it no longer than others"),
    Entry.Kind.DISPOSED: _("destroyed what was written: its time was over"),
}
