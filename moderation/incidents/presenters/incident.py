"""One incident as somebody who handles it sees it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext

from moderation.drafts.models import Post
from moderation.drafts.presenters.times import written
from moderation.drafts.workflow import Verb, verbs_from
from moderation.incidents import words
from moderation.incidents.actions.evidence import is_intact
from moderation.incidents.clocks import Clock
from moderation.incidents.forms import doing
from moderation.incidents.forms import incidents as shapes
from moderation.incidents.models import Evidence, Incident, IncidentStep, OtherAccount
from moderation.incidents.playbook import TOLD, Does
from moderation.incidents.presenters.lines import happened
from moderation.incidents.presenters.reply import Reply, reply_of
from moderation.incidents.queries.incidents import accounts_of, linked, our_post
from moderation.incidents.queries.keeping import standing_hold
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step with what became of it. ``late``: its time is over and it waits."""

    step: IncidentStep
    does: Words
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
    account: forms.Form = field(default_factory=doing.AccountForm)
    link: forms.Form = field(default_factory=doing.LinkForm)
    hold: forms.Form = field(default_factory=doing.HoldForm)
    fill: forms.Form = field(default_factory=doing.FillForm)
    step: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """``shut``: its words are confidential, and reading them is put on record first. ``post`` is
    our own that it is about; ``hold`` says until when it is kept longer, empty where it is not.
    """

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
    accounts: tuple[OtherAccount, ...]
    reply: Reply
    post: Post | None
    post_stands: str
    may_delete: bool
    hold: str
    hold_said: str
    typed: Typed


def present(
    incident: Incident, membership: Membership, *, now: datetime, read: bool, typed: Typed
) -> IncidentPage:
    """The page. ``read``: its confidential words were asked for, and that is on record."""
    shut = incident.is_confidential and not read
    steps = tuple(
        step_line(step, late=step.done_at is None and step.due_at < now)
        for step in IncidentStep.objects.filter(incident=incident).in_order()
    )
    post, held = our_post(incident), standing_hold(incident, now)
    return IncidentPage(
        incident=incident,
        shut=shut,
        stands=stands(incident),
        clock=_clock(incident, now),
        overdue=incident.is_overdue(now),
        steps=steps,
        steps_left=sum(line.step.done_at is None for line in steps),
        evidence=() if shut else tuple(evidence_of(incident)),
        lines=tuple(lines_of(incident, shut=shut)),
        linked=tuple(linked(incident, membership)),
        accounts=tuple(accounts_of(incident)),
        reply=reply_of(incident),
        post=post,
        post_stands=post.get_state_display() if post else "",
        may_delete=_may_delete(post, membership),
        hold=date_format(held.until, "j F Y") if held else "",
        hold_said=words.unseal(incident, held.words) if held and not shut else "",
        typed=typed,
    )


def _may_delete(post: Post | None, membership: Membership) -> bool:
    may = Permission.DELETE_LIVE_POSTS in membership.permissions
    return post is not None and may and Verb.REMOVE in verbs_from(post.state)


def stands(incident: Incident) -> str:
    """How the incident stands, in one sentence."""
    if incident.disposed_at is not None:
        return gettext("What was written about it was destroyed on {day}.").format(
            day=written(incident.disposed_at)
        )
    if incident.closed_at is not None:
        outcome = Incident.Outcome(incident.outcome).label
        return gettext("Closed on {day}: {outcome}.").format(
            day=written(incident.closed_at), outcome=outcome.lower()
        )
    if incident.owner is None:
        return gettext("Nobody looks after it yet.")
    return gettext("{name} looks after it.").format(name=incident.owner.name)


def _clock(incident: Incident, now: datetime) -> str:
    """The law's time in one sentence; empty where none runs."""
    if incident.due_at is None:
        return ""
    what = Clock(incident.clock).label
    if incident.met_at is not None:
        return gettext("{what}: met on {day}.").format(what=what, day=written(incident.met_at))
    ends = written(incident.due_at)
    if incident.due_at < now:
        return gettext("{what}: overdue since {day}.").format(what=what, day=ends)
    return gettext("{what}: by {day}.").format(what=what, day=ends)


def step_line(step: IncidentStep, *, late: bool) -> StepLine:
    """A step with what became of it."""
    return StepLine(
        step=step,
        does=Does(step.does).label,
        who=step.get_who_display(),
        by=f"{step.done_by.name}, {written(step.done_at)}" if step.done_by and step.done_at else "",
        late=late,
        told=step.does in TOLD,
    )


def evidence_of(incident: Incident) -> Iterator[Kept]:
    """The evidence, the first first, and whether it still is what it was. Raises ``words.Shut``."""
    for kept in incident.evidence.select_related("by", "incident").order_by("at", "id"):
        stands = (
            gettext("Unchanged since it was kept.")
            if is_intact(kept)
            else gettext("It has been altered.")
        )
        yield Kept(
            evidence=kept,
            said=words.unseal(incident, kept.words),
            seen=written(kept.seen_at),
            by=kept.by.name,
            stands=stands,
        )


def lines_of(incident: Incident, *, shut: bool) -> Iterator[Line]:
    """Everything that happened, the first first; without the words where ``shut``."""
    for entry in incident.entries.select_related("by").order_by("at", "id"):
        yield Line(
            at=written(entry.at),
            what=happened(entry),
            said="" if shut else words.unseal(incident, entry.words),
            reference=entry.reference,
        )
