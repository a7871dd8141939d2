"""A school says at what hour its day ends for blocking a pupil's account."""

from datetime import datetime

from django.db import transaction

from moderation.contacts.models import ContactTimes
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit


def give(*, school: School, hour: int, by: Person, now: datetime) -> ContactTimes:
    """From 12 to 20 o'clock; it holds for what is noticed from then on."""
    with transaction.atomic():
        kept, _ = ContactTimes.objects.update_or_create(school=school, defaults={"hour": hour})
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="contacts.times_given",
            subject=kept,
            details={"hour": hour},
            at=now,
        )
    return kept
