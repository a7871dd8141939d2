"""What the lists of followers can be asked for, so that it can be kept."""

from moderation.followers.models import FollowerCase
from moderation.followers.models.followers import KnownAs
from moderation.followers.queries.accounts import in_the_care_of
from moderation.followers.queries.cases import BARE, SORTS, YOUNG
from moderation.followers.workflow import State
from schoolsocial.accounts.access import SchoolRequest
from schoolsocial.accounts.filtering import Choice, Filters, Tick, among


def _accounts(request: SchoolRequest) -> set[str]:
    return {str(account.pk) for account in in_the_care_of(request.membership)}


CASES = Filters(
    "followers.cases",
    {
        "state": Choice("Where cases stand", among(*State.values), State.OPEN.value),
        "sort": Choice("Order", among(*SORTS), "newest"),
        "kind": Choice("Kind", among(*FollowerCase.Kind.values)),
        "account": Choice("Account", _accounts),
        "young": Choice("Age of the account", among(*YOUNG)),
        "bare": Choice("What is missing", among(*BARE)),
        "known": Choice("Known to us", among("any", *filter(None, KnownAs.values))),
        "protected": Choice("Protected", among("yes", "no")),
    },
)

EVERYONE = Filters("followers.everyone", {"gone": Tick("No longer follow")})
