"""The classes of this academic year and the children in them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from consent.academic_year import academic_year
from consent.models import OwnClass, Pupil, SchoolClass
from schoolsocial.accounts.models import Person, School

MOST_FOUND = 50
_REGISTER = (
    Lower(Coalesce(NullIf("preferred_surname", Value("")), "legal_surname")),
    Lower(Coalesce(NullIf("preferred_forename", Value("")), "legal_forename")),
    "pk",
)


def classes_of(school: School, day: date) -> QuerySet[SchoolClass]:
    """The classes of the academic year of that day, by name."""
    return SchoolClass.objects.filter(school=school, academic_year=academic_year(day)).order_by(
        "name"
    )


def own_of(person: Person, day: date) -> set[int]:
    """Ids of the classes of that academic year that this person called their own."""
    said = OwnClass.objects.filter(person=person, school_class__academic_year=academic_year(day))
    return set(said.values_list("school_class", flat=True))


def at_school(school: School, day: date) -> QuerySet[Pupil]:
    """Those who have not left by that day."""
    stays = Q(left_on=None) | Q(left_on__gte=day)
    return Pupil.objects.filter(stays, school=school)


def pupils_of(school_class: SchoolClass, day: date) -> list[Pupil]:
    """The children of a class as a register lists them, by surname."""
    return by_surname(at_school(school_class.school, day).filter(school_class=school_class))


def chosen(school: School, ids: Collection[int], day: date) -> list[Pupil]:
    """Some children of the school, whatever their classes."""
    return by_surname(at_school(school, day).filter(pk__in=ids).select_related("school_class"))


def found(school: School, words: str, day: date) -> list[Pupil]:
    """Those whose names hold every one of these words, the first ``MOST_FOUND`` of the register;
    nobody where there is none.
    """
    pupils = at_school(school, day).select_related("school_class")
    for word in words.split():
        pupils = pupils.filter(
            Q(legal_forename__icontains=word)
            | Q(legal_surname__icontains=word)
            | Q(preferred_forename__icontains=word)
            | Q(preferred_surname__icontains=word)
        )
    first = pupils.order_by(*_REGISTER)[:MOST_FOUND]
    return by_surname(first) if words.strip() else []


def by_surname(pupils: Collection[Pupil] | QuerySet[Pupil]) -> list[Pupil]:
    return sorted(pupils, key=_register_order)


def _register_order(pupil: Pupil) -> tuple[str, str, int]:
    surname = pupil.preferred_surname or pupil.legal_surname
    forename = pupil.preferred_forename or pupil.legal_forename
    return surname.casefold(), forename.casefold(), pupil.pk
