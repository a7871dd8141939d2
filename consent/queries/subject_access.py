"""Everything the school holds about one child, for an access request (UK GDPR Article 15)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

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
        gettext("Legal forename"): pupil.legal_forename,
        gettext("Legal surname"): pupil.legal_surname,
        gettext("Preferred forename"): pupil.preferred_forename,
        gettext("Preferred surname"): pupil.preferred_surname,
        gettext("Date of birth"): pupil.born_on,
        gettext("Year group"): years.in_words(pupil.year_group),
        gettext("Class"): pupil.school_class.name if pupil.school_class else "",
        gettext("Admission number"): pupil.admission_number,
        "UPN": pupil.upn,
        gettext("Joined on"): pupil.joined_on,
        gettext("Left on"): pupil.left_on,
    }


def contacts(pupil: Pupil) -> Table:
    """Parents and carers: who they are to the child, not how to reach them, which is their own."""
    bonds: list[Guardianship] = list(roll_pages.bonds(pupil))
    return [
        {
            gettext("Name"): bond.guardian.name,
            gettext("Relationship"): bond.get_relationship_display(),
            gettext("Parental responsibility"): _yes_or_no(is_so=bond.parental_responsibility),
        }
        for bond in bonds
    ]


def _yes_or_no(*, is_so: bool) -> str:
    return gettext("yes") if is_so else gettext("no")


def consents(pupil: Pupil) -> Table:
    """Every answer ever given, the oldest first."""
    found = Consent.objects.filter(pupil=pupil).select_related("purpose", "guardian")
    return [
        {
            gettext("Purpose"): row.purpose.name,
            gettext("Answer"): row.get_answer_display(),
            gettext("Limits"): ", ".join(row.limits),
            gettext("Given by"): row.guardian.name if row.guardian else gettext("the child"),
            gettext("How"): row.get_method_display(),
            gettext("Given on"): row.given_on,
            gettext("Counts until"): row.expires_on,
            gettext("Withdrawal"): _yes_or_no(is_so=row.is_withdrawal),
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
            gettext("When"): f"{event.at:%Y-%m-%d %H:%M}",
            gettext("What"): event.verb,
            gettext("By"): gettext("a member of staff")
            if event.actor_id
            else gettext("the family or the software"),
        }
        for event in Event.objects.filter(about, school_id=pupil.school_id).order_by("sequence")
        if not event.verb.startswith(WITHHELD)
    ]


def _ids(rows: list[ConsentDocument]) -> list[int]:
    return [row.pk for row in rows]


WITHHELD = ("never-publish", "never_publish", "protection")
"""A safeguarding lead decides what of a child's protection is told, and to whom."""
