"""What governors see."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.governance.actions import counting
from schoolsocial.governance.errors import Refusal
from schoolsocial.governance.forms.oversight import CommentForm, FollowUpForm
from schoolsocial.governance.presenters import backups, table
from schoolsocial.governance.presenters import dashboard as presenter
from schoolsocial.governance.queries import oversight


@require_GET
@in_school(Permission.SEE_FIGURES)
def dashboard(request: SchoolRequest) -> HttpResponse:
    """The twelve indicators for a term or an academic year."""
    now = timezone.now()
    shown = presenter.present(request.school, request.GET.get("period", ""), now)
    context = {"dashboard": shown, "backups": backups.present(now)}
    return render(request, "governance/dashboard.html", context)


@require_GET
@in_school(Permission.SEE_FIGURES)
def indicator(request: SchoolRequest) -> HttpResponse:
    """One of them, named in the address: how it is worked out, what was said and asked."""
    code = request.GET.get("of", "")
    if presenter.about(code) is None:
        return redirect("governance:dashboard", school=request.school.slug)
    return page(request, code)


@require_GET
@in_school(Permission.SEE_FIGURES)
def download(request: SchoolRequest) -> HttpResponse:
    """All of it as a table for a spreadsheet."""
    shown = presenter.present(request.school, request.GET.get("period", ""), timezone.now())
    response = HttpResponse(table.as_csv(shown), content_type="text/csv; charset=utf-8")
    name = f"indicators-{shown.period.code}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@in_school(Permission.RECORD_OVERSIGHT)
def count(request: SchoolRequest) -> HttpResponse:
    """Have the numbers counted before the night."""
    try:
        counting.count_again(school=request.school, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, gettext("The numbers are being counted. Look again in a minute."))
    return redirect("governance:dashboard", school=request.school.slug)


@require_GET
@in_school(Permission.SEE_SCHOOL)
def help_page(request: SchoolRequest) -> HttpResponse:
    """What the indicators are, and what governors do about them."""
    return render(request, "governance/help.html")


def page(request: SchoolRequest, code: str, status: int = 200, **forms: object) -> HttpResponse:
    """The page of one indicator, with forms as they were filled in."""
    shown = presenter.present(request.school, request.GET.get("period", ""), timezone.now())
    known = {"comment_form": CommentForm(), "ask_form": FollowUpForm(), **forms}
    context = {
        "dashboard": shown,
        "about": presenter.about(code),
        "card": shown.card(code),
        "comments": oversight.comments(request.school, code),
        "follow_ups": oversight.follow_ups(request.school, code),
        **known,
    }
    return render(request, "governance/indicator.html", context, status=status)
