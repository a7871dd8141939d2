"""How X is asked about an account, and when again after an answer that was none."""

from datetime import datetime, timedelta

from django.conf import settings

from schoolsocial.x import errors
from schoolsocial.x.actions import accounts, tokens
from schoolsocial.x.client import XClient
from schoolsocial.x.models import Account

AGAIN = timedelta(minutes=15)
WITHOUT_CREDIT = timedelta(hours=6)
WITH_NEW_TOKENS = timedelta(minutes=1)


def client_of(account: Account) -> XClient:
    """X as this account asks it; only to read."""
    return XClient(accounts.credentials_of(account), api_url=settings.X_API_URL)


def again_after(error: errors.XError, account: Account, now: datetime) -> datetime:
    """When X may be asked again after this error."""
    if isinstance(error, errors.RateLimited):
        return accounts.jitter_after(error.until, account)
    if isinstance(error, errors.CreditsDepleted):
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
    if isinstance(error, errors.Unauthorised):
        return "not-signed-in"
    return "refused" if isinstance(error, errors.Rejected) else "no-answer"


def renew(error: errors.XError, account: Account) -> None:
    """Trade the tokens for new ones where X no longer took them; outside a transaction."""
    if isinstance(error, errors.Unauthorised):
        tokens.refresh(
            school_id=account.school_id, account_id=account.pk, stale=bytes(account.access_token)
        )
