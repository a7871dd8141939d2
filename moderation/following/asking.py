"""Asking X for a page of whom an account follows, where the school's budget has room for it."""

from decimal import Decimal

from django.utils import timezone

from moderation.catalogue.asking import BudgetSpent
from moderation.following.models import Followee, FollowingReading
from moderation.following.workflow import State
from schoolsocial.tenancy import scope
from schoolsocial.x import calling, cost, ledger
from schoolsocial.x.models import Account
from schoolsocial.x.people import Page

CALL = "read_follower"
AT_LEAST = 50
_LIKELY = (State.FOLLOWED, State.FOUND, State.TO_UNFOLLOW)


def page_of(reading: FollowingReading) -> Page:
    """The next page. Raises ``BudgetSpent`` and what X's client raises."""
    account = reading.account
    with scope.school(account.school_id):
        calls = {CALL: max(AT_LEAST, _likely(account) - reading.shown)}
        room = ledger.room_for(account=account, calls=calls, now=timezone.now())
    if not room:
        raise BudgetSpent("The school's budget for X is spent this month.")
    with calling.as_account(account) as client:
        return client.following_page(account.x_user_id, page_token=reading.next_token)


def cost_of(accounts: int) -> Decimal:
    """US dollars for so many accounts in a list, at the prices in force."""
    return cost.prices().cost_of({CALL: accounts})


def likely_cost(account: Account) -> Decimal:
    """What reading the whole list will probably cost, by how many were followed last time."""
    return cost_of(_likely(account))


def _likely(account: Account) -> int:
    return Followee.objects.filter(account=account, state__in=_LIKELY).count()
