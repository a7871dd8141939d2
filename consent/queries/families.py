"""Whom a campaign can ask, and how: each first contact with all their children."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from consent.models import Campaign, Guardian, Guardianship, Pupil, SchoolClass


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a family. ``may_consent``: this parent or carer has parental responsibility."""

    pupil: Pupil
    may_consent: bool

    @property
    def first_name(self) -> str:
        return self.pupil.preferred_forename or self.pupil.legal_forename


@dataclass(frozen=True, slots=True)
class Family:
    """A parent or carer and their children on the roll."""

    guardian: Guardian
    children: list[Child] = field(default_factory=list)

    @property
    def pupils(self) -> list[int]:
        return [child.pupil.pk for child in self.children]

    @property
    def may_consent(self) -> bool:
        return any(child.may_consent for child in self.children)

    @property
    def can_be_checked(self) -> bool:
        """Whether the second question can be answered at all."""
        return any(child.pupil.born_on for child in self.children)


@dataclass(frozen=True, slots=True)
class Reach:
    """Who gets what. ``unable`` hold no parental responsibility; of the children of ``undated`` no
    date of birth is known; ``alone`` are pupils whom nobody is written to for.
    """

    mails: list[Family]
    letters: list[Family]
    unable: list[Family]
    undated: list[Family]
    alone: list[Pupil]

    @property
    def asked(self) -> list[Family]:
        return [*self.mails, *self.letters]


def on_roll(day: date) -> Q:
    """Of a guardianship: its child is at the school that day."""
    return Q(pupil__left_on=None) | Q(pupil__left_on__gte=day)


def family_of(guardian: Guardian, day: date) -> Family:
    """One parent or carer with their children."""
    held = Guardianship.objects.filter(on_roll(day), guardian=guardian)
    return Family(guardian, _children(held.select_related("pupil__school_class")))


def first_contacts(day: date) -> list[Family]:
    """Every parent or carer the school in scope writes to first, by name."""
    writes_to = Guardianship.objects.filter(
        on_roll(day), guardian=OuterRef("guardian"), first_contact=True
    )
    return _grouped(Guardianship.objects.filter(on_roll(day), Exists(writes_to)))


def of_class(school_class: SchoolClass, day: date) -> list[Family]:
    """The first contacts of a class, each with their children in it, by the first one's surname."""
    held = Guardianship.objects.filter(
        on_roll(day), first_contact=True, pupil__school_class=school_class
    )
    return sorted(_grouped(held), key=lambda family: _surname(family.children[0].pupil))


def linked(campaign: Campaign, day: date) -> list[Family]:
    """Everybody who holds a live link of the campaign, by name."""
    holders = campaign.links.filter(revoked_at=None).values("guardian")
    return _grouped(Guardianship.objects.filter(on_roll(day), guardian__in=holders))


def held_by(guardians: Collection[int], day: date) -> list[Family]:
    """These parents and carers with their children, by name."""
    return _grouped(Guardianship.objects.filter(on_roll(day), guardian__in=guardians))


def unlinked(campaign: Campaign, day: date) -> list[Family]:
    """Other parents and carers who could consent and hold no link of the campaign, by name."""
    holders = campaign.links.filter(revoked_at=None).values("guardian")
    others = Guardianship.objects.filter(on_roll(day)).exclude(guardian__in=holders)
    return [family for family in _grouped(others) if family.may_consent]


def _grouped(held: QuerySet[Guardianship]) -> list[Family]:
    found: dict[int, Family] = {}
    for one in held.select_related("guardian", "pupil__school_class").order_by(
        "guardian__name", "guardian_id", "pupil__legal_forename", "pupil_id"
    ):
        family = found.setdefault(one.guardian_id, Family(one.guardian))
        family.children.extend(_children([one]))
    return list(found.values())


def reach(day: date) -> Reach:
    """How a campaign would reach the families of the school in scope; two queries."""
    families = first_contacts(day)
    able = [family for family in families if family.may_consent]
    fit = [family for family in able if family.can_be_checked]
    return Reach(
        mails=[family for family in fit if family.guardian.email],
        letters=[family for family in fit if not family.guardian.email],
        unable=[family for family in families if not family.may_consent],
        undated=[family for family in able if not family.can_be_checked],
        alone=list(without_contact(day)),
    )


def without_contact(day: date) -> QuerySet[Pupil]:
    """Pupils on the roll for whom nobody is the first contact, by class and name."""
    first = Guardianship.objects.filter(pupil=OuterRef("pk"), first_contact=True)
    here = Pupil.objects.filter(Q(left_on=None) | Q(left_on__gte=day)).exclude(Exists(first))
    return here.select_related("school_class").order_by(
        "school_class__name", "legal_surname", "legal_forename", "pk"
    )


class Standing(NamedTuple):
    """Of one pupil: whether a family's answer to every question is on record."""

    pupil_id: int
    year_group: str
    class_name: str | None
    has_answer: bool


def replied(campaign: Campaign, day: date) -> list[Standing]:
    """Everybody on the roll, whatever way their answer for the campaign's year came; one query."""
    asked = campaign.asked()
    answers = Q(
        consents__academic_year=campaign.academic_year,
        consents__guardian__isnull=False,
        consents__purpose__code__in=asked,
    )
    here = Pupil.objects.filter(Q(left_on=None) | Q(left_on__gte=day))
    counted = here.annotate(answered=Count("consents__purpose", filter=answers, distinct=True))
    rows = counted.values_list("pk", "year_group", "school_class__name", "answered")
    return [
        Standing(pk, year, class_name, answered >= len(asked))
        for pk, year, class_name, answered in rows
    ]


def quiet(families: Iterable[Family], everybody: Iterable[Standing]) -> list[Family]:
    """Those of the families with a child nobody has answered for."""
    silent = {one.pupil_id for one in everybody if not one.has_answer}
    return [
        family
        for family in families
        if any(child.may_consent and child.pupil.pk in silent for child in family.children)
    ]


def _surname(pupil: Pupil) -> tuple[str, str]:
    return pupil.legal_surname.casefold(), pupil.legal_forename.casefold()


def _children(held: Iterable[Guardianship]) -> list[Child]:
    return [Child(one.pupil, one.parental_responsibility) for one in held]
