"""What is done for accounts at night: connections kept alive, budgets, leavers' accounts."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from schoolsocial.accounts.models import Membership, School
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from schoolsocial.x import errors, ledger, oauth, standing, telling, vault
from schoolsocial.x.jobs import tokens
from schoolsocial.x.models import Account

LAPSES_AFTER = timedelta(days=180)
"""How long a connection is said to live without being renewed; X's documents give no figure."""
TELL_AT = frozenset({14, 7, 1})
"""Days before that on which somebody is told; the job runs once a day."""

Ids = list[tuple[int, int]]


def to_renew() -> Ids:
    """(school, account) ids of those that are signed in at X and still stand."""
    if not settings.X_CLIENT_ID:
        return []
    with scope.platform():
        rows = Account.objects.connected().exclude(refresh_token=b"")
        rows = rows.filter(needs_reconnecting_at=None).order_by("pk")
        return list(rows.values_list("school_id", "pk"))


def renew(school_id: int, account_id: int) -> None:
    """Renew an account's tokens before a post needs them: a dead connection shows tonight, not in
    the minute something is due. It costs nothing. Whoever looks after one that could not be
    renewed for very long hears of it.
    """
    with scope.school(school_id):
        account = Account.objects.filter(pk=account_id).first()
    if account is None or not account.connected:
        return
    tokens.refresh(school_id=school_id, account_id=account_id, stale=bytes(account.access_token))
    with scope.school(school_id):
        account.refresh_from_db()
        if days_left(account, timezone.now()) in TELL_AT:
            telling.the_account(account, "account-may-lapse", timezone.now())


def days_left(account: Account, now: datetime) -> int | None:
    """Whole days until the connection may lapse unless renewed; ``None`` where it does not."""
    if account.token_expires_at is None:
        return None
    return max(0, (account.token_expires_at + LAPSES_AFTER - now).days)


def waiting_for_budget() -> list[int]:
    """Ids of schools whose accounts wait for room in the budget."""
    with scope.platform():
        rows = Account.objects.present().filter(paused_reason=standing.OUT_OF_BUDGET)
        return sorted(set(rows.values_list("school_id", flat=True)))


def go_on(school_id: int) -> None:
    """A month has begun: let accounts post again that have room now."""
    with scope.school(school_id):
        ledger.go_on(school=School.objects.get(pk=school_id), now=timezone.now())


def of_leavers() -> Ids:
    """(school, account) ids of staff accounts whose owner has left the school."""
    with scope.platform():
        rows = Account.objects.present().filter(kind=Account.Kind.STAFF)
        members = set(Membership.objects.active().values_list("school_id", "person_id"))
        owners = rows.order_by("pk").values_list("school_id", "pk", "owner_id")
        return [(school, pk) for school, pk, owner in owners if (school, owner) not in members]


def let_go(school_id: int, account_id: int) -> None:
    """Destroy the tokens of somebody's own account who has left, and tell X if it can be told."""
    with scope.school(school_id):
        account = Account.objects.select_for_update().get(pk=account_id)
        if account.disconnected_at is not None:
            return
        now, token = timezone.now(), revocable(account)
        vault.destroy_tokens(account=account, now=now)
        audit.record(
            school_id=school_id,
            by=None,
            verb="account.disconnected",
            subject=account,
            details={"reason": "owner-left"},
            at=now,
        )
    if token:
        revoke(token)


def revoke(token: str) -> bool:
    """Tell X that a token counts no longer; whether it took that in."""
    try:
        oauth.revoke_token(tokens.app(), token, api_url=settings.X_API_URL)
    except errors.XError:
        return False
    return True


def revocable(account: Account) -> str:
    """A token of the account that X can be told to forget; empty where none opens."""
    try:
        return vault.refresh_token_of(account)
    except errors.NotSent:
        return ""
