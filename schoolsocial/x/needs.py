"""What the accounts on X may need of somebody now."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import ngettext_lazy

from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.jobs.keeping import LAPSES_AFTER, TELL_AT
from schoolsocial.x.models import Account, Drift
from schoolsocial.x.models.accounts import AccountQuerySet
from schoolsocial.x.standing import OUT_OF_BUDGET, OUT_OF_CREDIT

_STOPPED = Q(needs_reconnecting_at__isnull=False) | Q(
    paused_reason__in=[OUT_OF_CREDIT, OUT_OF_BUDGET]
)


def needs(asked: Asked) -> Iterator[Need]:
    """Connections, credit, and profiles that no longer look as they should."""
    yield Need(
        "x.stopped",
        ngettext_lazy(
            "account on X cannot post until you have looked at it",
            "accounts on X cannot post until you have looked at them",
        ),
        "x:accounts",
        Permission.SEE_ACCOUNTS,
        Account,
        lambda: _cared_for(asked).filter(_STOPPED),
    )
    yield Need(
        "x.lapsing",
        ngettext_lazy(
            "account on X has to be connected again soon",
            "accounts on X have to be connected again soon",
        ),
        "x:accounts",
        Permission.SEE_ACCOUNTS,
        Account,
        lambda: _lapsing(asked),
    )
    yield Need(
        "x.drifted",
        ngettext_lazy(
            "profile on X no longer looks as it should",
            "profiles on X no longer look as they should",
        ),
        "x:accounts",
        Permission.MANAGE_ACCOUNTS,
        Drift,
        lambda: Drift.objects.open().filter(account__in=_cared_for(asked)),
        since="seen_at",
    )


def _cared_for(asked: Asked) -> AccountQuerySet:
    return Account.objects.present().in_the_care_of(asked.membership)


def _lapsing(asked: Asked) -> AccountQuerySet:
    lapses = asked.now - LAPSES_AFTER + timedelta(days=max(TELL_AT))
    connected = _cared_for(asked).connected()
    return connected.filter(needs_reconnecting_at=None, token_expires_at__lte=lapses)
