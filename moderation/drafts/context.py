"""What the frame of a reviewer's pages tells about drafts."""

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest

from moderation.drafts.queries.takedowns import open_posts
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy import scope

MOST_COUNTED = 99


def waiting(request: HttpRequest) -> dict[str, Callable[[], object]]:
    """How many drafts this person may decide, and how many posts have to come down. Counted only
    where a page shows it.
    """
    membership = getattr(request, "membership", None)
    if membership is None or not scope.entered():  # a refusal's page stands outside the school
        return {}
    if Permission.REVIEW_POSTS not in membership.permissions:
        return {}
    takes_down = Permission.DELETE_LIVE_POSTS in membership.permissions
    posts = membership.school.posts

    @cache
    def count() -> str:
        found = posts.to_decide_by(request.user).order_by()[: MOST_COUNTED + 1].count()
        return f"{MOST_COUNTED}+" if found > MOST_COUNTED else str(found or "")

    @cache
    def coming_down() -> int:
        return open_posts(membership.school) if takes_down else 0

    return {"waiting": count, "coming_down": coming_down}
