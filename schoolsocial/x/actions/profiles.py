"""Saying how a profile is to look, and living with one that looks otherwise."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.x.jobs import profiles
from schoolsocial.x.models import Account, Drift, Expectation


class AlreadyDecided(Refusal):
    sentence = _("This was decided meanwhile. Look at the account again.")


class NotRead(Refusal):
    sentence = _("The profile could not be read just now. Try again in a while.")


def expect(*, account: Account, by: Person, values: Mapping[str, str], now: datetime) -> None:
    """Say how the profile is to look (aspect to text). What was open about an aspect that fits now
    is closed when X is next looked at.
    """
    with transaction.atomic():
        kept = Expectation.objects.select_for_update().get(account=account)
        for aspect, value in values.items():
            setattr(kept, aspect, value)
        kept.agreed_by, kept.agreed_at = by, now
        kept.save()
        _note(account, by, "account.profile_agreed", now)


def accept(*, drift: Drift, by: Person, reason: str, now: datetime) -> None:
    """Take what X shows as the expected from now on. Raises ``AlreadyDecided``."""
    with transaction.atomic():
        drift = Drift.objects.select_for_update().get(pk=drift.pk)
        if drift.state != Drift.State.OPEN:
            raise AlreadyDecided
        drift.state, drift.reason = Drift.State.ACCEPTED, reason
        drift.decided_by, drift.decided_at = by, now
        drift.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        Expectation.objects.filter(account=drift.account_id).update(**{drift.aspect: drift.found})
        _note(drift.account, by, "account.drift_accepted", now, drift.aspect)


def look_again(*, account: Account) -> None:
    """Read the profile at X now. Raises ``NotRead``."""
    if not profiles.look(account.school_id, account.pk):
        raise NotRead


def _note(account: Account, by: Person, verb: str, now: datetime, aspect: str = "") -> None:
    audit.record(
        school_id=account.school_id,
        by=by.pk,
        verb=verb,
        subject=account,
        details={"aspect": aspect},
        at=now,
    )
