"""What the school does about each kind of incident."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.incidents.actions import playbooks
from moderation.incidents.errors import Refusal
from moderation.incidents.forms.playbooks import StepLines
from moderation.incidents.playbook import Playbook, shipped, written
from moderation.incidents.queries.playbooks import changed_kinds, own_of, steps_for
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.HANDLE_INCIDENTS)
def everything(request: SchoolRequest) -> HttpResponse:
    """Every kind, and whether the school has steps of its own."""
    shown = {"kinds": shipped().values(), "changed": changed_kinds(request.school)}
    return render(request, "incidents/playbooks.html", shown)


@require_http_methods(["GET", "POST"])
@in_school(Permission.HANDLE_INCIDENTS)
def playbook(request: SchoolRequest, kind: str) -> HttpResponse:
    """The steps of one kind, to be changed."""
    found, now = _kind(kind), [written(step) for step in steps_for(request.school, kind)]
    lines = StepLines(request.POST or None, initial=None if request.POST else now)
    problem = ""
    if request.POST and lines.is_valid():
        steps = [step for step in (line.step() for line in lines) if step]
        try:
            playbooks.change(
                school=request.school, category=kind, steps=steps, by=request.user,
                now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "Changed. It holds for incidents reported from now on.")
            return redirect("incidents:playbook", school=request.school.slug, kind=kind)
    refused = problem or (request.POST and not lines.is_valid())
    shown = {"kind": found, "lines": lines, "own": own_of(request.school, kind), "problem": problem}
    return render(request, "incidents/playbook.html", shown, status=422 if refused else 200)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def restore(request: SchoolRequest, kind: str) -> HttpResponse:
    """Go back to the shipped steps."""
    found = _kind(kind)
    own = own_of(request.school, found.code)
    if own is not None:
        playbooks.restore(own=own, by=request.user, now=timezone.now())
        messages.success(request, "The shipped steps count again.")
    return redirect("incidents:playbook", school=request.school.slug, kind=kind)


def _kind(code: str) -> Playbook:
    try:
        return shipped()[code]
    except KeyError:
        raise Http404 from None
