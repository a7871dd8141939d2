"""Parents and carers."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from consent.actions import answers
from consent.models import Guardian, Guardianship, Pupil, RegisterChange
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
    _record("guardian.added", guardian, pupil, by, now)
    return guardian


OWN = ("name", "email", "phone", "language")
OF_THE_CHILD = ("relationship", "parental_responsibility")


@transaction.atomic
def correct(*, bond: Guardianship, carer: Carer, by: Person, now: datetime) -> list[str]:
    """Put right who somebody is, for all their children, and what they are to this one (UK GDPR
    Article 16); which fields changed.

    The record says who changed which fields and when, never what they held. Where parental
    responsibility changes, posts with the child are looked at again.
    """
    rows = Guardianship.objects.select_for_update(of=("self", "guardian"))
    held = rows.select_related("guardian", "pupil").get(pk=bond.pk)
    own = _change(held.guardian, OWN, carer)
    of_the_child = _change(held, OF_THE_CHILD, carer)
    changed = [*own, *of_the_child]
    if "parental_responsibility" in changed:
        answers.note_change(pupil=held.pupil, kind=RegisterChange.Kind.ANSWER, now=now)
    if changed:
        _record("guardian.corrected", held.guardian, held.pupil, by, now, fields=changed)
    return changed


def _change(row: Guardian | Guardianship, names: tuple[str, ...], carer: Carer) -> list[str]:
    changed = [name for name in names if getattr(row, name) != getattr(carer, name)]
    for name in changed:
        setattr(row, name, getattr(carer, name))
    if changed:
        row.save(update_fields=changed)
    return changed


def _record(
    verb: str,
    guardian: Guardian,
    pupil: Pupil,
    by: Person,
    now: datetime,
    **details: audit.Detail,
) -> None:
    audit.record(
        school_id=pupil.school_id,
        by=by.pk,
        verb=verb,
        subject=guardian,
        details={"pupil": pupil.pk, **details},
        at=now,
    )
