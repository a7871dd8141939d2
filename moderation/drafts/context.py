"""What the frame of every page shows of the queue."""

from django.http import HttpRequest

from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy import scope

MOST = 99


def waiting(request: HttpRequest) -> dict[str, int]:
    """How many drafts wait for this reader's decision, up to 99; nothing outside a school."""
    membership = getattr(request, "membership", None)
    if membership is None or not scope.entered():
        return {}
    if Permission.REVIEW_POSTS not in membership.permissions:
        return {}
    queue = membership.school.posts.reviewable_by(request.user)
    return {"waiting": queue[:MOST].count()}
