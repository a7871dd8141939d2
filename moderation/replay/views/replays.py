from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from moderation.replay import presenters, queries
from moderation.replay.actions import replays
from moderation.replay.forms import ReplayForm
from moderation.replay.models import Replay
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

_A_TERM = timedelta(days=98)
_SHOWN = 20

REFUSALS = (
    replays.ImpossiblePeriod,
    replays.StillToCome,
    replays.StillRunning,
    replays.NothingToReplay,
)
"""What somebody starting one may be told instead."""


@require_GET
@in_school(Permission.SEE_POLICY)
def everything(request: SchoolRequest) -> HttpResponse:
    """The latest replays."""
    page = {"replays": request.school.replays.latest_first()[:_SHOWN]}
    return render(request, "replay/everything.html", page)


@require_http_methods(["GET", "POST"])
@in_school(Permission.EDIT_POLICY)
def start(request: SchoolRequest) -> HttpResponse:
    """Choose a version and a period."""
    today = timezone.localdate()
    versions = queries.to_try(request.school)
    form = ReplayForm(
        request.POST or None,
        versions=versions,
        initial={"since": today - _A_TERM, "until": today},
    )
    started = _started(request, form) if form.is_valid() else None
    if started:
        return redirect("replay:replay", school=request.school.slug, pk=started.pk)
    return render(request, "replay/start.html", {"form": form, "versions": versions})


def _started(request: SchoolRequest, form: ReplayForm) -> Replay | None:
    given = form.cleaned_data
    try:
        return replays.start(
            version=given["version"],
            since=given["since"],
            until=given["until"],
            by=request.user,
            now=timezone.now(),
        )
    except REFUSALS as refusal:
        form.add_error("until", str(refusal))
        return None


@require_GET
@in_school(Permission.SEE_POLICY)
def replay(request: SchoolRequest, pk: int) -> HttpResponse:
    """How far it is, what would change, and which posts."""
    shown = get_object_or_404(request.school.replays.select_related("version", "against"), pk=pk)
    page = presenters.present(
        shown,
        reader=request.user,
        permissions=request.membership.permissions,
        show=request.GET.get("show", ""),
        number=request.GET.get("page"),
    )
    part = "#progress" if request.headers.get("HX-Request") else ""
    return render(request, f"replay/replay.html{part}", {"replay": shown, **page})
