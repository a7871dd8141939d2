"""Opening what is confidential leaves a trace."""

from datetime import datetime

from django.db import transaction

from moderation.incidents.models import Incident
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


def read(*, incident: Incident, by: Person, now: datetime) -> None:
    """Put on record that somebody is about to read its words."""
    with transaction.atomic():
        audit.record(
            school_id=incident.school_id, by=by.pk, verb="incident.read", subject=incident, at=now
        )
