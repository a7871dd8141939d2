"""What a school says of the first steps that it does not need."""

from datetime import datetime

from django.db import transaction

from schoolsocial.accounts.models import Person, School, SkippedStep
from schoolsocial.audit import actions as audit


@transaction.atomic
def skip(*, school: School, code: str, by: Person, now: datetime) -> None:
    """Say that the school does not need this step; saying it twice changes nothing."""
    said = {"said_by": by, "said_at": now}
    row, is_new = SkippedStep.objects.get_or_create(school=school, code=code, defaults=said)
    if is_new:
        _record(row, by, "first_step.skipped", now)


@transaction.atomic
def take_up(*, school: School, code: str, by: Person, now: datetime) -> None:
    """The school does need it, after all."""
    row = SkippedStep.objects.select_for_update().filter(school=school, code=code).first()
    if row is not None:
        _record(row, by, "first_step.taken_up", now)
        row.delete()


def _record(row: SkippedStep, by: Person, verb: str, now: datetime) -> None:
    audit.record(
        school_id=row.school_id,
        by=by.pk,
        verb=verb,
        subject=row,
        details={"step": row.code},
        at=now,
    )
