"""How X is asked about an account, and when again after an answer that was none."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone

from schoolsocial.tenancy import scope
from schoolsocial.x import calling, errors
from schoolsocial.x.actions import accounts, spending, tokens
from schoolsocial.x.client import XClient
from schoolsocial.x.models import Account

AGAIN = timedelta(minutes=15)
WITHOUT_CREDIT = timedelta(hours=6)
WITH_NEW_TOKENS = timedelta(minutes=1)


class BudgetSpent(errors.NotSent):
    """The school lets what costs money wait, and its budget for the month is spent."""


@contextmanager
def reading(account: Account, *, posts: int) -> Iterator[XClient]:
    """X as this account asks it, for up to that many posts; what it costs is booked.

    Raises ``BudgetSpent``. Whether a post that was taken down is gone is asked without minding
    the budget: see ``jobs.verifying``.
    """
    now = timezone.now()
    with scope.school(account.school_id):
        room = spending.room_for(account=account, calls={"read_post": posts}, now=now)
    if not room:
        raise BudgetSpent("The school's budget for X is spent this month.")
    with calling.as_account(account) as client:
        yield client


def again_after(error: errors.XError, account: Account, now: datetime) -> datetime:
    """When X may be asked again after this error."""
    if isinstance(error, errors.RateLimited):
        return accounts.jitter_after(error.until, account)
    if isinstance(error, errors.CreditsDepleted | BudgetSpent):
        return now + WITHOUT_CREDIT
    if isinstance(error, errors.Unauthorised):
        return now + WITH_NEW_TOKENS
    return now + AGAIN


def code_of(error: errors.XError) -> str:
    """The error as a short code, for the row and the page."""
    if isinstance(error, errors.RateLimited):
        return "rate-limited"
    if isinstance(error, errors.CreditsDepleted):
        return "no-credit"
    if isinstance(error, BudgetSpent):
        return "no-budget"
    if isinstance(error, errors.Unauthorised):
        return "not-signed-in"
    return "refused" if isinstance(error, errors.Rejected) else "no-answer"


def renew(error: errors.XError, account: Account) -> None:
    """Trade the tokens for new ones where X no longer took them; outside a transaction."""
    if isinstance(error, errors.Unauthorised):
        tokens.refresh(
            school_id=account.school_id, account_id=account.pk, stale=bytes(account.access_token)
        )
