"""When what goes out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from moderation.drafts.presenters import calendar as presenter
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_SCHOOL)
def calendar(request: SchoolRequest) -> HttpResponse:
    """A month as a grid and as a list; each sees the posts that are theirs to see."""
    now = timezone.now()
    visible = request.school.posts.visible_to(request.user, request.membership.permissions)
    first = presenter.read_month(request.GET.get("month", ""), today=timezone.localdate(now))
    month = presenter.present(visible, first, request.membership, now=now)
    return render(request, "drafts/calendar.html", {"month": month})
