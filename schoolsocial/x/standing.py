"""How an account stands: posting, paused, held back by X, or to be connected again."""

from datetime import datetime, timedelta

from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.x import telling
from schoolsocial.x.models import Account

OUT_OF_CREDIT = "credit"
OUT_OF_BUDGET = "budget"
BY_A_PERSON = "person"
PROTECTED = "protected"


def pause(*, account: Account, reason: str, by: Person | None = None, now: datetime) -> None:
    """Stop posting to this account until a person has seen to it; ``reason`` is a short code.
    Joins the caller's transaction.
    """
    account.paused_at, account.paused_reason = now, reason
    account.save(update_fields=["paused_at", "paused_reason"])
    _note(account, "account.paused", by, now, {"reason": reason})


def resume(*, account: Account, by: Person | None, now: datetime) -> None:
    """Let the account post again; ``by`` is ``None`` where the budget has room again."""
    account.paused_at, account.paused_reason = None, ""
    account.save(update_fields=["paused_at", "paused_reason"])
    _note(account, "account.resumed", by, now)


def ask_to_reconnect(*, account: Account, now: datetime) -> None:
    """X takes the account's tokens no longer: somebody has to connect it again, and hears of it."""
    account.needs_reconnecting_at = now
    account.save(update_fields=["needs_reconnecting_at"])
    _note(account, "account.needs_reconnecting", None, now)
    telling.the_account(account, "account-to-reconnect", now)


def hold_back(*, account: Account, until: datetime) -> None:
    """X's own limit: no post of this account before then."""
    account.wait_until = until
    account.save(update_fields=["wait_until"])


def jitter_after(until: datetime, account: Account) -> datetime:
    """A little later than ``until``, differently for each account, so they don't all come back."""
    return until + timedelta(seconds=account.pk % 30)


def _note(
    account: Account,
    verb: str,
    by: Person | None,
    now: datetime,
    details: dict[str, audit.Detail] | None = None,
) -> None:
    audit.record(
        school_id=account.school_id,
        by=by.pk if by else None,
        verb=verb,
        subject=account,
        details=details,
        at=now,
    )
