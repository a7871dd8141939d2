"""A school says within how many of its days a block is to be done."""

from datetime import datetime

from django.db import transaction

from moderation.blocks.models import BlockTimes
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit


def give(*, school: School, days: int, by: Person, now: datetime) -> BlockTimes:
    """From 1 to 10 school days; it holds for what is decided from then on."""
    with transaction.atomic():
        kept, _ = BlockTimes.objects.update_or_create(school=school, defaults={"days": days})
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="blocks.times_given",
            subject=kept,
            details={"days": days},
            at=now,
        )
    return kept
