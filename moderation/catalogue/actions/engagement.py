"""Whether a school wants to know what its posts meet with."""

from datetime import datetime

from django.db import transaction

from moderation.catalogue.models import Engagement, Keeping
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit


def switch(*, school: School, on: bool, by: Person, now: datetime) -> None:
    """From now on X is asked as well what posts met with, or no longer; then what was read goes."""
    with transaction.atomic():
        kept, _ = Keeping.objects.update_or_create(school=school, defaults={"reads_engagement": on})
        if not on:
            Engagement.objects.filter(school=school).delete()
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="engagement.switched",
            subject=kept,
            details={"on": on},
            at=now,
        )
