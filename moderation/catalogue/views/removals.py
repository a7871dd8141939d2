"""Taking posts down, many at once: choose, see exactly which, confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from moderation.catalogue.actions import removals
from moderation.catalogue.errors import NothingChosen
from moderation.catalogue.forms.deciding import TakeDownForm
from moderation.catalogue.models import Removal
from moderation.catalogue.presenters import rows
from moderation.catalogue.queries import listed
from moderation.catalogue.views.ticked import ticked
from moderation.drafts.errors import Refusal
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_POST
@in_school(Permission.DELETE_LIVE_POSTS)
def take_down(request: SchoolRequest) -> HttpResponse:
    """Show exactly what would be deleted; nothing is until that is confirmed."""
    return _confirm(request, TakeDownForm())


@require_POST
@in_school(Permission.DELETE_LIVE_POSTS)
def take_down_now(request: SchoolRequest) -> HttpResponse:
    """Have the posts that were shown deleted from X."""
    form = TakeDownForm(request.POST)
    if not form.is_valid():
        return _confirm(request, form, status=422)
    given = form.cleaned_data
    try:
        asked = removals.take_down(
            tweets=listed.chosen(request.school, ticked(request.POST)),
            typed=given["typed"],
            why=Removal.Why(given["why"]),
            by=request.user,
            reason=given["reason"],
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error("typed", str(refusal))
        return _confirm(request, form, status=409)
    return _done(request, asked)


def _confirm(request: SchoolRequest, form: TakeDownForm, *, status: int = 200) -> HttpResponse:
    chosen = listed.chosen(request.school, ticked(request.POST))
    if not chosen:
        messages.warning(request, str(NothingChosen()))
        return redirect("catalogue:audit", school=request.school.slug)
    page = {"rows": [rows.row(tweet) for tweet in chosen], "form": form}
    return render(request, "catalogue/take_down.html", page, status=status)


def _done(request: SchoolRequest, asked: removals.Asked) -> HttpResponse:
    if asked.deleting:
        said = ngettext(
            "X is being asked to delete {posts} post. Each is then looked for.",
            "X is being asked to delete {posts} posts. Each is then looked for.",
            asked.deleting,
        )
        messages.success(request, said.format(posts=asked.deleting))
    for _, sentence in asked.refused[:3]:
        messages.warning(request, sentence)
    return redirect("catalogue:audit", school=request.school.slug)
