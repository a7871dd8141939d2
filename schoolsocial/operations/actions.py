"""Writing down what was backed up and tried."""

from datetime import datetime

from django.db import transaction

from schoolsocial.audit import actions as audit
from schoolsocial.operations.backup.manifest import Manifest
from schoolsocial.operations.models import Backup, Drill


def note_backup(*, made: Manifest, key_id: str, seconds: float) -> Backup:
    """A backup was written, whole."""
    with transaction.atomic():
        backup = Backup.objects.create(
            made_at=made.made_at,
            seconds=round(seconds),
            rows=sum(made.rows.values()),
            files=made.files,
            size=made.size,
            key_id=key_id,
        )
        audit.record(school_id=None, by=None, verb="backup.made", subject=backup)
    return backup


def note_drill(*, at: datetime, seconds: float, made: Manifest | None, trouble: str = "") -> Drill:
    """A backup was restored for a trial; ``trouble`` is one sentence where it was not the same."""
    with transaction.atomic():
        drill = Drill.objects.create(
            at=at,
            seconds=round(seconds),
            rows=sum(made.rows.values()) if made else 0,
            files=made.files if made else 0,
            trouble=trouble[:200],
        )
        verb = "drill.passed" if drill.passed else "drill.failed"
        audit.record(school_id=None, by=None, verb=verb, subject=drill)
    return drill
