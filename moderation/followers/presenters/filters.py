"""What the lists of followers can be asked for, so that it can be kept."""

from django.utils.translation import gettext_lazy as _

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
        "state": Choice(_("Where cases stand"), among(*State.values), State.OPEN.value),
        "sort": Choice(_("Order"), among(*SORTS), "newest"),
        "kind": Choice(_("Kind"), among(*FollowerCase.Kind.values)),
        "account": Choice(_("Account"), _accounts),
        "young": Choice(_("Age of the account"), among(*YOUNG)),
        "bare": Choice(_("What is missing"), among(*BARE)),
        "known": Choice(_("Known to us"), among("any", *filter(None, KnownAs.values))),
        "protected": Choice(_("Protected"), among("yes", "no")),
    },
)

EVERYONE = Filters("followers.everyone", {"gone": Tick(_("No longer follow"))})
