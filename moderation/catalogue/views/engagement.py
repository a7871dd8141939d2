"""What the school's own posts met with, where it asked to know."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from moderation.catalogue.actions import engagement as actions
from moderation.catalogue.presenters import engagement as presenter
from moderation.catalogue.queries import engagement as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.REVIEW_POSTS)
@also_saved(presenter.ENGAGEMENT, lambda request: queries.posts(request.school))
def engagement(request: SchoolRequest) -> HttpResponse:
    """By month, by class and post by post, and the switch with what it costs."""
    shown = {
        "engagement": presenter.present(request.school, timezone.now()),
        "may_switch": Permission.DELETE_LIVE_POSTS in request.membership.permissions,
    }
    return render(request, "catalogue/engagement.html", shown)


@require_POST
@in_school(Permission.DELETE_LIVE_POSTS)
def switch(request: SchoolRequest) -> HttpResponse:
    """On or off; off deletes what was read."""
    on = request.POST.get("on") == "yes"
    actions.switch(school=request.school, on=on, by=request.user, now=timezone.now())
    told = gettext("X is asked from now on. The first numbers are here once it was.")
    messages.info(
        request, told if on else gettext("X is no longer asked, and what was read is deleted.")
    )
    return redirect("catalogue:engagement", school=request.school.slug)
