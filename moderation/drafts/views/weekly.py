"""Weekly reminders to write a post."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from moderation.drafts.actions import weekly
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.weekly import WeeklyForm
from moderation.drafts.presenters import saved
from moderation.drafts.queries.weekly import reminders_of
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_http_methods(["GET", "POST"])
@in_school(Permission.DRAFT_POSTS)
@also_saved(saved.REMINDERS, lambda request: reminders_of(request.school, request.user))
def reminders(request: SchoolRequest) -> HttpResponse:
    """Those this person has or set; posted to, it sets one more."""
    form = WeeklyForm(request.membership, request.POST or None)
    if form.is_valid():
        chosen = form.cleaned_data.get("person")
        try:
            weekly.remind(
                school=request.school,
                person=chosen.person if chosen else request.user,
                weekly=form.weekly(),
                by=request.user,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("Set. It reminds every week until it is ended."))
            return redirect("drafts:reminders", school=request.school.slug)
    shown = {"form": form, "reminders": reminders_of(request.school, request.user)}
    return render(request, "drafts/reminders.html", shown, status=422 if form.errors else 200)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def end(request: SchoolRequest, pk: int) -> HttpResponse:
    """Remind no more."""
    found = get_object_or_404(reminders_of(request.school, request.user), pk=pk)
    weekly.end(reminder=found, by=request.user, now=timezone.now())
    messages.success(request, gettext("Ended. It reminds nobody any more."))
    return redirect("drafts:reminders", school=request.school.slug)
