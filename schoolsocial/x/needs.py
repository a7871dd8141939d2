"""What the accounts on X may need of somebody now."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q

from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.jobs.keeping import LAPSES_AFTER, TELL_AT
from schoolsocial.x.models import Account, Drift
from schoolsocial.x.standing import OUT_OF_BUDGET, OUT_OF_CREDIT


def needs(asked: Asked) -> Iterator[Need]:
    """Connections, credit, and profiles that no longer look as they should."""
    cared_for = Account.objects.present().in_the_care_of(asked.membership)
    paused = Q(paused_reason__in=[OUT_OF_CREDIT, OUT_OF_BUDGET])
    yield Need(
        "x.stopped",
        "account on X cannot post until you have looked at it",
        "accounts on X cannot post until you have looked at them",
        "x:accounts",
        Permission.SEE_ACCOUNTS,
        lambda: cared_for.filter(Q(needs_reconnecting_at__isnull=False) | paused),
    )
    lapsing = asked.now - LAPSES_AFTER + timedelta(days=max(TELL_AT))
    yield Need(
        "x.lapsing",
        "account on X has to be connected again soon",
        "accounts on X have to be connected again soon",
        "x:accounts",
        Permission.SEE_ACCOUNTS,
        lambda: cared_for.connected().filter(
            needs_reconnecting_at=None, token_expires_at__lte=lapsing
        ),
    )
    yield Need(
        "x.drifted",
        "profile on X no longer looks as it should",
        "profiles on X no longer look as they should",
        "x:accounts",
        Permission.MANAGE_ACCOUNTS,
        lambda: Drift.objects.open().filter(account__in=cared_for),
        since="seen_at",
    )
