"""Where somebody arrives: what needs them, what is left to set up, searching."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.actions import first_steps as steps
from schoolsocial.accounts.needs import Asked
from schoolsocial.accounts.roles import Permission
from schoolsocial.today import presenters, queries, searching, setting_up
from schoolsocial.today.forms import SearchForm, SkipForm


@require_GET
@in_school(Permission.SEE_SCHOOL)
def school_home(request: SchoolRequest) -> HttpResponse:
    """What needs this person now, and the ways on."""
    asked = Asked(request.membership, timezone.now())
    found = presenters.lines(queries.waiting_for(asked), asked)
    leads = Permission.EDIT_POLICY in request.membership.permissions
    sets_up = leads and not setting_up.is_over(asked)
    shown = {
        "needs": found,
        "checked_at": asked.now,
        "setting_up": _setting_up(asked) if sets_up else None,
    }
    return render(request, "today/home.html", shown)


@require_GET
@in_school(Permission.EDIT_POLICY)
def first_steps(request: SchoolRequest) -> HttpResponse:
    """All steps of setting up the school, those that are done, too."""
    asked = Asked(request.membership, timezone.now())
    return render(request, "today/first_steps.html", {"setting_up": _setting_up(asked)})


@require_POST
@in_school(Permission.MANAGE_SCHOOL)
def skip_step(request: SchoolRequest) -> HttpResponse:
    """Say that the school needs, or does need after all, a step that not every school has."""
    form = SkipForm(request.POST)
    if form.is_valid():
        say = steps.take_up if form.cleaned_data["needed"] else steps.skip
        code = form.cleaned_data["code"]
        say(school=request.school, code=code, by=request.user, now=timezone.now())
    return redirect("first_steps", school=request.school.slug)


def _setting_up(asked: Asked) -> presenters.SettingUp:
    found = setting_up.standing(asked)
    may = asked.membership.permissions
    others = {one.step.permission for one in found if not one.done} - may
    able = setting_up.able_to(asked, others) if others else {}
    return presenters.setting_up(found, able, asked)


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.SEE_SCHOOL)
def search(request: SchoolRequest) -> HttpResponse:
    """Find what this person may open; posted to, as a name has no place in an address."""
    form = SearchForm(request.POST or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found = searching.find(request.membership, words)
    return render(request, "today/search.html", {"words": words, "found": found})


@require_GET
@in_school(Permission.SEE_SCHOOL)
def help_page(request: SchoolRequest) -> HttpResponse:
    """What needs you, the inbox and mails."""
    return render(request, "today/help.html")
