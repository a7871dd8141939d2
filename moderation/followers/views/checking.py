"""That followers were looked at, by which rules, and everybody who follows."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.drafts.errors import Refusal
from moderation.followers.actions import checking
from moderation.followers.forms.sweeps import RulesForm
from moderation.followers.presenters import counting as presenter
from moderation.followers.presenters import filters, saved
from moderation.followers.queries import cases as queries
from moderation.followers.queries import clauses, rules
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_POST
@in_school(Permission.DECIDE_FOLLOWERS)
def nothing_new(request: SchoolRequest) -> HttpResponse:
    """Looked, and there is nothing new."""
    try:
        checking.nothing_new(school=request.school, by=request.user, now=timezone.now())
        messages.success(request, gettext("Checked, nothing new: noted with your name."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("followers:cases", school=request.school.slug)


@require_http_methods(["GET", "POST"])
@in_school(Permission.DECIDE_FOLLOWERS)
def choose(request: SchoolRequest) -> HttpResponse:
    """How often followers are looked at, and what of them is kept."""
    kept, counting = rules.of(request.school), rules.counting(request.school, timezone.localdate())
    form = RulesForm(request.POST or None, kept=kept, by_policy=counting.policy is not None)
    if form.is_valid():
        checking.choose(school=request.school, by=request.user, now=timezone.now(), **form.chosen())
        messages.success(request, gettext("Saved."))
        return redirect("followers:rules", school=request.school.slug)
    quoted = clauses.about_followers(counting)
    page = {"form": form, "clauses": quoted, "fixed": presenter.fixed(counting, request.school)}
    return render(request, "followers/rules.html", page, status=422 if form.errors else 200)


@require_GET
@in_school(Permission.CHECK_FOLLOWERS)
@keeps_filters(filters.EVERYONE)
@also_saved(
    saved.EVERYONE, lambda request: queries.all_of(request.membership, gone="gone" in request.GET)
)
def everyone(request: SchoolRequest) -> HttpResponse:
    """Who follows, or once did, the latest first."""
    gone, cursor = "gone" in request.GET, request.GET.get("from", "")
    page = queries.everyone(request.membership, gone=gone, cursor=cursor)
    return render(request, "followers/everyone.html", {"page": page, "gone": gone})


@require_GET
@in_school(Permission.SEE_SCHOOL)
def help_page(request: SchoolRequest) -> HttpResponse:
    """How followers are looked at, and what is kept of them."""
    return render(request, "followers/help.html")
