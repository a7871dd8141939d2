"""What the frame of a reviewer's pages tells about drafts."""

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest

from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy import scope

MOST_COUNTED = 99


def waiting(request: HttpRequest) -> dict[str, Callable[[], str]]:
    """How many drafts this person may decide. Counted only where a page shows it."""
    membership = getattr(request, "membership", None)
    if membership is None or not scope.entered():  # a refusal's page stands outside the school
        return {}
    if Permission.REVIEW_POSTS not in membership.permissions:
        return {}
    posts = membership.school.posts

    @cache
    def count() -> str:
        found = posts.to_decide_by(request.user).order_by()[: MOST_COUNTED + 1].count()
        return f"{MOST_COUNTED}+" if found > MOST_COUNTED else str(found or "")

    return {"waiting": count}
