"""What only the safeguarding lead sees."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from moderation.drafts.actions import flags as actions
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.review import FlagForm
from moderation.drafts.models import Flag
from moderation.drafts.presenters import flags as presenter
from moderation.drafts.queries import flags as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_FLAGS)
def flags(request: SchoolRequest) -> HttpResponse:
    """What waits for a look, and what came of the rest."""
    shown = presenter.present(request.school, request.user)
    return render(request, "drafts/flags.html", {"flags": shown})


@require_GET
@in_school(Permission.SEE_FLAGS)
def flag(request: SchoolRequest, pk: int) -> HttpResponse:
    """One flag beside its post."""
    return _page(request, _flag(request, pk), FlagForm())


@require_POST
@in_school(Permission.SEE_FLAGS)
def judge(request: SchoolRequest, pk: int) -> HttpResponse:
    """Record what came of it."""
    flagged = _flag(request, pk)
    form = FlagForm(request.POST)
    if not form.is_valid():
        return _page(request, flagged, form, status=422)
    now = timezone.now()
    try:
        actions.judge(flag=flagged, by=request.user, now=now, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("note", str(refusal))
        return _page(request, flagged, form, status=409)
    messages.info(request, gettext("Recorded."))
    return redirect("drafts:flags", school=request.school.slug)


def _flag(request: SchoolRequest, pk: int) -> Flag:
    return get_object_or_404(queries.flag_for(request.school, request.user), pk=pk)


def _page(
    request: SchoolRequest, flagged: Flag, form: FlagForm, *, status: int = 200
) -> HttpResponse:
    shown = {"page": presenter.present_one(flagged), "form": form}
    return render(request, "drafts/flag.html", shown, status=status)
