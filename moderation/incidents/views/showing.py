"""The page of one incident, shown again with what was typed where a change is refused."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from moderation.drafts.errors import Refusal as PostRefusal
from moderation.incidents.errors import Refusal
from moderation.incidents.models import Incident
from moderation.incidents.presenters import incident as presenter
from moderation.incidents.presenters.incident import Typed
from moderation.incidents.queries import incidents as queries
from schoolsocial.accounts.access import SchoolRequest

Change = Callable[..., object]


def incident_of(request: SchoolRequest, pk: int) -> Incident:
    """The incident, where its reader may work on it; 404 otherwise."""
    return get_object_or_404(queries.visible_to(request.membership), pk=pk)


def page(
    request: SchoolRequest,
    found: Incident,
    typed: Typed,
    *,
    read: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The incident's page. ``read``: its confidential words were asked for, and that is noted."""
    shown = presenter.present(
        incident_of(request, found.pk),
        request.membership,
        now=timezone.now(),
        read=read,
        typed=typed,
    )
    return render(request, "incidents/incident.html", {"page": shown}, status=status)


def done(
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
    except (Refusal, PostRefusal) as refusal:
        return page(request, found, replace(typed, problem=str(refusal)), status=409)
    messages.success(request, told)
    return _back(request, found, part)


def _back(request: SchoolRequest, found: Incident, part: str) -> HttpResponse:
    """To the incident, or to the list where it is confidential now."""
    if not queries.visible_to(request.membership).filter(pk=found.pk).exists():
        return redirect("incidents:everything", school=request.school.slug)
    where = {"school": request.school.slug, "pk": found.pk}
    address = reverse("incidents:incident", kwargs=where)
    return redirect(f"{address}#{part}" if part else address)
