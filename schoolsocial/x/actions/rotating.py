"""Sealing every account's tokens anew, after a new key was put at the end of TOKEN_KEYS."""

from dataclasses import dataclass

from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from schoolsocial.x import vault
from schoolsocial.x.crypto import TokenUnreadable
from schoolsocial.x.models import Account


@dataclass(frozen=True, slots=True)
class Counts:
    """Accounts by what was found: sealed anew (or to be), current already, not to be opened."""

    resealed: int = 0
    current: int = 0
    unreadable: int = 0

    @property
    def old_keys_are_free(self) -> bool:
        """Whether no account needs an earlier key any more, if what was counted was done."""
        return not self.unreadable


def rotate(*, dry_run: bool = False) -> Counts:
    """Seal each account's tokens under the newest key, one account a transaction: what was done
    stays done if it is interrupted, and a second run goes on from there.
    """
    found = [_reseal(school_id, pk, dry_run=dry_run) for school_id, pk in _with_tokens()]
    return Counts(
        resealed=found.count("resealed"),
        current=found.count("current"),
        unreadable=found.count("unreadable"),
    )


def _with_tokens() -> list[tuple[int, int]]:
    with scope.platform():
        rows = Account.objects.exclude(access_token=b"").order_by("pk")
        return list(rows.values_list("school_id", "pk"))


def _reseal(school_id: int, account_id: int, *, dry_run: bool) -> str:
    with scope.school(school_id):
        account = Account.objects.select_for_update().get(pk=account_id)
        if vault.is_current(account):
            return "current"
        try:
            vault.reseal(account, save=not dry_run)
        except TokenUnreadable:
            return "unreadable"
        if not dry_run:
            audit.record(
                school_id=school_id, by=None, verb="account.tokens_resealed", subject=account
            )
    return "resealed"
