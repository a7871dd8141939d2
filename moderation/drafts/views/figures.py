"""What governors are told."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from moderation.drafts.presenters import figures as presenter
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_FIGURES)
def figures(request: SchoolRequest) -> HttpResponse:
    """How soon posts came down, and what was disposed of, by academic year."""
    shown = presenter.present(request.school, timezone.now())
    return render(request, "drafts/figures.html", {"figures": shown})
