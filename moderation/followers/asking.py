"""How X is asked who follows an account: within the budget, and not before it may be."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone

from moderation.catalogue.asking import BudgetSpent, again_after, code_of, renew
from schoolsocial.tenancy import scope
from schoolsocial.x import calling, ledger
from schoolsocial.x.client import XClient
from schoolsocial.x.models import Account, RateLimit

__all__ = ["BudgetSpent", "again_after", "code_of", "reading", "renew", "waits_until"]

FOLLOWERS = "GET /2/users/:id/followers"
PAUSED_FOR = timedelta(hours=1)


@contextmanager
def reading(account: Account, calls: Mapping[str, int]) -> Iterator[XClient]:
    """X as this account asks it, if there is room for these calls; what it costs is booked.

    Raises ``BudgetSpent``.
    """
    with scope.school(account.school_id):
        room = ledger.room_for(account=account, calls=calls, now=timezone.now())
    if not room:
        raise BudgetSpent("The school's budget for X has no room for this sweep.")
    with calling.as_account(account) as client:
        yield client


def waits_until(account: Account, now: datetime) -> datetime | None:
    """Until when the account's followers are not to be asked for; None where they may be."""
    if account.paused_at is not None or account.needs_reconnecting_at is not None:
        return now + PAUSED_FOR
    limit = RateLimit.objects.filter(account=account, endpoint=FOLLOWERS, remaining=0).first()
    if limit is not None and limit.resets_at > now:
        return limit.resets_at
    return None
