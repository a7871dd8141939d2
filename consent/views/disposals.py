"""What was disposed of, and how long things are kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from consent.actions import retention as actions
from consent.forms.disposals import RetentionForm
from consent.presenters import disposals as presenter
from consent.presenters import saved
from consent.queries import disposals as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.SEE_DISPOSALS)
@also_saved(saved.DISPOSALS, lambda request: queries.everything(request.school))
def disposals(request: SchoolRequest) -> HttpResponse:
    """The log, the newest first, and the terms it follows."""
    return _page(request, None)


@require_POST
@in_school(Permission.MANAGE_SCHOOL)
def keep_for(request: SchoolRequest) -> HttpResponse:
    form = RetentionForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    actions.keep_for(
        school=request.school, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, gettext("Saved. It counts from the next night on."))
    return redirect("consent:disposals", school=request.school.slug)


def _page(request: SchoolRequest, form: RetentionForm | None, *, status: int = 200) -> HttpResponse:
    page = presenter.present(request.school, timezone.now())
    months = {"leaver_months": page.kept.leaver_months, "picture_months": page.kept.picture_months}
    shown = {"page": page, "form": form or RetentionForm(initial=months)}
    return render(request, "roll/disposals.html", shown, status=status)
