"""What the frame of a reviewer's pages tells about drafts."""

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest

from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.queries import by_hand
from moderation.drafts.queries.takedowns import open_posts
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy import scope

MOST_COUNTED = 99


def waiting(request: HttpRequest) -> dict[str, Callable[[], object]]:
    """How many drafts this person may decide, how many posts have to come down and how many they
    are to post by hand. Counted only where a page shows it.
    """
    membership = getattr(request, "membership", None)
    if membership is None or not scope.entered():  # a refusal's page stands outside the school
        return {}
    return {**_by_hand(membership), **_for_reviewers(membership)}


def _by_hand(membership: Membership) -> dict[str, Callable[[], object]]:
    """Whether any account is posted to by hand, and how many posts wait for this person to."""
    if Permission.POST_BY_HAND not in membership.permissions:
        return {}

    @cache
    def used() -> bool:
        return by_hand.in_use(membership.school)

    @cache
    def count() -> str:
        return _counted(by_hand.to_do(membership)) if used() else ""

    return {"posts_by_hand": used, "by_hand_waiting": count}


def _for_reviewers(membership: Membership) -> dict[str, Callable[[], object]]:
    if Permission.REVIEW_POSTS not in membership.permissions:
        return {}
    takes_down = Permission.DELETE_LIVE_POSTS in membership.permissions
    posts = membership.school.posts

    @cache
    def count() -> str:
        return _counted(posts.to_decide_by(membership.person))

    @cache
    def coming_down() -> int:
        return open_posts(membership.school) if takes_down else 0

    return {"waiting": count, "coming_down": coming_down}


def _counted(posts: PostQuerySet) -> str:
    found = posts.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED}+" if found > MOST_COUNTED else str(found or "")
