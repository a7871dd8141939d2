"""The list of incidents, and one with all that belongs to it."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from moderation.incidents import words
from moderation.incidents.actions import evidence as evidence_actions
from moderation.incidents.actions import handling, reading, steps
from moderation.incidents.forms import incidents as shapes
from moderation.incidents.models import Incident
from moderation.incidents.playbook import Severity, shipped
from moderation.incidents.presenters import filters, saved
from moderation.incidents.presenters.incident import Typed
from moderation.incidents.queries import incidents as queries
from moderation.incidents.views import showing
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.HANDLE_INCIDENTS)
@keeps_filters(filters.INCIDENTS)
@also_saved(
    saved.INCIDENTS, lambda request: queries.all_listed(request.membership, _wanted(request))
)
def everything(request: SchoolRequest) -> HttpResponse:
    """Incidents, the newest first, those that are open unless asked otherwise."""
    wanted = _wanted(request)
    page = queries.listed(request.membership, wanted, request.GET.get("from", ""))
    kinds = [(one.code, one.label) for one in shipped().values()]
    shown = {"page": page, "wanted": wanted, "kinds": kinds, "severities": Severity.choices}
    return render(request, "incidents/list.html", shown | {"now": timezone.now()})


def _wanted(request: SchoolRequest) -> queries.Filter:
    return queries.Filter(
        category=request.GET.get("kind", ""),
        severity=request.GET.get("severity", ""),
        state=request.GET.get("state", "open"),
        mine="mine" in request.GET,
    )


@require_GET
@in_school(Permission.HANDLE_INCIDENTS)
def incident(request: SchoolRequest, pk: int) -> HttpResponse:
    """One incident. What is confidential stays shut until it is asked for."""
    return showing.page(request, showing.incident_of(request, pk), Typed())


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def read(request: SchoolRequest, pk: int) -> HttpResponse:
    """Open a confidential one; that is on record."""
    found = showing.incident_of(request, pk)
    reading.read(incident=found, by=request.user, now=timezone.now())
    return showing.page(request, found, Typed(), read=True)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def note(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = showing.incident_of(request, pk), shapes.NoteForm(request.POST)
    if not form.is_valid():
        return showing.page(request, found, Typed(note=form), status=422)
    change = partial(handling.note, said=form.cleaned_data["said"])
    return showing.done(request, found, change, Typed(note=form), gettext("Noted."))


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def evidence(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = showing.incident_of(request, pk), shapes.EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return showing.page(request, found, Typed(evidence=form), status=422)
    change = partial(evidence_actions.keep, seen=form.seen())
    return showing.done(request, found, change, Typed(evidence=form), gettext("Kept, and sealed."))


@require_GET
@in_school(Permission.HANDLE_INCIDENTS)
def picture(request: SchoolRequest, pk: int, evidence: int) -> HttpResponse:
    """A screenshot's exact bytes, as a file."""
    found = showing.incident_of(request, pk)
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
    found, form = showing.incident_of(request, pk), shapes.StepForm(request.POST)
    chosen = get_object_or_404(found.steps, pk=step)
    if not form.is_valid():
        return showing.page(
            request, found, Typed(step=step, problem=gettext("Choose what it is.")), status=422
        )
    given = form.cleaned_data
    change = partial(
        steps.settle,
        step=chosen,
        result=form.result_chosen(),
        said=given["said"],
        reference=given["reference"],
    )
    return showing.done(
        request, found, change, Typed(step=step), gettext("Noted."), part=f"step-{step}"
    )


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def give(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = showing.incident_of(request, pk), shapes.OwnerForm(request.POST)
    if not form.is_valid():
        return showing.page(request, found, Typed(owner=form), status=422)
    owner = form.cleaned_data["owner"].person
    change = partial(handling.give_to, owner=owner)
    return showing.done(
        request,
        found,
        change,
        Typed(owner=form),
        gettext("{name} looks after it.").format(name=owner.name),
    )


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def weigh(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = showing.incident_of(request, pk), shapes.SeverityForm(request.POST)
    if not form.is_valid():
        return showing.page(request, found, Typed(severity=form), status=422)
    change = partial(handling.weigh, severity=form.severity_chosen())
    return showing.done(request, found, change, Typed(severity=form), gettext("Noted."))


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def hide(request: SchoolRequest, pk: int) -> HttpResponse:
    """Make it confidential."""
    found = showing.incident_of(request, pk)
    told = gettext("Only safeguarding leads, the head and whoever looks after it see it now.")
    return showing.done(request, found, handling.make_confidential, Typed(), told)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def met(request: SchoolRequest, pk: int) -> HttpResponse:
    """The law's time was met."""
    found, form = showing.incident_of(request, pk), shapes.MetForm(request.POST)
    if not form.is_valid():
        return showing.page(request, found, Typed(met=form), status=422)
    change = partial(handling.meet_clock, **form.cleaned_data)
    return showing.done(request, found, change, Typed(met=form), gettext("Noted."))


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def close(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = showing.incident_of(request, pk), shapes.CloseForm(request.POST)
    if not form.is_valid():
        return showing.page(request, found, Typed(close=form), status=422)
    given = form.cleaned_data
    outcome = Incident.Outcome(given["outcome"])
    change = partial(handling.close, outcome=outcome, said=given["said"])
    return showing.done(request, found, change, Typed(close=form), gettext("Closed."))


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def reopen(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = showing.incident_of(request, pk), shapes.ReopenForm(request.POST)
    if not form.is_valid():
        return showing.page(request, found, Typed(reopen=form), status=422)
    change = partial(handling.reopen, said=form.cleaned_data["said"])
    return showing.done(request, found, change, Typed(reopen=form), gettext("It is open again."))
