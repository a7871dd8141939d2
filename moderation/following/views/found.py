"""Many accounts that are followed already, decided on together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from moderation.drafts.errors import Refusal
from moderation.following.actions import register as actions
from moderation.following.forms.register import ReviewForm
from moderation.following.models import Followee
from moderation.following.presenters import register as presenter
from moderation.following.queries import register as queries
from moderation.following.workflow import DECIDED, State
from schoolsocial.accounts import together as many
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

_MOST_DIGITS = 18


@require_POST
@in_school(Permission.DECIDE_FOLLOWING)
def together(request: SchoolRequest) -> HttpResponse:
    """Those that were ticked, and one decision for all of them."""
    rows = _ticked(request)
    if not rows:
        messages.warning(request, gettext("Tick the accounts first that were found on X."))
        return redirect("following:register", school=request.school.slug)
    today = timezone.localdate()
    sent = request.POST if "verb" in request.POST or "decide" in request.POST else None
    proposed = {"review_on": f"{presenter.in_a_year(today):%Y-%m-%d}"}
    form = ReviewForm(sent, verbs=DECIDED[State.FOUND], initial=proposed)
    if form.is_valid() and (stamp := _decided(request, rows, form)):
        return redirect(f"{_list(request)}?{many.ASKED}={stamp}")
    page = {"rows": presenter.ticked(rows, today), "form": form}
    return render(request, "following/together.html", page, status=422 if form.errors else 200)


@require_POST
@in_school(Permission.DECIDE_FOLLOWING)
def undo_together(request: SchoolRequest) -> HttpResponse:
    """Take back what was decided on several, as far as that is still the last that happened."""
    at = many.moment_of(request.POST.get(many.ASKED, ""))
    if at is None:
        messages.warning(request, gettext("Open the entry. What was decided on it stands there."))
        return redirect(_list(request))
    batch = queries.decided_at(request.membership, at)
    taken = actions.undo_together(followees=batch, by=request.user, at=at, now=timezone.now())
    return many.told(request, taken, presenter.name_of, _list(request))


def _decided(request: SchoolRequest, rows: list[Followee], form: ReviewForm) -> str:
    """The moment at which it was decided; empty where the form says why not."""
    now = timezone.now()
    try:
        actions.decide(
            followees=rows,
            verb=form.chosen,
            given=form.given,
            by=request.user,
            now=now,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return ""
    return many.stamp(now)


def _list(request: SchoolRequest) -> str:
    return reverse("following:register", args=[request.school.slug])


def _ticked(request: SchoolRequest) -> list[Followee]:
    sent = [one for one in request.POST.getlist("entry") if one.isascii() and one.isdigit()]
    ids = [int(one) for one in sent if len(one) <= _MOST_DIGITS]
    return queries.ticked(request.school, ids)
