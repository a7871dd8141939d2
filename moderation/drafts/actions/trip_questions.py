"""Which classes are on a trip, and an author's answer that a draft is not about it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from consent.models import SchoolClass
from moderation.drafts.actions import drafts
from moderation.drafts.models import Post, Trip, TripAnswer, TripClass
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


def name_classes(
    *, trip: Trip, classes: Collection[SchoolClass], by: Person, now: datetime
) -> None:
    """These classes, and no others, are on the trip."""
    with transaction.atomic():
        trip = Trip.objects.select_for_update(of=("self",)).get(pk=trip.pk)
        before = set(trip.on_it.values_list("school_class_id", flat=True))
        wanted = {one.pk for one in classes}
        if before == wanted:
            return
        trip.on_it.exclude(school_class_id__in=wanted).delete()
        for pk in sorted(wanted - before):
            TripClass.objects.create(school_id=trip.school_id, trip=trip, school_class_id=pk)
        audit.record(
            school_id=trip.school_id,
            by=by.pk,
            verb="trip.classes_named",
            subject=trip,
            details={"classes": len(wanted)},
            at=now,
        )


def deny(*, post: Post, trip: Trip, by: Person, now: datetime) -> None:
    """One's draft is not about that trip: it is not asked again. Raises as ``drafts.writable``."""
    with transaction.atomic():
        post = drafts.writable(post, by, now)
        _, new = TripAnswer.objects.get_or_create(
            school_id=post.school_id, post=post, trip=trip, defaults={"by": by, "at": now}
        )
        if new:
            audit.record(
                school_id=post.school_id, by=by.pk, verb="post.not_of_trip", subject=post, at=now
            )
