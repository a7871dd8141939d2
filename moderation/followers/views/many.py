"""Many cases with one decision and one reason, in two steps."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from moderation.drafts.errors import Refusal
from moderation.followers.actions import deciding
from moderation.followers.actions import together as actions
from moderation.followers.actions.deciding import Said
from moderation.followers.forms.deciding import ManyForm
from moderation.followers.models import FollowerCase
from moderation.followers.presenters import case as one_case
from moderation.followers.presenters import lists
from moderation.followers.queries import batches, rules
from moderation.followers.queries import cases as queries
from moderation.followers.queries.cases import MOST_AT_ONCE, filter_of
from moderation.followers.workflow import Verdict
from schoolsocial.accounts import together
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

_MOST_DIGITS = 18


@require_POST
@in_school(Permission.CHECK_FOLLOWERS)
def decide_many(request: SchoolRequest) -> HttpResponse:
    """Show who is meant and ask why; with a reason, decide."""
    chosen, every = _chosen(request), "every" in request.POST
    if not chosen:
        messages.warning(request, gettext("Tick at least one that is still to be decided."))
        return redirect("followers:cases", school=request.school.slug)
    asked = "verdict" in request.POST or "sure" in request.POST
    reasons = rules.counting(request.school, timezone.localdate()).reasons
    form = ManyForm(request.POST if asked else None, reasons=reasons, only_keep=every)
    status, problem = (422 if form.errors else 200), ""
    if form.is_valid():
        try:
            return redirect(_decide(request, chosen, form))
        except Refusal as refusal:
            status, problem = 409, str(refusal)
    rows = [lists.row(one) for one in chosen]
    page = {"rows": rows, "form": form, "problem": problem, "every": every}
    page["query"] = filter_of(request.GET).query
    return render(request, "followers/many.html", page, status=status)


@require_POST
@in_school(Permission.CHECK_FOLLOWERS)
def undo_many(request: SchoolRequest) -> HttpResponse:
    """Take back what was decided about many, as far as that is still possible."""
    at, back = together.moment_of(request.POST.get(together.ASKED, "")), _list(request)
    if at is None:
        messages.warning(request, gettext("Open the list again. What was decided shows each case."))
        return redirect(back)
    batch = list(batches.decided_by(request.membership, at))
    taken = actions.undo(cases=batch, decided_at=at, by=request.user, now=timezone.now())
    return together.told(request, taken, one_case.title, back)


def _decide(request: SchoolRequest, chosen: list[FollowerCase], form: ManyForm) -> str:
    """Decide; the address of the list, which says so and offers to take it back."""
    given, now = form.cleaned_data, timezone.now()
    said = Said(Verdict(given["verdict"]), given["reason"], given["note"])
    done = deciding.decide(cases=chosen, said=said, by=request.user, now=now)
    if said.verdict == Verdict.PUPIL:  # the safeguarding lead is told: that is not taken back
        messages.success(request, f"{lists.counted(len(done))}: {said.verdict.label}.")
        return _list(request)
    return f"{_list(request)}{together.ASKED}={together.stamp(now)}"


def _list(request: SchoolRequest) -> str:
    """The list with the filter that it was left with."""
    address = reverse("followers:cases", args=[request.school.slug])
    return f"{address}?{filter_of(request.GET).query}"


def _chosen(request: SchoolRequest) -> list[FollowerCase]:
    """Those that were ticked; on the first step of “all of these”, the first so many that fit."""
    if "every" in request.POST and "case" not in request.POST:
        wanted = filter_of(request.GET)
        rows = queries.matching(request.membership, wanted, timezone.now())
        shown = rows.select_related("account", "follower", "school")
        return list(wanted.order.sorted(shown)[:MOST_AT_ONCE])
    ids = [
        int(one)
        for one in request.POST.getlist("case")
        if one.isascii() and one.isdigit() and len(one) <= _MOST_DIGITS
    ]
    return queries.ticked(request.membership, ids)
