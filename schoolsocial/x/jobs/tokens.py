"""Renewing an account's tokens: under a row lock, once, and never by guess."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from schoolsocial.x import errors, standing, vault
from schoolsocial.x.credentials import App, TokenPair
from schoolsocial.x.models import Account
from schoolsocial.x.oauth import refresh_tokens

_TRIES = 2
REFUSED_FOR = timedelta(hours=6)
"""So long X has to refuse keys that cannot be renewed before they are taken for invalid: X may have
a bad hour with everybody's."""


def app() -> App:
    """The developer app this installation is registered as."""
    return App(settings.X_CLIENT_ID, settings.X_CLIENT_SECRET)


def refresh(*, school_id: int, account_id: int, stale: bytes) -> None:
    """Trade the refresh token for a new pair, unless another worker has done so since ``stale``.

    ``stale`` is the sealed access token that X did not accept. Only X's own word that it knows the
    refresh token no longer makes the account one to reconnect: where an answer was lost, it is
    asked for once more (a token used up by the first asking is refused then), and where X cannot
    be made to say, nothing changes and the next call asks again.
    """
    with scope.school(school_id):
        account = Account.objects.select_for_update().get(pk=account_id)
        if bytes(account.access_token) != stale or account.needs_reconnecting_at is not None:
            return
        now = timezone.now()
        if not account.refresh_token:
            _refused(account, now)
            return
        try:
            pair = _pair_for(account)
        except (errors.NotSent, errors.OutcomeUnknown):
            return
        except errors.Rejected:
            standing.ask_to_reconnect(account=account, now=now)
            return
        _store(account, pair, now)


def _refused(account: Account, now: datetime) -> None:
    """X did not take keys of OAuth 1.0a, which nothing renews. It is asked again with every call;
    an answer that is good forgets the refusal."""
    if account.refused_since is None:
        account.refused_since = now
        account.save(update_fields=["refused_since"])
    elif now - account.refused_since >= REFUSED_FOR:
        standing.ask_to_reconnect(account=account, now=now)


def _pair_for(account: Account) -> TokenPair:
    token = vault.refresh_token_of(account)
    for _ in range(_TRIES - 1):
        try:
            return refresh_tokens(app(), token, api_url=settings.X_API_URL)
        except errors.OutcomeUnknown:
            continue
    return refresh_tokens(app(), token, api_url=settings.X_API_URL)


def _store(account: Account, pair: TokenPair, now: datetime) -> None:
    vault.store_tokens(account=account, tokens=pair, now=now)
    audit.record(
        school_id=account.school_id,
        by=None,
        verb="account.tokens_renewed",
        subject=account,
        at=now,
    )
