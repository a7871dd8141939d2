"""A school changes what is done about a kind of incident. It holds for later incidents."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from moderation.incidents.errors import Refusal
from moderation.incidents.models import OwnPlaybook
from moderation.incidents.playbook import MOST_STEPS, Step, written
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit


class NoSteps(Refusal):
    """A playbook says at least one thing to do, and not too many."""


def change(
    *, school: School, category: str, steps: Sequence[Step], by: Person, now: datetime
) -> OwnPlaybook:
    """The school's own steps from now on. Raises ``NoSteps``."""
    if not 1 <= len(steps) <= MOST_STEPS:
        raise NoSteps(gettext("A playbook has between 1 and {most} steps.").format(most=MOST_STEPS))
    with transaction.atomic():
        own, _ = OwnPlaybook.objects.update_or_create(
            school=school,
            category=category,
            defaults={
                "steps": [written(step) for step in steps],
                "changed_by": by,
                "changed_at": now,
            },
        )
        _record("incident.playbook_changed", own, by, now)
    return own


def restore(*, own: OwnPlaybook, by: Person, now: datetime) -> None:
    """The shipped steps count again."""
    with transaction.atomic():
        _record("incident.playbook_restored", own, by, now)
        own.delete()


def _record(verb: str, own: OwnPlaybook, by: Person, now: datetime) -> None:
    audit.record(
        school_id=own.school_id,
        by=by.pk,
        verb=verb,
        subject=own,
        details={"kind": own.category},
        at=now,
    )
