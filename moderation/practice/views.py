from enum import StrEnum

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from moderation.practice import checking, presenters
from moderation.practice.checking import Checked
from moderation.practice.forms import PracticeForm
from moderation.practice.read_only import nothing_written
from policy.queries import NoPolicy
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words


class Step(StrEnum):
    """The button that was pressed."""

    CHECK = "check"
    SEND = "send"
    APPROVE = "approve"
    RETURN = "return"


_MEND_FIRST = _("It is not sent yet. See first to what the policy says below.")
_CAME_BACK = _(
    "A senior leader asks for a change, as they may at any time. Change it and send it again."
)
_STANDS = _("It cannot be approved as it is: see what the policy says.")


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.DRAFT_POSTS)
def practice(request: SchoolRequest) -> HttpResponse:
    """Write, send and see approved a post that never goes to X and is kept nowhere."""
    with nothing_written():
        return _page(request)


def _page(request: SchoolRequest) -> HttpResponse:
    form = PracticeForm(request.POST or None)
    if form.is_bound and not form.is_valid():
        return render(request, "practice/write.html", {"form": form}, status=422)
    attempt = form.attempt() if form.is_bound else checking.Attempt()
    try:
        checked = checking.check(request.school, attempt)
    except NoPolicy as missing:
        return render(request, "practice/no_policy.html", {"sentence": str(missing)})
    if not form.is_bound:
        return render(request, "practice/write.html", {"form": form})
    return _after(request, form, checked)


def _after(request: SchoolRequest, form: PracticeForm, checked: Checked) -> HttpResponse:
    """The page that follows the button."""
    step = request.POST.get("step", Step.CHECK)
    template, problem, status = _next(step, checked)
    met = form.rules_met()
    shown = presenters.present(checked, met, author=request.user.name, problem=problem)
    page = {"form": form.with_met(shown.met), "practice": shown}
    return render(request, template, page, status=status)


def _next(step: str, checked: Checked) -> tuple[str, Words, int]:
    """Which template, what it says first, and its status."""
    if step == Step.CHECK:
        return "practice/write.html", "", 200
    if step == Step.RETURN:
        return "practice/write.html", _CAME_BACK, 200
    if checked.to_mend:
        return "practice/write.html", _MEND_FIRST, 409
    if step == Step.APPROVE:
        done = not checked.standing
        return ("practice/done.html", "", 200) if done else ("practice/review.html", _STANDS, 409)
    return "practice/review.html", "", 200
