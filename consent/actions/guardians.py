"""Parents and carers."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from consent.models import Guardian, Guardianship, Pupil
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


@dataclass(frozen=True, slots=True)
class Carer:
    """Who they are and what they are to the child."""

    name: str
    relationship: str
    parental_responsibility: bool
    email: str = ""
    phone: str = ""
    language: str = "en"


@transaction.atomic
def add(*, pupil: Pupil, carer: Carer, by: Person, now: datetime) -> Guardian:
    """A parent or carer of the child; the first one is whom the school writes to."""
    Pupil.objects.select_for_update().get(pk=pupil.pk)
    guardian = Guardian.objects.create(
        school_id=pupil.school_id,
        name=carer.name,
        email=carer.email,
        phone=carer.phone,
        language=carer.language,
    )
    has_first = Guardianship.objects.filter(pupil=pupil, first_contact=True).exists()
    Guardianship.objects.create(
        school_id=pupil.school_id,
        pupil=pupil,
        guardian=guardian,
        relationship=carer.relationship,
        parental_responsibility=carer.parental_responsibility,
        first_contact=not has_first,
    )
    audit.record(
        school_id=pupil.school_id, by=by.pk, verb="guardian.added", subject=guardian, at=now
    )
    return guardian
