"""What governors are told, and how posting goes for those who lead it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from moderation.drafts.presenters import figures as presenter
from moderation.drafts.presenters import habits as habits_presenter
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_FIGURES)
def figures(request: SchoolRequest) -> HttpResponse:
    """How soon posts came down, and what was disposed of, by academic year."""
    shown = presenter.present(request.school, timezone.now())
    return render(request, "drafts/figures.html", {"figures": shown})


@require_GET
@in_school(Permission.REVIEW_POSTS)
def habits(request: SchoolRequest) -> HttpResponse:
    """Which classes are shown, how soon drafts are decided about, and why they come back."""
    shown = habits_presenter.present(request.school, timezone.now())
    return render(request, "drafts/habits.html", {"habits": shown})
