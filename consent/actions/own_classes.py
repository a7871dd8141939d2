"""Saying which classes are one's own."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from consent.academic_year import day_of
from consent.models import OwnClass
from consent.queries import classes
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit


def choose(*, school: School, by: Person, ids: Collection[int], now: datetime) -> int:
    """Make these classes of this academic year the person's own, and no others; how many they are.
    Ids of other classes are passed over.
    """
    theirs = classes.classes_of(school, day_of(now)).filter(pk__in=ids)
    with transaction.atomic():
        OwnClass.objects.filter(school=school, person=by).delete()
        made = OwnClass.objects.bulk_create(
            OwnClass(school=school, person=by, school_class=one) for one in theirs
        )
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="own_classes.chosen",
            details={"classes": sorted(one.school_class_id for one in made)},
            at=now,
        )
    return len(made)
