"""Into the new academic year."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consent import academic_year
from consent.actions import new_year as actions
from consent.errors import Refusal
from consent.forms.roll import NewYearForm
from consent.queries.new_year import last_years
from consent.views.typing_in import typed_in
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.KEEP_ROLL)
def new_year(request: SchoolRequest) -> HttpResponse:
    """Last year's groups with where they would go; posted to, they go there."""
    today = timezone.localdate()
    groups = last_years(request.school, today)
    form = NewYearForm(typed_in(request), groups=groups)
    if form.is_valid() and (done := _rolled_over(request, form)):
        return redirect("consent:roll_result", school=request.school.slug, pk=done)
    year = academic_year.academic_year(today)
    shown = {
        "form": form,
        "groups": groups,
        "year": academic_year.spoken(year),
        "before": academic_year.spoken(year - 1),
    }
    return render(request, "roll/new_year.html", shown)


def _rolled_over(request: SchoolRequest, form: NewYearForm) -> int:
    """The import that the change is kept as; 0 where it was refused."""
    try:
        made = actions.roll_over(
            school=request.school,
            classes=form.classes(),
            year_six_leaves=form.cleaned_data["year_six_leaves"],
            by=request.user,
            now=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return 0
    return made.pk
