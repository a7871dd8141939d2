"""Everything the school holds about one child, for an access request (UK GDPR Article 15)."""

from typing import Any

from consent.models import Consent, Guardianship, Pupil
from consent.queries import roll_pages
from consent.roll import years

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


def events(pupil: Pupil) -> Table:
    """What was done with the child's entry; by the role of the software or of staff, no names."""
    return [
        {
            "When": f"{event.at:%Y-%m-%d %H:%M}",
            "What": event.verb,
            "By": "a member of staff" if event.actor_id else "the family or the software",
        }
        for event in roll_pages.events(pupil).order_by("sequence")
        if not event.verb.startswith(WITHHELD)
    ]


WITHHELD = ("never-publish", "never_publish", "protection")
"""A safeguarding lead decides what of a child's protection is told, and to whom."""
