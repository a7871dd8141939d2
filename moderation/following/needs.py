"""What the register of whom the school follows may need of somebody now."""

from collections.abc import Iterator

from django.utils.translation import ngettext_lazy

from moderation.following.models import Followee, FollowRequest
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission


def needs(asked: Asked) -> Iterator[Need]:
    """Wishes, what X shows otherwise, reviews that are due; requests to follow."""
    yield Need(
        "following.decide",
        ngettext_lazy(
            "account the school follows, or may follow, is to be decided on",
            "accounts the school follows, or may follow, are to be decided on",
        ),
        "following:register",
        Permission.DECIDE_FOLLOWING,
        Followee,
        lambda: Followee.objects.filter(school=asked.school).to_decide(asked.today),
        since="changed_at",
    )
    yield Need(
        "following.requests",
        ngettext_lazy(
            "request to follow a protected account is open",
            "requests to follow a protected account are open",
        ),
        "following:requests",
        Permission.DECIDE_FOLLOWING,
        FollowRequest,
        lambda: FollowRequest.objects.filter(school=asked.school).open(),
        since="reported_at",
    )
