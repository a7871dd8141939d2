from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.actions import first_steps as steps
from schoolsocial.accounts.actions import notices
from schoolsocial.accounts.needs import Asked
from schoolsocial.accounts.roles import Permission
from schoolsocial.today import presenters, queries, searching, setting_up
from schoolsocial.today.forms import MailForm, SearchForm, SkipForm


@require_GET
@in_school(Permission.SEE_SCHOOL)
def school_home(request: SchoolRequest) -> HttpResponse:
    """What needs this person now, and the ways on."""
    asked = Asked(request.membership, timezone.now())
    found = presenters.lines(queries.waiting_for(asked), asked)
    sets_up = Permission.EDIT_POLICY in request.membership.permissions
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


@require_GET
@in_school(Permission.SEE_SCHOOL)
def inbox(request: SchoolRequest) -> HttpResponse:
    """What this person was told in the school, the newest first."""
    page = queries.inbox(request.membership, request.GET.get("from", ""))
    shown = {"page": page, "lines": presenters.told(page.posts)}
    return render(request, "today/inbox.html", shown)


@require_GET
@in_school(Permission.SEE_SCHOOL)
def inbox_entry(request: SchoolRequest, pk: int) -> HttpResponse:
    """Go on to the page a notice leads to, which counts as reading it."""
    entry = get_object_or_404(queries.entries(request.membership), pk=pk)
    return redirect(entry.path)


@require_POST
@in_school(Permission.SEE_SCHOOL)
def read_all(request: SchoolRequest) -> HttpResponse:
    """Mark everything as read."""
    notices.read_all(membership=request.membership, now=timezone.now())
    return redirect("inbox", school=request.school.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.SEE_SCHOOL)
def mail_settings(request: SchoolRequest) -> HttpResponse:
    """How fast, and in which hours, this person is mailed."""
    form = MailForm(request.membership, request.POST or None)
    if form.is_valid():
        notices.choose(
            membership=request.membership,
            rhythms=form.rhythms(),
            hours=form.hours(),
            now=timezone.now(),
        )
        messages.success(request, "From now on you are mailed like this.")
        return redirect("inbox", school=request.school.slug)
    status = 422 if form.is_bound else 200
    return render(request, "today/mail_settings.html", {"form": form}, status=status)


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
