"""Connecting an X account to a school."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.x.credentials import OAuth2User, TokenPair
from schoolsocial.x.crypto import TokenBox
from schoolsocial.x.models import Account


def token_box() -> TokenBox:
    """What seals and opens tokens, with the keys of the settings."""
    return TokenBox.from_text(settings.TOKEN_KEYS)


def connect(
    *,
    school: School,
    by: Person | None,
    handle: str,
    name: str,
    x_user_id: str,
    tokens: TokenPair,
    now: datetime,
    kind: Account.Kind = Account.Kind.SCHOOL,
) -> Account:
    """Add the account, or give a connected one new tokens. A staff account is ``by``'s own."""
    owner = by if kind == Account.Kind.STAFF else None
    with transaction.atomic():
        account, _ = Account.objects.update_or_create(
            school=school,
            x_user_id=x_user_id,
            defaults={"handle": handle, "name": name, "kind": kind, "owner": owner},
        )
        store_tokens(account=account, tokens=tokens, now=now)
        audit.record(
            school_id=school.pk,
            by=by.pk if by else None,
            verb="account.connected",
            subject=account,
            at=now,
        )
    return account


def store_tokens(*, account: Account, tokens: TokenPair, now: datetime) -> None:
    """Seal a fresh pair into the account's row; it may post again."""
    box = token_box()
    bound_to = {"school_id": account.school_id, "account_id": account.pk}
    account.access_token = box.seal(tokens.access_token, **bound_to)
    account.refresh_token = box.seal(tokens.refresh_token, **bound_to)
    account.token_expires_at = now + tokens.expires_in
    account.needs_reconnecting_at = None
    account.save(
        update_fields=[
            "access_token",
            "refresh_token",
            "token_expires_at",
            "needs_reconnecting_at",
        ]
    )


def pause(*, account: Account, reason: str, now: datetime) -> None:
    """Stop posting to this account until a person has seen to it; ``reason`` is a short code."""
    with transaction.atomic():
        account.paused_at, account.paused_reason = now, reason
        account.save(update_fields=["paused_at", "paused_reason"])
        audit.record(
            school_id=account.school_id,
            by=None,
            verb="account.paused",
            subject=account,
            details={"reason": reason},
            at=now,
        )


def resume(*, account: Account, by: Person, now: datetime) -> None:
    """Let the account post again."""
    with transaction.atomic():
        account.paused_at, account.paused_reason = None, ""
        account.save(update_fields=["paused_at", "paused_reason"])
        audit.record(
            school_id=account.school_id, by=by.pk, verb="account.resumed", subject=account, at=now
        )


def credentials_of(account: Account) -> OAuth2User:
    """The account's access token, opened. Raises ``crypto.TokenUnreadable``."""
    token = token_box().open(
        account.access_token, school_id=account.school_id, account_id=account.pk
    )
    return OAuth2User(token)


def hold_back(*, account: Account, until: datetime) -> None:
    """X's own limit: no post of this account before then."""
    account.wait_until = until
    account.save(update_fields=["wait_until"])


def jitter_after(until: datetime, account: Account) -> datetime:
    """A little later than ``until``, differently for each account, so they don't all come back."""
    return until + timedelta(seconds=account.pk % 30)
