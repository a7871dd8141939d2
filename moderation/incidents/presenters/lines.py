"""What happened to an incident, line by line, in one sentence each."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format

from moderation.incidents.letters import shipped as letters_shipped
from moderation.incidents.models import Entry, Incident
from moderation.incidents.playbook import Does, Severity


def happened(entry: Entry) -> str:
    """Who did what, in one sentence."""
    who = entry.by.name if entry.by else "The software"
    kind = Entry.Kind(entry.kind)
    told = _WITH_WHAT.get(kind)
    return f"{who}: {told(entry.what) if told else _PLAIN[kind]}"


def _of_step(what: str) -> str:
    if what == "not-needed":
        return "a step is not needed"
    return f"step done ({_label(Does, what)})"


def _not_hidden(what: str) -> str:
    if what == "gone":
        return "the reply is no longer on X"
    return "X did not hide or show the reply"


def _letter(code: str) -> str:
    found = letters_shipped().get(code)
    return f"filled in a letter ({found.label if found else code})"


def _held(iso: str) -> str:
    return f"keeps it until {date_format(date.fromisoformat(iso), 'j F Y')}"


def _by_hand(done: str) -> Callable[[str], str]:
    return lambda what: f"{done}, by hand on X" if what else done


def _label(choices: Any, code: str) -> str:
    return str(choices(code).label).lower() if code in choices.values else code


_SAVED = {
    "print": "printed it",
    "pdf": "saved it as a PDF",
    "letter": "saved a letter as a PDF",
}

_WITH_WHAT: Mapping[Entry.Kind, Callable[[str], str]] = {
    Entry.Kind.STEP: _of_step,
    Entry.Kind.SEVERITY: lambda what: f"severity is now {_label(Severity, what)}",
    Entry.Kind.CLOSED: lambda what: f"closed it ({_label(Incident.Outcome, what)})",
    Entry.Kind.HIDING: lambda what: f"asked X to {what} the reply",
    Entry.Kind.HIDDEN: _by_hand("hid the reply"),
    Entry.Kind.SHOWN: _by_hand("showed the reply again"),
    Entry.Kind.NOT_HIDDEN: _not_hidden,
    Entry.Kind.LINKED: lambda what: f"linked another {what}",
    Entry.Kind.LETTER: _letter,
    Entry.Kind.EXPORTED: lambda what: _SAVED.get(what, "saved it as a table"),
    Entry.Kind.HELD: _held,
}

_PLAIN = {
    Entry.Kind.REPORTED: "reported it",
    Entry.Kind.NOTE: "noted",
    Entry.Kind.EVIDENCE: "kept evidence",
    Entry.Kind.OWNER: "gave it to somebody",
    Entry.Kind.CONFIDENTIAL: "made it confidential",
    Entry.Kind.MET: "said how the law’s time was met",
    Entry.Kind.REOPENED: "opened it again",
    Entry.Kind.DELETION: "had our post deleted from X",
    Entry.Kind.RELEASED: "keeps it no longer than others",
    Entry.Kind.DISPOSED: "destroyed what was written: its time was over",
}
