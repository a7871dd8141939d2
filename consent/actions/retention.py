"""How long a school keeps what it holds."""

from datetime import datetime

from django.db import transaction

from consent.models import Retention
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit


@transaction.atomic
def keep_for(
    *, school: School, leaver_months: int, picture_months: int, by: Person, now: datetime
) -> Retention:
    """From the next night on, entries of leavers and pictures are kept for so many months."""
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    chosen = {"leaver_months": leaver_months, "picture_months": picture_months}
    kept, _ = Retention.objects.update_or_create(school=school, defaults=chosen)
    audit.record(
        school_id=school.pk,
        by=by.pk,
        verb="retention.changed",
        subject=kept,
        details={**chosen},
        at=now,
    )
    return kept
