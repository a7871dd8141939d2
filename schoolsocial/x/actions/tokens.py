"""Renewing an account's tokens: under a row lock, once, and never by guess."""

from django.conf import settings
from django.utils import timezone

from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from schoolsocial.x import errors
from schoolsocial.x.actions import accounts
from schoolsocial.x.credentials import App
from schoolsocial.x.models import Account
from schoolsocial.x.oauth import refresh_tokens


def refresh(*, school_id: int, account_id: int, stale: bytes) -> None:
    """Trade the refresh token for a new pair, unless another worker has done so since ``stale``.

    ``stale`` is the sealed access token that X did not accept. Where X knows the refresh token no
    longer, or its answer was lost (the token is used up by then), the account needs reconnecting;
    where nothing left this machine, nothing changes.
    """
    with scope.school(school_id):
        account = Account.objects.select_for_update().get(pk=account_id)
        if bytes(account.access_token) != stale or account.needs_reconnecting_at is not None:
            return
        if not account.refresh_token:
            _needs_reconnecting(account)
            return
        app = App(settings.X_CLIENT_ID, settings.X_CLIENT_SECRET)
        box = accounts.token_box()
        token = box.open(account.refresh_token, school_id=school_id, account_id=account_id)
        try:
            pair = refresh_tokens(app, token, api_url=settings.X_API_URL)
        except errors.NotSent:
            return
        except (errors.Rejected, errors.OutcomeUnknown):
            _needs_reconnecting(account)
            return
        accounts.store_tokens(account=account, tokens=pair, now=timezone.now())
        audit.record(school_id=school_id, by=None, verb="account.tokens_renewed", subject=account)


def _needs_reconnecting(account: Account) -> None:
    account.needs_reconnecting_at = timezone.now()
    account.save(update_fields=["needs_reconnecting_at"])
    audit.record(
        school_id=account.school_id,
        by=None,
        verb="account.needs_reconnecting",
        subject=account,
    )
