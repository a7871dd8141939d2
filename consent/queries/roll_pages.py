"""What the pages of the roll show."""

from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from consent.academic_year import academic_year
from consent.models import Guardianship, Pupil, RollImport, SchoolClass
from consent.roll import folding
from schoolsocial.accounts.models import School
from schoolsocial.audit.models import Event

MOST_FOUND = 200


def classes(school: School, day: date) -> QuerySet[SchoolClass]:
    """Those of the academic year with ``size``, the number of children in each."""
    on_roll = Count("pupils", filter=Q(pupils__left_on=None))
    year = academic_year(day)
    return (
        SchoolClass.objects.filter(school=school, academic_year=year)
        .annotate(size=on_roll)
        .order_by("name")
    )


def classes_for(pupil: Pupil, day: date) -> QuerySet[SchoolClass]:
    """What a child's class may be: one of this academic year's, or what it is."""
    fitting = Q(academic_year=academic_year(day)) | Q(pk=pupil.school_class_id)
    return SchoolClass.objects.filter(fitting, school_id=pupil.school_id).order_by("name")


def outside_classes(school: School, day: date) -> QuerySet[Pupil]:
    """Children on the roll whom this academic year's classes do not hold."""
    year = academic_year(day)
    return Pupil.objects.filter(school=school).on_roll().exclude(school_class__academic_year=year)


def leavers(school: School) -> QuerySet[Pupil]:
    return Pupil.objects.filter(school=school).exclude(left_on=None)


def by_name(pupils: QuerySet[Pupil]) -> list[Pupil]:
    """In the order of a class list, the class with each."""
    found = pupils.select_related("school_class")
    return sorted(found, key=lambda pupil: (folding.fold(_surname(pupil)), pupil.called))


def search(pupils: QuerySet[Pupil], words: str) -> list[Pupil]:
    """Those whose names, number or UPN fit, at most ``MOST_FOUND``.

    Accents, capitals and nicknames make no difference: a school's roll is short enough to compare
    each name.
    """
    wanted = folding.fold(words)
    found = [pupil for pupil in by_name(pupils) if wanted and folding.matches(wanted, _all(pupil))]
    return found[:MOST_FOUND]


def bonds(pupil: Pupil) -> QuerySet[Guardianship]:
    """Parents and carers, whom the school writes to first."""
    return (
        Guardianship.objects.filter(pupil=pupil)
        .select_related("guardian")
        .order_by("-first_contact", "pk")
    )


def events(pupil: Pupil) -> QuerySet[Event]:
    """What happened to a child's entry and its parents' and carers', the newest first."""
    about = Q(object_type="pupil", object_id=pupil.pk) | about_carers(pupil)
    return Event.objects.filter(about, school_id=pupil.school_id).order_by("-sequence")


def about_carers(pupil: Pupil) -> Q:
    """Events about who is whose parent or carer, as far as this child goes."""
    carers = list(Guardianship.objects.filter(pupil=pupil).values_list("guardian", flat=True))
    return Q(object_type="guardian", object_id__in=carers, payload__pupil=pupil.pk)


def last_imports(school: School, now: datetime) -> QuerySet[RollImport]:
    """Those of the last 30 days, the newest first."""
    since = now - timedelta(days=30)
    return RollImport.objects.filter(school=school, at__gte=since).order_by("-at")


def _surname(pupil: Pupil) -> str:
    return pupil.preferred_surname or pupil.legal_surname


def _all(pupil: Pupil) -> str:
    names = (
        pupil.legal_forename,
        pupil.legal_surname,
        pupil.preferred_forename,
        pupil.preferred_surname,
        pupil.admission_number,
        pupil.admission_number.lstrip("0"),
        pupil.upn,
    )
    joined = " ".join(names)
    apart, close = joined.replace("'", " ").replace("’", " "), joined.replace("-", "")
    # “oneill” and “o neill” are one name, and so are “amelia rose” and “ameliarose”
    return " ".join(map(folding.fold, (joined, apart, close)))
