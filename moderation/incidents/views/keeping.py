"""How long incidents are kept, and what is kept longer."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from moderation.incidents.actions import keeping
from moderation.incidents.forms import doing as shapes
from moderation.incidents.playbook import shipped
from moderation.incidents.presenters import keeping as presenter
from moderation.incidents.presenters.incident import Typed
from moderation.incidents.views import showing
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "POST"])
@in_school(Permission.HANDLE_INCIDENTS)
def times(request: SchoolRequest) -> HttpResponse:
    """Each kind with its months; one is changed at a time."""
    kind = request.POST.get("kind", "")
    form = shapes.MonthsForm(request.POST or None)
    if kind in shipped() and form.is_valid():
        keeping.keep_for(
            school=request.school,
            category=kind,
            months=form.cleaned_data["months"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(
            request, gettext("Changed. It holds for incidents that are closed already, too.")
        )
        return redirect("incidents:keeping", school=request.school.slug)
    shown = presenter.present(request.school, kind=kind, form=form)
    status = 422 if request.method == "POST" else 200
    return render(request, "incidents/keeping.html", {"page": shown}, status=status)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def hold(request: SchoolRequest, pk: int) -> HttpResponse:
    """Keep an incident longer."""
    found, form = showing.incident_of(request, pk), shapes.HoldForm(request.POST)
    if not form.is_valid():
        return showing.page(request, found, Typed(hold=form), status=422)
    change = partial(keeping.hold, **form.cleaned_data)
    return showing.done(request, found, change, Typed(hold=form), gettext("It is kept."))


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def release(request: SchoolRequest, pk: int) -> HttpResponse:
    """Keep it no longer than others of its kind."""
    found = showing.incident_of(request, pk)
    told = gettext("It is kept as long as others of its kind.")
    return showing.done(request, found, keeping.release, Typed(), told)
