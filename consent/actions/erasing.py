"""Erasing one child: what says who it was goes, what the school must be able to show stays.

Answers, proofs and the record of events are kept; they point at a number that leads nowhere.
Source: UK GDPR Articles 5(1)(e), 5(2), 7(1) and 17.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils.translation import gettext

from consent.academic_year import day_of
from consent.actions import derived
from consent.errors import Refusal
from consent.models import (
    Disposed,
    Guardian,
    Guardianship,
    Pupil,
    RegisterChange,
    RollImport,
)
from consent.models.pupils import ERASED
from consent.queries import erasing as queries
from consent.queries.erasing import Held
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


class StillHere(Refusal):
    """The child is at the school."""


class Protected(Refusal):
    """The safeguarding lead protects the child."""


def refuse_needed(pupil: Pupil, now: datetime) -> None:
    """Raises ``StillHere`` or ``Protected`` where the register itself needs the entry."""
    if pupil.left_on is None or pupil.left_on >= day_of(now):
        raise StillHere(
            gettext(
                "This child is at the school, which needs the entry. Mark the child as a "
                "leaver first; it can be erased from the day after the last day."
            )
        )
    if queries.is_protected(pupil):
        raise Protected(
            gettext(
                "This child is marked “Do not publish”, and that has to stay known. Ask "
                "the safeguarding lead whether it may end."
            )
        )


@transaction.atomic
def erase(*, pupil: Pupil, why: Disposed.Why, by: Person | None, now: datetime) -> dict[str, int]:
    """Take out of the register who the child was; how many of each kind went.

    A second time does nothing. Raises as ``refuse_needed``. Who calls it has seen to the posts.
    """
    current = Pupil.objects.select_for_update().filter(pk=pupil.pk).first()
    if current is None:
        return {}
    refuse_needed(current, now)
    _lock_carers(current)
    held = queries.held_about(current)
    numbers = held.numbers()
    _delete_files(held, now)
    _delete_family(current, held, now)
    _empty(current, now)
    _delete_faces(current, held)
    log(school_id=current.school_id, numbers=numbers, why=why, by=by, now=now)
    audit.record(
        school_id=current.school_id,
        by=by.pk if by else None,
        verb="pupil.erased",
        subject=current,
        details={"why": str(why), **numbers},
        at=now,
    )
    return numbers


def log(
    *,
    school_id: int,
    numbers: dict[str, int],
    why: Disposed.Why,
    by: Person | None,
    now: datetime,
) -> None:
    """Add a line for each kind, in the transaction that disposed of it."""
    Disposed.objects.bulk_create(
        Disposed(school_id=school_id, kind=kind, number=number, why=why, by=by, at=now)
        for kind, number in numbers.items()
    )


def _delete_files(held: Held, now: datetime) -> None:
    for photo in held.photos:
        derived.erase(photo=photo, now=now)
    names = set(held.papers.values_list("content", flat=True))
    held.papers.update(content="", erased_at=now)
    _delete_afterwards(names)


def _delete_afterwards(names: Iterable[str]) -> None:
    """Once the rows say so for good; what a killed worker leaves the sweep of files finds."""
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))


def _lock_carers(pupil: Pupil) -> None:
    """Of two siblings that are erased at once, the later one sees that the other has gone."""
    rows = Guardian.objects.filter(guardianships__pupil=pupil)
    list(rows.select_for_update(of=("self",)).order_by("pk"))


def _delete_family(pupil: Pupil, held: Held, now: datetime) -> None:
    imports = list(held.lines.values_list("roll_import", flat=True))
    RollImport.objects.filter(pk__in=imports).update(remarks=[], file_name="")
    held.messages.delete()
    held.links.delete()
    held.lines.delete()
    Guardianship.objects.filter(pupil=pupil).delete()
    held.carers.update(name="", email="", phone="", address="", language="", erased_at=now)


def _empty(pupil: Pupil, now: datetime) -> None:
    """Nothing is left of the entry but its number and the day the child left."""
    Pupil.objects.filter(pk=pupil.pk).update(
        admission_number=f"{ERASED}{pupil.pk}",
        legal_forename="",
        legal_surname="",
        preferred_forename="",
        preferred_surname="",
        year_group="",
        school_class=None,
        upn="",
        born_on=None,
        joined_on=None,
        changed_at=now,
        erased_at=now,
    )


def _delete_faces(pupil: Pupil, held: Held) -> None:
    """The words on faces and the sealed reasons are only ever added: the database itself takes
    them out, of an erased child and of nobody else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT consent_forget(%s)", [pupil.pk])
    held.faces.filter(accounts=None).delete()
    RegisterChange.objects.filter(pupil=pupil).delete()
