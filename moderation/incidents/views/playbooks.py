"""What the school does about each kind of incident."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
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
def playbook(request: SchoolRequest) -> HttpResponse:
    """The steps of one kind, named in the address, to be changed."""
    kind = shipped().get(request.GET.get("kind", ""))
    if kind is None:
        return redirect("incidents:playbooks", school=request.school.slug)
    if request.method == "POST":
        return _change(request, kind, StepLines(request.POST))
    now = [written(step) for step in steps_for(request.school, kind.code)]
    return _page(request, kind, StepLines(initial=now))


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def restore(request: SchoolRequest) -> HttpResponse:
    """Go back to the shipped steps of one kind."""
    own = own_of(request.school, request.POST.get("kind", ""))
    if own is None:
        return redirect("incidents:playbooks", school=request.school.slug)
    kind = own.category
    playbooks.restore(own=own, by=request.user, now=timezone.now())
    messages.success(request, gettext("The shipped steps count again."))
    return _back(request, kind)


def _change(request: SchoolRequest, kind: Playbook, lines: Any) -> HttpResponse:
    if not lines.is_valid():
        return _page(
            request, kind, lines, problem=gettext("A step cannot be kept as it is; see below.")
        )
    steps = [step for step in (line.step() for line in lines) if step]
    try:
        playbooks.change(
            school=request.school,
            category=kind.code,
            steps=steps,
            by=request.user,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, kind, lines, problem=str(refusal))
    messages.success(request, gettext("Changed. It holds for incidents reported from now on."))
    return _back(request, kind.code)


def _page(request: SchoolRequest, kind: Playbook, lines: Any, *, problem: str = "") -> HttpResponse:
    own = own_of(request.school, kind.code)
    shown = {"kind": kind, "lines": lines, "own": own, "problem": problem}
    return render(request, "incidents/playbook.html", shown, status=422 if problem else 200)


def _back(request: SchoolRequest, kind: str) -> HttpResponse:
    page = redirect("incidents:playbook", school=request.school.slug)
    page["Location"] += f"?kind={kind}"
    return page
