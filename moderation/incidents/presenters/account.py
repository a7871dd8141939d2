"""What is on record about one account on X. Facts: how many incidents, of what kind, since when."""

from collections import Counter
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import ngettext

from moderation.drafts.wall_clock import LONDON
from moderation.incidents.models import Incident, OtherAccount
from moderation.incidents.queries.incidents import MOST_ABOUT_ONE, about
from schoolsocial.accounts.models import Membership


@dataclass(frozen=True, slots=True)
class AccountPage:
    account: OtherAccount
    told: str
    kinds: tuple[tuple[str, int], ...]
    incidents: tuple[Incident, ...]
    more: bool


def present(account: OtherAccount, membership: Membership) -> AccountPage:
    """The incidents about it that the reader may see; others are not counted."""
    incidents = about(account, membership)
    return AccountPage(
        account=account,
        told=_told(incidents),
        kinds=tuple(Counter(one.label for one in incidents).most_common()),
        incidents=tuple(incidents),
        more=len(incidents) == MOST_ABOUT_ONE,
    )


def _told(incidents: list[Incident]) -> str:
    first = incidents[-1].reported_at.astimezone(LONDON)
    number = len(incidents)
    told = ngettext("{number} incident since {day}.", "{number} incidents since {day}.", number)
    return told.format(number=number, day=date_format(first, "j F Y"))
