"""One incident as somebody who handles it sees it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms

from moderation.drafts.presenters.times import written
from moderation.incidents import words
from moderation.incidents.actions.evidence import is_intact
from moderation.incidents.clocks import Clock
from moderation.incidents.forms import incidents as shapes
from moderation.incidents.models import Entry, Evidence, Incident, IncidentStep
from moderation.incidents.playbook import TOLD, Does, Severity
from moderation.incidents.queries.incidents import linked
from schoolsocial.accounts.models import Membership


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step with what became of it. ``late``: its time is over and it waits."""

    step: IncidentStep
    does: str
    who: str
    by: str
    late: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what happened; ``said`` is empty where it stays shut."""

    at: str
    what: str
    said: str
    reference: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece of evidence; ``stands`` says whether its digest still fits."""

    evidence: Evidence
    said: str
    seen: str
    by: str
    stands: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent and not taken, form by form, and the sentence that says why."""

    note: forms.Form = field(default_factory=shapes.NoteForm)
    evidence: forms.Form = field(default_factory=shapes.EvidenceForm)
    owner: forms.Form = field(default_factory=shapes.OwnerForm)
    severity: forms.Form = field(default_factory=shapes.SeverityForm)
    met: forms.Form = field(default_factory=shapes.MetForm)
    close: forms.Form = field(default_factory=shapes.CloseForm)
    reopen: forms.Form = field(default_factory=shapes.ReopenForm)
    step: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """``shut``: its words are confidential, and reading them is put on record first."""

    incident: Incident
    shut: bool
    stands: str
    clock: str
    overdue: bool
    steps: tuple[StepLine, ...]
    steps_left: int
    evidence: tuple[Kept, ...]
    lines: tuple[Line, ...]
    linked: tuple[Incident, ...]
    typed: Typed


def present(
    incident: Incident, membership: Membership, *, now: datetime, read: bool, typed: Typed
) -> IncidentPage:
    """The page. ``read``: its confidential words were asked for, and that is on record."""
    shut = incident.is_confidential and not read
    steps = tuple(
        _step(step, now) for step in IncidentStep.objects.filter(incident=incident).in_order()
    )
    return IncidentPage(
        incident=incident,
        shut=shut,
        stands=_stands(incident),
        clock=_clock(incident, now),
        overdue=incident.is_overdue(now),
        steps=steps,
        steps_left=sum(line.step.done_at is None for line in steps),
        evidence=() if shut else tuple(_evidence(incident)),
        lines=tuple(_lines(incident, shut=shut)),
        linked=tuple(linked(incident, membership)),
        typed=typed,
    )


def _stands(incident: Incident) -> str:
    if incident.closed_at is not None:
        outcome = Incident.Outcome(incident.outcome).label
        return f"Closed on {written(incident.closed_at)}: {outcome.lower()}."
    if incident.owner is None:
        return "Nobody looks after it yet."
    return f"{incident.owner.name} looks after it."


def _clock(incident: Incident, now: datetime) -> str:
    """The law's time in one sentence; empty where none runs."""
    if incident.due_at is None:
        return ""
    what = Clock(incident.clock).label
    if incident.met_at is not None:
        return f"{what}: met on {written(incident.met_at)}."
    ends = written(incident.due_at)
    return f"{what}: overdue since {ends}." if incident.due_at < now else f"{what}: by {ends}."


def _step(step: IncidentStep, now: datetime) -> StepLine:
    waits = step.done_at is None
    return StepLine(
        step=step,
        does=Does(step.does).label,
        who=step.get_who_display(),
        by=f"{step.done_by.name}, {written(step.done_at)}" if step.done_by and step.done_at else "",
        late=waits and step.due_at < now,
        told=step.does in TOLD,
    )


def _evidence(incident: Incident) -> Iterator[Kept]:
    for kept in incident.evidence.select_related("by", "incident").order_by("at", "id"):
        stands = "Unchanged since it was kept." if is_intact(kept) else "It has been altered."
        yield Kept(
            evidence=kept,
            said=words.unseal(incident, kept.words),
            seen=written(kept.seen_at),
            by=kept.by.name,
            stands=stands,
        )


def _lines(incident: Incident, *, shut: bool) -> Iterator[Line]:
    for entry in incident.entries.select_related("by").order_by("at", "id"):
        yield Line(
            at=written(entry.at),
            what=happened(entry),
            said="" if shut else words.unseal(incident, entry.words),
            reference=entry.reference,
        )


def happened(entry: Entry) -> str:
    """Who did what, in one sentence."""
    who = entry.by.name if entry.by else "The software"
    return f"{who}: {_sentence(entry)}"


def _sentence(entry: Entry) -> str:
    match Entry.Kind(entry.kind):
        case Entry.Kind.STEP:
            return _of_step(entry.what)
        case Entry.Kind.SEVERITY:
            return f"severity is now {_label(Severity, entry.what)}"
        case Entry.Kind.CLOSED:
            return f"closed it ({_label(Incident.Outcome, entry.what)})"
        case kind:
            return _PLAIN[kind]


def _of_step(what: str) -> str:
    if what == "not-needed":
        return "a step is not needed"
    return f"step done ({_label(Does, what)})"


def _label(choices: Any, code: str) -> str:
    return str(choices(code).label).lower() if code in choices.values else code


_PLAIN = {
    Entry.Kind.REPORTED: "reported it",
    Entry.Kind.NOTE: "noted",
    Entry.Kind.EVIDENCE: "kept evidence",
    Entry.Kind.OWNER: "gave it to somebody",
    Entry.Kind.CONFIDENTIAL: "made it confidential",
    Entry.Kind.MET: "said how the law’s time was met",
    Entry.Kind.REOPENED: "opened it again",
}
