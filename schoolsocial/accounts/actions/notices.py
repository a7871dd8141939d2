"""What somebody does with what they were told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from schoolsocial.accounts.models import Membership, Notice, NoticeChoice, QuietHours
from schoolsocial.accounts.models.notices import NoticeQuerySet
from schoolsocial.accounts.quiet_hours import Hours
from schoolsocial.audit import actions as audit


def see(*, membership: Membership, path: str, now: datetime) -> int:
    """Somebody opened the page: what led there is read. How many notices that were."""
    return _read(_unread(membership).filter(path=path), now)


def read_all(*, membership: Membership, now: datetime) -> int:
    """Mark everything as read that was told up to now; how many."""
    return _read(_unread(membership).filter(at__lte=now), now)


def read(*, membership: Membership, ids: Sequence[int], now: datetime) -> int:
    """Mark these as read; how many were new."""
    return _read(_unread(membership).filter(pk__in=ids, at__lte=now), now)


def unread(*, membership: Membership, ids: Sequence[int]) -> int:
    """Mark these as new again; how many were read."""
    return _own(membership).filter(pk__in=ids).exclude(read_at=None).update(read_at=None)


def unread_from(*, membership: Membership, read_at: datetime) -> int:
    """Mark as new again what was marked as read at that moment; how many."""
    return _own(membership).filter(read_at=read_at).update(read_at=None)


def choose(
    *, membership: Membership, rhythms: Mapping[str, str], hours: Hours, now: datetime
) -> None:
    """Keep in which rhythm, by topic, and in which hours of the day somebody is mailed.

    What waits already goes as it was planned.
    """
    own: dict[str, Any] = {
        "school_id": membership.school_id,
        "person_id": membership.person_id,
    }
    with transaction.atomic():
        for topic, rhythm in sorted(rhythms.items()):
            NoticeChoice.objects.update_or_create(**own, topic=topic, defaults={"rhythm": rhythm})
        kept = {name: getattr(hours, name) for name in ("opens", "closes", "school_days_only")}
        QuietHours.objects.update_or_create(**own, defaults=kept)
        audit.record(
            school_id=membership.school_id,
            by=membership.person_id,
            verb="notices.chosen",
            subject=membership,
            details=dict(rhythms),
            at=now,
        )


def _unread(membership: Membership) -> NoticeQuerySet:
    return _own(membership).unread()


def _own(membership: Membership) -> NoticeQuerySet:
    return Notice.objects.filter(school_id=membership.school_id).of(membership.person_id)


def _read(rows: NoticeQuerySet, now: datetime) -> int:
    return rows.update(read_at=Greatest("at", Value(now)))
