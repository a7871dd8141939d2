from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from policy.actions import standing as actions
from policy.forms.standing import TrainingForm
from policy.presenters import saved
from policy.presenters.standing import rows, rows_of
from policy.queries import NoPolicy, standing, version_in_force
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved

_A_YEAR = timedelta(days=365)


@require_GET
@in_school(Permission.MANAGE_TRAINING)
@also_saved(saved.TRAINING, lambda request: rows_of(request.school, timezone.localdate()))
def everybody(request: SchoolRequest) -> HttpResponse:
    """Who agreed to the policy in force, and whose training counts until when."""
    today = timezone.localdate()
    try:
        version = version_in_force(request.school, today)
    except NoPolicy:
        return render(request, "policy/missing.html")
    page = {"version": version, "rows": rows(request.school, version, today)}
    return render(request, "policy/training.html", page)


@require_http_methods(["GET", "POST"])
@in_school(Permission.MANAGE_TRAINING)
def record(request: SchoolRequest) -> HttpResponse:
    """Record a course for several people at once."""
    today = timezone.localdate()
    form = TrainingForm(
        request.POST or None,
        staff=standing.drafters(request.school),
        initial={"taken_on": today, "counts_until": today + _A_YEAR},
    )
    if form.is_valid() and _recorded(request, form):
        return redirect("policy_training", school=request.school.slug)
    return render(request, "policy/training_record.html", {"form": form})


def _recorded(request: SchoolRequest, form: TrainingForm) -> bool:
    given = form.cleaned_data
    try:
        written = actions.record_training(
            school=request.school,
            people=given["people"],
            course=given["course"],
            taken_on=given["taken_on"],
            counts_until=given["counts_until"],
            by=request.user,
            now=timezone.now(),
        )
    except actions.ImpossibleTraining as refusal:
        form.add_error(None, str(refusal))
        return False
    count = len(written)
    said = ngettext("Recorded for one person.", "Recorded for {count} people.", count)
    messages.success(request, said.format(count=count))
    return True
