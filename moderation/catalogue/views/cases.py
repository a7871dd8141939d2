"""What went out, or went away, outside the process: leaders say what it was."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from moderation.catalogue.actions import cases as actions
from moderation.catalogue.forms.deciding import AnswerForm
from moderation.catalogue.models import Case
from moderation.catalogue.presenters import changed, lists, rows, saved
from moderation.catalogue.queries import listed
from moderation.drafts.errors import Refusal
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.DELETE_LIVE_POSTS)
@also_saved(saved.CASES, lambda request: listed.all_cases(request.school))
def cases(request: SchoolRequest) -> HttpResponse:
    """What has to be answered, the longest waiting first, and what was."""
    page = {
        "open_cases": lists.open_cases(request.school),
        "answered_cases": lists.answered_cases(request.school),
    }
    return render(request, "catalogue/cases.html", page)


@require_http_methods(["GET", "POST"])
@in_school(Permission.DELETE_LIVE_POSTS)
def case(request: SchoolRequest, pk: int) -> HttpResponse:
    """One case: what is known, and what somebody says it was."""
    shown = get_object_or_404(request.school.cases.select_related("answered_by", "who"), pk=pk)
    form = _form(request, shown)
    status, problem = (422 if form.errors else 200), ""
    if form.is_valid():
        try:
            actions.answer(case=shown, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, gettext("Noted, with your reason."))
            return redirect("catalogue:cases", school=request.school.slug)
        except Refusal as refusal:
            status, problem = 409, str(refusal)
    tweet = listed.with_pictures(request.school.tweets.all()).get(pk=shown.tweet_id)
    shown.tweet = tweet
    page = {"case": shown, "row": rows.row(tweet), "form": form, "problem": problem}
    page["changed"] = changed.present(shown)
    return render(request, "catalogue/case.html", page, status=status)


def _form(request: SchoolRequest, shown: Case) -> AnswerForm:
    people = listed.people_of(request.school)
    return AnswerForm(request.POST or None, answers=actions.ANSWERS[shown.kind], people=people)
