"""What is live on X, and what audits found there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from moderation.catalogue.actions import audits
from moderation.catalogue.forms.deciding import DecisionForm
from moderation.catalogue.models import Tweet
from moderation.catalogue.presenters import lists, saved
from moderation.catalogue.presenters import tweet as presenter
from moderation.catalogue.queries import listed
from moderation.drafts.errors import Refusal
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.SEE_ALL_POSTS)
@also_saved(saved.LIVE, lambda request: listed.all_tweets(request.school))
def live(request: SchoolRequest) -> HttpResponse:
    """All that is known to be on the school's accounts, the newest first."""
    page = {
        "tweets": lists.tweets(request.school, request.GET.get("from", "")),
        "overview": lists.overview(request.school),
    }
    return render(request, "catalogue/live.html", page)


@require_GET
@in_school(Permission.SEE_ALL_POSTS)
@also_saved(saved.AUDIT, lambda request: listed.all_remarks(request.school, decided=False))
def audit(request: SchoolRequest) -> HttpResponse:
    """How far the audit is, and what nobody has decided yet."""
    page = {
        "remarks": lists.remarks(request.school, request.GET.get("from", ""), decided=False),
        "overview": lists.overview(request.school),
    }
    part = "#progress" if request.headers.get("HX-Request") else ""
    return render(request, f"catalogue/audit.html{part}", page)


@require_GET
@in_school(Permission.SEE_ALL_POSTS)
@also_saved(saved.DECIDED, lambda request: listed.all_remarks(request.school, decided=True))
def decided(request: SchoolRequest) -> HttpResponse:
    """What was decided, the latest first."""
    found = lists.remarks(request.school, request.GET.get("from", ""), decided=True)
    return render(request, "catalogue/decided.html", {"remarks": found})


@require_POST
@in_school(Permission.DELETE_LIVE_POSTS)
def audit_start(request: SchoolRequest) -> HttpResponse:
    """Go through all that is live, now."""
    try:
        audits.start(school=request.school, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("catalogue:audit", school=request.school.slug)


@require_GET
@in_school(Permission.SEE_ALL_POSTS)
def tweet(request: SchoolRequest, pk: int) -> HttpResponse:
    """One post on X with all that is known of it."""
    shown = presenter.present(request.school, _tweet(request, pk), timezone.localdate())
    return render(request, "catalogue/tweet.html", {"page": shown})


@require_POST
@in_school(Permission.DELETE_LIVE_POSTS)
def decide(request: SchoolRequest, pk: int) -> HttpResponse:
    """Keep a post in which something was found, or have it looked at again."""
    found = get_object_or_404(request.school.remarks.select_related("tweet"), tweet_id=pk)
    form, status, problem = DecisionForm(request.POST), 422, ""
    if form.is_valid():
        try:
            audits.decide(remark=found, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, gettext("Noted, with your reason."))
            return redirect("catalogue:tweet", school=request.school.slug, pk=pk)
        except Refusal as refusal:
            status, problem = 409, str(refusal)
    shown = presenter.present(
        request.school, _tweet(request, pk), timezone.localdate(), form=form, problem=problem
    )
    return render(request, "catalogue/tweet.html", {"page": shown}, status=status)


@require_GET
@in_school(Permission.SEE_ALL_POSTS)
def of_post(request: SchoolRequest, pk: int) -> HttpResponse:
    """The same by its post in the record."""
    found = get_object_or_404(request.school.tweets.all(), post=pk)
    return redirect("catalogue:tweet", school=request.school.slug, pk=found.pk)


def _tweet(request: SchoolRequest, pk: int) -> Tweet:
    return get_object_or_404(listed.with_pictures(request.school.tweets.all()), pk=pk)
