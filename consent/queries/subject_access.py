"""Everything the school holds about one child, for an access request (UK GDPR Article 15)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from consent.models import Consent, ConsentDocument, FaceAccount, Guardianship, Photo, Pupil
from consent.pictures import FaceBox
from consent.queries import roll_pages
from consent.queries.accounted import accounts_of
from consent.queries.shown import photos_showing
from consent.roll import years
from schoolsocial.audit.models import Event

Table = list[dict[str, Any]]


def entry(pupil: Pupil) -> dict[str, Any]:
    """The child's entry on the roll."""
    return {
        "Legal forename": pupil.legal_forename,
        "Legal surname": pupil.legal_surname,
        "Preferred forename": pupil.preferred_forename,
        "Preferred surname": pupil.preferred_surname,
        "Date of birth": pupil.born_on,
        "Year group": years.in_words(pupil.year_group),
        "Class": pupil.school_class.name if pupil.school_class else "",
        "Admission number": pupil.admission_number,
        "UPN": pupil.upn,
        "Joined on": pupil.joined_on,
        "Left on": pupil.left_on,
    }


def contacts(pupil: Pupil) -> Table:
    """Parents and carers: who they are to the child, not how to reach them, which is their own."""
    bonds: list[Guardianship] = list(roll_pages.bonds(pupil))
    return [
        {
            "Name": bond.guardian.name,
            "Relationship": bond.get_relationship_display(),
            "Parental responsibility": "yes" if bond.parental_responsibility else "no",
        }
        for bond in bonds
    ]


def consents(pupil: Pupil) -> Table:
    """Every answer ever given, the oldest first."""
    found = Consent.objects.filter(pupil=pupil).select_related("purpose", "guardian")
    return [
        {
            "Purpose": row.purpose.name,
            "Answer": row.get_answer_display(),
            "Limits": ", ".join(row.limits),
            "Given by": row.guardian.name if row.guardian else "the child",
            "How": row.get_method_display(),
            "Given on": row.given_on,
            "Counts until": row.expires_on,
            "Withdrawal": "yes" if row.is_withdrawal else "no",
        }
        for row in found.order_by("recorded_at", "pk")
    ]


def papers(pupil: Pupil) -> list[ConsentDocument]:
    """The forms that were kept, the oldest first; a file that carries several answers once."""
    rows = ConsentDocument.objects.filter(consent__pupil=pupil, erased_at=None).order_by("pk")
    return list({row.content: row for row in rows}.values())


@dataclass(frozen=True, slots=True)
class Pictured:
    """A photo with the child, and the boxes of everybody else in it.

    ``is_known``: all faces in it were looked for or marked, so that none is left uncovered.
    """

    photo: Photo
    others: tuple[FaceBox, ...]
    is_known: bool


def pictured(pupil: Pupil) -> list[Pictured]:
    """The photos the school has in which somebody said the child is, the oldest first."""
    shown = Photo.objects.filter(pk__in=photos_showing(pupil.pk), state=Photo.State.READY)
    photos = list(shown.order_by("uploaded_at", "pk"))
    accounts = accounts_of(photos)
    found = [(photo, accounts[photo.pk]) for photo in photos]
    return [
        Pictured(
            photo=photo,
            others=tuple(face.box for face in account.faces if face.pupil != pupil.pk),
            is_known=account.is_known,
        )
        for photo, account in found
    ]


def events(pupil: Pupil) -> Table:
    """What was done with the child's entry, its papers and its face in photos; by the role of the
    software or of staff, no names."""
    said = FaceAccount.objects.filter(pupil=pupil)
    about = (
        Q(object_type="pupil", object_id=pupil.pk)
        | roll_pages.about_carers(pupil)
        | Q(object_type="consentdocument", object_id__in=_ids(papers(pupil)))
        | Q(
            object_type="photo",
            object_id__in=list(said.values_list("face__photo", flat=True)),
            payload__face__in=list(said.values_list("face", flat=True)),
        )
    )
    return [
        {
            "When": f"{event.at:%Y-%m-%d %H:%M}",
            "What": event.verb,
            "By": "a member of staff" if event.actor_id else "the family or the software",
        }
        for event in Event.objects.filter(about, school_id=pupil.school_id).order_by("sequence")
        if not event.verb.startswith(WITHHELD)
    ]


def _ids(rows: list[ConsentDocument]) -> list[int]:
    return [row.pk for row in rows]


WITHHELD = ("never-publish", "never_publish", "protection")
"""A safeguarding lead decides what of a child's protection is told, and to whom."""
