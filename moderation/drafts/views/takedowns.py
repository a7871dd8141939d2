"""Posts that show a child who may no longer be shown: leaders take them down."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from moderation.drafts.actions import publishing
from moderation.drafts.errors import Refusal
from moderation.drafts.presenters import saved
from moderation.drafts.presenters import takedowns as presenter
from moderation.drafts.queries import takedowns as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved

REASON = _("It shows a child who may no longer be shown.")


@require_GET
@in_school(Permission.DELETE_LIVE_POSTS)
@also_saved(saved.TAKEDOWNS, lambda request: queries.everything(request.school))
def takedowns(request: SchoolRequest) -> HttpResponse:
    """What has to come down, the soonest due first, and what did."""
    shown = presenter.present(request.school, timezone.now())
    return render(request, "drafts/takedowns.html", {"takedowns": shown})


@require_POST
@in_school(Permission.DELETE_LIVE_POSTS)
def take_down(request: SchoolRequest, pk: int) -> HttpResponse:
    """Have the post deleted from X; the item closes once it is seen to be gone."""
    post = get_object_or_404(request.school.posts.published().select_related("account"), pk=pk)
    try:
        publishing.remove(post=post, by=request.user, reason=str(REASON), now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        if post.account.by_hand:
            return redirect("drafts:by_hand_post", school=request.school.slug, pk=pk)
        words = gettext(
            "X is being asked to delete it. It leaves this list once it is seen to be gone."
        )
        messages.success(request, words)
    return redirect("drafts:takedowns", school=request.school.slug)


@require_POST
@in_school(Permission.DELETE_LIVE_POSTS)
def seen_gone(request: SchoolRequest, pk: int) -> HttpResponse:
    """Somebody looked on X, and the post is gone."""
    post = get_object_or_404(request.school.posts.published(), pk=pk)
    try:
        publishing.seen_gone(post=post, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, gettext("Noted: you have seen that it is gone from X."))
    return redirect("drafts:takedowns", school=request.school.slug)
