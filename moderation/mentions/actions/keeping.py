"""How long what others wrote is kept."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from moderation.mentions.errors import Refusal
from moderation.mentions.models import MentionKeeping
from moderation.mentions.models.keeping import MOST_DAYS, MOST_THANKED_MONTHS
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit


class BadTime(Refusal):
    """It is kept for a while, and not for ever."""


def keep_for(
    *, school: School, days: int, thanked_months: int, by: Person, now: datetime
) -> MentionKeeping:
    """From now on, also for what was read already. Raises ``BadTime``."""
    if not (1 <= days <= MOST_DAYS and 1 <= thanked_months <= MOST_THANKED_MONTHS):
        raise BadTime(
            gettext("Choose 1 to {days} days and 1 to {months} months.").format(
                days=MOST_DAYS, months=MOST_THANKED_MONTHS
            )
        )
    with transaction.atomic():
        kept, _ = MentionKeeping.objects.update_or_create(
            school=school,
            defaults={
                "days": days,
                "thanked_months": thanked_months,
                "changed_by": by,
                "changed_at": now,
            },
        )
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="mentions.keeping_changed",
            subject=kept,
            details={"days": days, "thanked_months": thanked_months},
            at=now,
        )
    return kept
