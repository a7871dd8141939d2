"""Many accounts that are followed already, decided on together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from moderation.drafts.errors import Refusal
from moderation.following.actions import register as actions
from moderation.following.forms.register import ReviewForm
from moderation.following.models import Followee
from moderation.following.presenters import register as presenter
from moderation.following.queries import register as queries
from moderation.following.workflow import DECIDED, State
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

_MOST_DIGITS = 18


@require_POST
@in_school(Permission.DECIDE_FOLLOWING)
def together(request: SchoolRequest) -> HttpResponse:
    """Those that were ticked, and one decision for all of them."""
    rows = _ticked(request)
    if not rows:
        messages.warning(request, "Tick the accounts first that were found on X.")
        return redirect("following:register", school=request.school.slug)
    today = timezone.localdate()
    sent = request.POST if "verb" in request.POST or "decide" in request.POST else None
    proposed = {"review_on": f"{presenter.in_a_year(today):%Y-%m-%d}"}
    form = ReviewForm(sent, verbs=DECIDED[State.FOUND], initial=proposed)
    if form.is_valid() and _decided(request, rows, form):
        return redirect("following:register", school=request.school.slug)
    page = {"rows": presenter.ticked(rows, today), "form": form}
    return render(request, "following/together.html", page, status=422 if form.errors else 200)


def _decided(request: SchoolRequest, rows: list[Followee], form: ReviewForm) -> bool:
    try:
        actions.decide(
            followees=rows,
            verb=form.chosen,
            given=form.given,
            by=request.user,
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"Noted for {len(rows)}, with your reason.")
    return True


def _ticked(request: SchoolRequest) -> list[Followee]:
    sent = [one for one in request.POST.getlist("entry") if one.isascii() and one.isdigit()]
    ids = [int(one) for one in sent if len(one) <= _MOST_DIGITS]
    return queries.ticked(request.school, ids)
