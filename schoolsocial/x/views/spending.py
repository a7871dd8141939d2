from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved
from schoolsocial.x.actions import spending as budgets
from schoolsocial.x.forms.spending import BudgetForm
from schoolsocial.x.presenters import saved
from schoolsocial.x.presenters import spending as shown


@require_http_methods(["GET", "POST"])
@in_school(Permission.MANAGE_ACCOUNTS)
@also_saved(saved.SPENDING, lambda request: shown.this_month(request.school, timezone.now()).calls)
def spending(request: SchoolRequest) -> HttpResponse:
    """What X has cost this month, and the budget."""
    now = timezone.now()
    this_month = shown.this_month(request.school, now)
    form = BudgetForm.of(this_month.budget, request.POST or None)
    if form.is_valid():
        budgets.plan(school=request.school, by=request.user, plan=form.plan(), now=now)
        messages.info(request, gettext("The budget is set."))
        return redirect("x:spending", school=request.school.slug)
    return render(request, "x/spending.html", {"form": form, "spending": this_month})
