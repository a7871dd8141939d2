from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.actions import by_hand
from schoolsocial.x.forms.accounts import ByHandForm


@require_GET
@in_school(Permission.SEE_ACCOUNTS)
def everything(request: SchoolRequest) -> HttpResponse:
    """The accounts somebody looks after."""
    accounts = request.school.accounts.present().in_the_care_of(request.membership).by_kind()
    return render(request, "x/accounts.html", {"accounts": accounts})


@require_http_methods(["GET", "POST"])
@in_school(Permission.SEE_ACCOUNTS)
def add_by_hand(request: SchoolRequest) -> HttpResponse:
    """Add an account for which a person posts."""
    form = ByHandForm(request.membership, request.POST or None)
    if form.is_valid():
        try:
            account = by_hand.add(
                school=request.school, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("handle", str(refusal))
        else:
            messages.info(request, f"{account} is here. Somebody posts for it by hand.")
            return redirect("x:accounts", school=request.school.slug)
    return render(request, "x/add_by_hand.html", {"form": form})
