"""The list of incidents, and one with all that belongs to it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from moderation.incidents import words
from moderation.incidents.actions import evidence as evidence_actions
from moderation.incidents.actions import handling, reading, steps
from moderation.incidents.errors import Refusal
from moderation.incidents.forms import incidents as shapes
from moderation.incidents.models import Incident
from moderation.incidents.playbook import Severity, shipped
from moderation.incidents.presenters import incident as presenter
from moderation.incidents.presenters.incident import Typed
from moderation.incidents.queries import incidents as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

Change = Callable[..., object]


@require_GET
@in_school(Permission.HANDLE_INCIDENTS)
def everything(request: SchoolRequest) -> HttpResponse:
    """Incidents, the newest first, those that are open unless asked otherwise."""
    wanted = queries.Filter(
        category=request.GET.get("kind", ""),
        severity=request.GET.get("severity", ""),
        state=request.GET.get("state", "open"),
        mine="mine" in request.GET,
    )
    page = queries.listed(request.membership, wanted, request.GET.get("from", ""))
    kinds = [(one.code, one.label) for one in shipped().values()]
    shown = {"page": page, "wanted": wanted, "kinds": kinds, "severities": Severity.choices}
    return render(request, "incidents/list.html", shown | {"now": timezone.now()})


@require_GET
@in_school(Permission.HANDLE_INCIDENTS)
def incident(request: SchoolRequest, pk: int) -> HttpResponse:
    """One incident. What is confidential stays shut until it is asked for."""
    return _page(request, _incident(request, pk), Typed())


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def read(request: SchoolRequest, pk: int) -> HttpResponse:
    """Open a confidential one; that is on record."""
    found = _incident(request, pk)
    reading.read(incident=found, by=request.user, now=timezone.now())
    return _page(request, found, Typed(), read=True)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def note(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = _incident(request, pk), shapes.NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, Typed(note=form), status=422)
    change = partial(handling.note, said=form.cleaned_data["said"])
    return _done(request, found, change, Typed(note=form), "Noted.")


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def evidence(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = _incident(request, pk), shapes.EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, Typed(evidence=form), status=422)
    change = partial(evidence_actions.keep, seen=form.seen())
    return _done(request, found, change, Typed(evidence=form), "Kept, and sealed.")


@require_GET
@in_school(Permission.HANDLE_INCIDENTS)
def picture(request: SchoolRequest, pk: int, evidence: int) -> HttpResponse:
    """A screenshot's exact bytes, as a file."""
    found = _incident(request, pk)
    rows = found.evidence.exclude(media_type="")
    kept = get_object_or_404(rows, pk=evidence)
    reading.read(incident=found, by=request.user, now=timezone.now())
    content = words.unseal_picture(found, kept.picture)
    response = HttpResponse(content, content_type=kept.media_type)
    ending = kept.media_type.partition("/")[2]
    response["Content-Disposition"] = f'attachment; filename="evidence-{kept.pk}.{ending}"'
    return response


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def step(request: SchoolRequest, pk: int, step: int) -> HttpResponse:
    """Mark a step of the playbook as done, or as not needed."""
    found, form = _incident(request, pk), shapes.StepForm(request.POST)
    chosen = get_object_or_404(found.steps, pk=step)
    if not form.is_valid():
        return _page(request, found, Typed(step=step, problem="Choose what it is."), status=422)
    given = form.cleaned_data
    change = partial(
        steps.settle,
        step=chosen,
        result=form.result_chosen(),
        said=given["said"],
        reference=given["reference"],
    )
    return _done(request, found, change, Typed(step=step), "Noted.", part=f"step-{step}")


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def give(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = _incident(request, pk), shapes.OwnerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, Typed(owner=form), status=422)
    owner = form.cleaned_data["owner"].person
    change = partial(handling.give_to, owner=owner)
    return _done(request, found, change, Typed(owner=form), f"{owner.name} looks after it.")


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def weigh(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = _incident(request, pk), shapes.SeverityForm(request.POST)
    if not form.is_valid():
        return _page(request, found, Typed(severity=form), status=422)
    change = partial(handling.weigh, severity=form.severity_chosen())
    return _done(request, found, change, Typed(severity=form), "Noted.")


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def hide(request: SchoolRequest, pk: int) -> HttpResponse:
    """Make it confidential."""
    found = _incident(request, pk)
    told = "Only safeguarding leads, the head and whoever looks after it see it now."
    return _done(request, found, handling.make_confidential, Typed(), told)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def met(request: SchoolRequest, pk: int) -> HttpResponse:
    """The law's time was met."""
    found, form = _incident(request, pk), shapes.MetForm(request.POST)
    if not form.is_valid():
        return _page(request, found, Typed(met=form), status=422)
    change = partial(handling.meet_clock, **form.cleaned_data)
    return _done(request, found, change, Typed(met=form), "Noted.")


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def close(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = _incident(request, pk), shapes.CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, Typed(close=form), status=422)
    given = form.cleaned_data
    outcome = Incident.Outcome(given["outcome"])
    change = partial(handling.close, outcome=outcome, said=given["said"])
    return _done(request, found, change, Typed(close=form), "Closed.")


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def reopen(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = _incident(request, pk), shapes.ReopenForm(request.POST)
    if not form.is_valid():
        return _page(request, found, Typed(reopen=form), status=422)
    change = partial(handling.reopen, said=form.cleaned_data["said"])
    return _done(request, found, change, Typed(reopen=form), "It is open again.")


def _incident(request: SchoolRequest, pk: int) -> Incident:
    return get_object_or_404(queries.visible_to(request.membership), pk=pk)


def _page(
    request: SchoolRequest,
    found: Incident,
    typed: Typed,
    *,
    read: bool = False,
    status: int = 200,
) -> HttpResponse:
    page = presenter.present(
        _incident(request, found.pk), request.membership, now=timezone.now(), read=read, typed=typed
    )
    return render(request, "incidents/incident.html", {"page": page}, status=status)


def _done(
    request: SchoolRequest,
    found: Incident,
    change: Change,
    typed: Typed,
    told: str,
    *,
    part: str = "",
) -> HttpResponse:
    """Make the change and come back; a refusal keeps what was typed."""
    try:
        change(incident=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _page(request, found, replace(typed, problem=str(refusal)), status=409)
    messages.success(request, told)
    return _back(request, found, part)


def _back(request: SchoolRequest, found: Incident, part: str) -> HttpResponse:
    """To the incident, or to the list where it is confidential now."""
    if not queries.visible_to(request.membership).filter(pk=found.pk).exists():
        return redirect("incidents:everything", school=request.school.slug)
    where = {"school": request.school.slug, "pk": found.pk}
    address = reverse("incidents:incident", kwargs=where)
    return redirect(f"{address}#{part}" if part else address)
