"""Calling X as an account, so that what it cost and what X said of its limits is written down."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from django.conf import settings
from django.utils import timezone

from schoolsocial.tenancy import scope
from schoolsocial.x import endpoints, errors, ledger, responses, standing, telling, vault
from schoolsocial.x.client import FieldsName, XClient
from schoolsocial.x.models import Account, RateLimit
from schoolsocial.x.transport import Fence


@dataclass
class Notes:
    """What the answers told beside what was asked for."""

    calls: Counter[str] = field(default_factory=Counter)
    limits: dict[str, responses.Limit] = field(default_factory=dict)
    answered: bool = False
    out_of_credit: bool = False

    def charge(self, call: str, count: int) -> None:
        """X charges for so many of this call; a post itself is booked with its attempt."""
        self.calls[call] += count

    def watch(
        self, endpoint: str, headers: Mapping[str, str], problem: errors.XError | None
    ) -> None:
        """An answer came, good where there is no ``problem``; ``endpoint`` is method and path."""
        self.answered |= problem is None
        self.out_of_credit |= isinstance(problem, errors.CreditsDepleted)
        limit = responses.limit_in(headers)
        if limit is not None:
            self.limits[endpoints.named(endpoint)] = limit


@contextmanager
def noting(account: Account) -> Iterator[Notes]:
    """What is noted inside is written at the end, in a transaction of its own: do first inside
    whatever matters more.
    """
    notes = Notes()
    try:
        yield notes
    finally:
        _write_down(account, notes, timezone.now())


def client_of(account: Account, notes: Notes, *, fence: Fence | None = None) -> XClient:
    """A client that speaks for the account. Raises ``crypto.TokenUnreadable``, an ``XError``."""
    credentials = vault.credentials_of(account)
    return XClient(
        credentials,
        api_url=settings.X_API_URL,
        fence=fence,
        notes=notes,
        fields_name=cast("FieldsName", settings.X_FIELDS_NAME),
    )


@contextmanager
def as_account(account: Account) -> Iterator[XClient]:
    """A client that speaks for the account, for reads and uploads; see ``noting``."""
    with noting(account) as notes:
        yield client_of(account, notes)


def _write_down(account: Account, notes: Notes, now: datetime) -> None:
    with scope.school(account.school_id):
        for call, count in notes.calls.items():
            ledger.book(account=account, call=call, count=count, now=now)
        for endpoint, limit in notes.limits.items():
            _keep_limit(account, endpoint, limit, now)
        if notes.answered:
            Account.objects.filter(pk=account.pk).update(last_success_at=now, refused_since=None)
        if notes.out_of_credit:
            _pause_for_credit(account, now)


def _keep_limit(account: Account, endpoint: str, limit: responses.Limit, now: datetime) -> None:
    told = {"allowed": limit.allowed, "remaining": limit.remaining, "resets_at": limit.resets_at}
    RateLimit.objects.update_or_create(
        school_id=account.school_id,
        account_id=account.pk,
        endpoint=endpoint[:60],
        defaults={**told, "seen_at": now},
    )


def _pause_for_credit(account: Account, now: datetime) -> None:
    stored = Account.objects.select_for_update().get(pk=account.pk)
    if stored.paused_at is None:
        standing.pause(account=stored, reason=standing.OUT_OF_CREDIT, now=now)
        telling.the_account(stored, "account-out-of-credit", now)
