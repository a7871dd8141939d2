"""How X is asked for what others wrote, within the school's budget."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from moderation.catalogue.asking import BudgetSpent
from schoolsocial.tenancy import scope
from schoolsocial.x import calling
from schoolsocial.x.actions import spending
from schoolsocial.x.client import XClient
from schoolsocial.x.models import Account


@contextmanager
def asking(account: Account, *, call: str, number: int) -> Iterator[XClient]:
    """X as this account asks it for up to ``number`` of this call; what it costs is booked.

    ``call`` is one of ``x.cost.CALLS``. Raises ``BudgetSpent``.
    """
    now = timezone.now()
    with scope.school(account.school_id):
        room = spending.room_for(account=account, calls={call: number}, now=now)
    if not room:
        raise BudgetSpent("The school's budget for X is spent this month.")
    with calling.as_account(account) as client:
        yield client
