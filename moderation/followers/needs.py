"""What followers may need of somebody now."""

from collections.abc import Iterator

from django.utils.translation import ngettext_lazy

from moderation.followers.models import FollowerCase
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission


def needs(asked: Asked) -> Iterator[Need]:
    """Cases of the accounts this person answers for."""
    yield Need(
        "followers.cases",
        ngettext_lazy("follower is to be decided on", "followers are to be decided on"),
        "followers:cases",
        Permission.CHECK_FOLLOWERS,
        FollowerCase,
        lambda: FollowerCase.objects.undecided().in_the_care_of(asked.membership),
        since="opened_at",
    )
