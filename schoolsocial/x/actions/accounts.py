"""Connecting an X account to a school, and how it stands afterwards."""

from datetime import datetime

from django.db import transaction

from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.x import standing
from schoolsocial.x.credentials import TokenPair
from schoolsocial.x.models import Account
from schoolsocial.x.standing import OUT_OF_BUDGET, OUT_OF_CREDIT, hold_back, jitter_after
from schoolsocial.x.vault import credentials_of, store_tokens, token_box

__all__ = [
    "OUT_OF_BUDGET",
    "OUT_OF_CREDIT",
    "connect",
    "credentials_of",
    "hold_back",
    "jitter_after",
    "pause",
    "resume",
    "store_tokens",
    "token_box",
]


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
            defaults={
                "handle": handle,
                "name": name,
                "kind": kind,
                "owner": owner,
                "connected_at": now,
                "disconnected_at": None,
            },
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


def pause(*, account: Account, reason: str, by: Person | None = None, now: datetime) -> None:
    """Stop posting to this account until a person has seen to it; ``reason`` is a short code."""
    with transaction.atomic():
        standing.pause(account=account, reason=reason, by=by, now=now)


def resume(*, account: Account, by: Person, now: datetime) -> None:
    """Let the account post again."""
    with transaction.atomic():
        standing.resume(account=account, by=by, now=now)
