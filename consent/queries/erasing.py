"""What is held about one child, set by set: what an erasure takes, and what it leaves.

A preview counts these very sets, so that it can promise nothing else than what is done.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from consent.models import (
    Consent,
    ConsentDocument,
    Disposed,
    Face,
    FaceAccount,
    FamilyLink,
    FamilyMessage,
    Guardian,
    Guardianship,
    NeverPublish,
    Photo,
    Pupil,
    RollChange,
)
from consent.queries.shown import photos_showing

Kind = Disposed.Kind


@dataclass(frozen=True, slots=True)
class Held:
    """The rows about a child by kind; entry and carers are emptied, the rest is deleted."""

    carers: QuerySet[Guardian]
    papers: QuerySet[ConsentDocument]
    photos: QuerySet[Photo]
    faces: QuerySet[Face]
    links: QuerySet[FamilyLink]
    messages: QuerySet[FamilyMessage]
    lines: QuerySet[RollChange]

    def numbers(self) -> dict[str, int]:
        """How many of each kind there is, the entry itself included."""
        found = {
            Kind.ENTRY: 1,
            Kind.CARER: self.carers.count(),
            Kind.PAPER: self.papers.count(),
            Kind.PHOTO: self.photos.count(),
            Kind.FACE: self.faces.count(),
            Kind.LINK: self.links.count(),
            Kind.MESSAGE: self.messages.count(),
            Kind.IMPORT: self.lines.count(),
        }
        return {str(kind): number for kind, number in found.items() if number}


def held_about(pupil: Pupil) -> Held:
    """What goes with the child. Carers of another child here stay, and so do their links.

    Which rows they are is settled now, whatever is deleted first.
    """
    going = Guardian.objects.filter(pk__in=_carers(pupil)).exclude(_has_another(pupil))
    carers = list(going.values_list("pk", flat=True))
    links = list(FamilyLink.objects.filter(guardian__in=carers).values_list("pk", flat=True))
    said = FaceAccount.objects.filter(pupil=pupil).values_list("face", flat=True)
    photos = Photo.objects.filter(pk__in=photos_showing(pupil.pk))
    papers = ConsentDocument.objects.filter(consent__pupil=pupil, erased_at=None)
    return Held(
        carers=Guardian.objects.filter(pk__in=carers),
        papers=papers,
        photos=photos.exclude(state=Photo.State.ERASED).order_by("pk"),
        faces=Face.objects.filter(pk__in=set(said)),
        links=FamilyLink.objects.filter(pk__in=links),
        messages=FamilyMessage.objects.filter(link__in=links),
        lines=_lines(pupil, carers),
    )


def carers_who_stay(pupil: Pupil) -> QuerySet[Guardian]:
    """They have another child on record here."""
    return Guardian.objects.filter(_has_another(pupil), pk__in=_carers(pupil))


def answers_that_stay(pupil: Pupil) -> QuerySet[Consent]:
    return Consent.objects.filter(pupil=pupil)


def is_protected(pupil: Pupil) -> bool:
    """Whether the safeguarding lead's last word is that the child is never shown."""
    last = NeverPublish.objects.filter(pupil=pupil).order_by("-id").first()
    return bool(last and last.is_set)


def _carers(pupil: Pupil) -> QuerySet[Guardianship, int]:
    return Guardianship.objects.filter(pupil=pupil).values_list("guardian", flat=True)


def _has_another(pupil: Pupil) -> Exists:
    others = Guardianship.objects.filter(guardian=OuterRef("pk")).exclude(pupil=pupil)
    return Exists(others)


def _lines(pupil: Pupil, carers: list[int]) -> QuerySet[RollChange]:
    """What imports wrote about the child and who goes with it."""
    of = RollChange.Of
    bonds = list(Guardianship.objects.filter(pupil=pupil).values_list("pk", flat=True))
    return RollChange.objects.filter(
        Q(of=of.PUPIL, row=pupil.pk)
        | Q(of=of.GUARDIANSHIP, row__in=bonds)
        | Q(of=of.GUARDIAN, row__in=carers)
    )
