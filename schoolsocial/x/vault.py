"""Sealing an account's tokens into its row, and opening them for a call."""

import json
from dataclasses import asdict
from datetime import datetime

from django.conf import settings

from schoolsocial.x.credentials import Credentials, OAuth1User, OAuth2User, TokenPair
from schoolsocial.x.crypto import TokenBox
from schoolsocial.x.models import Account

_TOKEN_FIELDS = [
    "signing",
    "access_token",
    "refresh_token",
    "token_expires_at",
    "needs_reconnecting_at",
    "refused_since",
]


def token_box() -> TokenBox:
    """What seals and opens tokens, with the keys of the settings."""
    return TokenBox.from_text(settings.TOKEN_KEYS)


def store_tokens(*, account: Account, tokens: TokenPair, now: datetime) -> None:
    """Seal a fresh pair into the account's row; it may post again."""
    account.signing = Account.Signing.OAUTH2
    account.access_token = _seal(account, tokens.access_token)
    account.refresh_token = _seal(account, tokens.refresh_token)
    account.token_expires_at = now + tokens.expires_in
    account.needs_reconnecting_at = account.refused_since = None
    account.save(update_fields=_TOKEN_FIELDS)


def store_keys(*, account: Account, keys: OAuth1User) -> None:
    """Seal the four keys of OAuth 1.0a into the account's row; they do not expire."""
    account.signing = Account.Signing.OAUTH1
    account.access_token = _seal(account, json.dumps(asdict(keys)))
    account.refresh_token = b""
    account.token_expires_at = None
    account.needs_reconnecting_at = account.refused_since = None
    account.save(update_fields=_TOKEN_FIELDS)


def destroy_tokens(*, account: Account, now: datetime) -> None:
    """Forget what opens the account, for good: it is disconnected."""
    account.access_token = account.refresh_token = b""
    account.token_expires_at = account.needs_reconnecting_at = None
    account.disconnected_at = now
    account.save(update_fields=[*_TOKEN_FIELDS, "disconnected_at"])


def credentials_of(account: Account) -> Credentials:
    """What the account's calls are made with, opened. Raises ``crypto.TokenUnreadable``."""
    opened = _open(account, account.access_token)
    if account.signing == Account.Signing.OAUTH1:
        return OAuth1User(**json.loads(opened))
    return OAuth2User(opened)


def refresh_token_of(account: Account) -> str:
    """The refresh token, opened; empty where there is none. Raises ``crypto.TokenUnreadable``."""
    return _open(account, account.refresh_token) if account.refresh_token else ""


def is_current(account: Account) -> bool:
    """Whether everything sealed in the account's row is sealed with the newest key."""
    box = token_box()
    return all(box.is_current(one) for one in (account.access_token, account.refresh_token) if one)


def reseal(account: Account, *, save: bool) -> None:
    """Seal what the row holds with the newest key. Raises ``crypto.TokenUnreadable``."""
    account.access_token = _seal(account, _open(account, account.access_token))
    if account.refresh_token:
        account.refresh_token = _seal(account, _open(account, account.refresh_token))
    if save:
        account.save(update_fields=["access_token", "refresh_token"])


def _seal(account: Account, token: str) -> bytes:
    return token_box().seal(token, school_id=account.school_id, account_id=account.pk)


def _open(account: Account, sealed: bytes | memoryview) -> str:
    return token_box().open(sealed, school_id=account.school_id, account_id=account.pk)
