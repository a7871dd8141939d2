"""How X is asked about blocks, and when again after an answer that was none."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection

from schoolsocial.tenancy import scope
from schoolsocial.x import calling, errors, ledger, standing
from schoolsocial.x.client import XClient
from schoolsocial.x.models import Account
from schoolsocial.x.people import MOST_A_PAGE

AGAIN = timedelta(minutes=15)
WITHOUT_CREDIT = timedelta(hours=6)
WITH_NEW_TOKENS = timedelta(minutes=1)


class BudgetSpent(errors.NotSent):
    """The school lets what costs money wait, and its budget for the month is spent."""


@contextmanager
def reading(account: Account, now: datetime) -> Iterator[XClient]:
    """X as this account asks it for a page of its blocks; what it costs is booked.

    Raises ``BudgetSpent``.
    """
    with scope.school(account.school_id):
        room = ledger.room_for(account=account, calls={"read_block": MOST_A_PAGE}, now=now)
    if not room:
        raise BudgetSpent("The school's budget for X is spent this month.")
    with calling.as_account(account) as client:
        yield client


def again_after(error: errors.XError, account: Account, now: datetime) -> datetime:
    """When X may be asked again after this error."""
    if isinstance(error, errors.RateLimited):
        return standing.jitter_after(error.until, account)
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


def database_now() -> datetime:
    """The database's clock, which all workers share."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
