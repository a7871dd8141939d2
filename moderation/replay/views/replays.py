from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from moderation.replay import presenters
from moderation.replay.actions import replays
from moderation.replay.forms import ReplayForm
from moderation.replay.models import Replay, Verdict
from policy.models import PolicyVersion
from policy.workflow import State
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

_A_TERM = timedelta(days=98)
_SHOWN = 20


@require_GET
@in_school(Permission.SEE_POLICY)
def everything(request: SchoolRequest) -> HttpResponse:
    """The latest replays."""
    latest = Replay.objects.filter(school=request.school).select_related("version", "started_by")
    page = {"replays": latest.order_by("-started_at")[:_SHOWN]}
    return render(request, "replay/everything.html", page)


@require_http_methods(["GET", "POST"])
@in_school(Permission.EDIT_POLICY)
def start(request: SchoolRequest) -> HttpResponse:
    """Choose a version and a period."""
    today = timezone.localdate()
    versions = PolicyVersion.objects.filter(school=request.school).exclude(state=State.WITHDRAWN)
    choices = list(versions.order_by("-number"))
    form = ReplayForm(
        request.POST or None,
        versions=choices,
        initial={
            "version": choices[0].pk if choices else None,
            "since": today - _A_TERM,
            "until": today,
        },
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            replay = replays.start(
                version=get_object_or_404(versions, pk=given["version"]),
                since=given["since"],
                until=given["until"],
                by=request.user,
                now=timezone.now(),
            )
        except (replays.ImpossiblePeriod, replays.NothingToReplay) as refusal:
            form.add_error("until", str(refusal))
        else:
            return redirect("replay:replay", school=request.school.slug, pk=replay.pk)
    page = {"form": form, "versions": choices}
    return render(request, "replay/start.html", page)


@require_GET
@in_school(Permission.SEE_POLICY)
def replay(request: SchoolRequest, pk: int) -> HttpResponse:
    """How far it is, what would change, and which posts."""
    shown = get_object_or_404(
        Replay.objects.filter(school=request.school).select_related("version", "against"), pk=pk
    )
    wanted = request.GET.get("show", "")
    chosen = Verdict(wanted) if wanted in Verdict.values else Verdict.BLOCK
    page, rows = presenters.lines(
        shown,
        chosen,
        request.GET.get("page"),
        reader=request.user,
        permissions=request.membership.permissions,
    )
    context = {
        "replay": shown,
        "tabs": presenters.tabs(shown, chosen),
        "rules": presenters.rule_counts(shown),
        "page": page,
        "rows": rows,
        "chosen": chosen,
    }
    part = "#progress" if request.headers.get("HX-Request") else ""
    return render(request, f"replay/replay.html{part}", context)
