"""Every night: what a school has kept as long as it wants to is disposed of.

One child or picture is one transaction. A worker may end between any two of them, and between any
two steps of one: what was begun is undone, what is left is found the next night.
"""

from datetime import datetime, time, timedelta

from django.db.models import QuerySet

from consent.academic_year import LONDON, day_of, months_before
from consent.actions import derived, erasing
from consent.errors import Refusal
from consent.models import Disposed, Photo, Pupil
from consent.queries import disposals
from moderation.drafts import forgetting, shelving
from moderation.drafts.models import PostPhoto
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope

SETTLED = timedelta(days=30)
"""An entry that changed since stays: a wrong leaving date can be put right, an import undone."""

_WITH_FILES = (Photo.State.READY, Photo.State.REFUSED)


def dispose(now: datetime) -> int:
    """Dispose of all that has had its time; of how many children and pictures.

    A child whom a post or the safeguarding lead still needs known waits for a later night.
    """
    done = 0
    for school in School.objects.order_by("pk"):
        with scope.school(school.pk):
            children = list(_children(school, now).values_list("pk", flat=True))
            pictures = list(_pictures(school, now).values_list("pk", flat=True))
        done += sum(_erase_child(school.pk, pk, now) for pk in children)
        done += sum(_erase_picture(school.pk, pk, now) for pk in pictures)
    return done


def _erase_child(school_id: int, pupil_id: int, now: datetime) -> bool:
    try:
        with scope.school(school_id):
            pupil = _children(School(pk=school_id), now).filter(pk=pupil_id).first()
            if pupil is None:
                return False
            why = Disposed.Why.RETENTION
            return bool(forgetting.erase(pupil=pupil, why=why, by=None, now=now))
    except (
        Refusal
    ):  # counted on the page of disposal; of which child, and why, no log needs to tell
        return False


def _erase_picture(school_id: int, photo_id: int, now: datetime) -> bool:
    with scope.school(school_id):
        due = _pictures(School(pk=school_id), now)
        photo = due.select_for_update(of=("self",), skip_locked=True).filter(pk=photo_id).first()
        if photo is None:
            return False
        derived.erase(photo=photo, now=now)
        shelving.clear_lost(None, now)
        erasing.log(
            school_id=school_id,
            numbers={Disposed.Kind.PHOTO: 1},
            why=Disposed.Why.RETENTION,
            by=None,
            now=now,
        )
    return True


def _children(school: School, now: datetime) -> QuerySet[Pupil]:
    """Asked again for each child: it may be back, or the school may keep longer since."""
    kept = disposals.retention_of(school)
    leavers = disposals.leavers_until(months_before(day_of(now), kept.leaver_months))
    return leavers.filter(changed_at__lt=now - SETTLED)


def _pictures(school: School, now: datetime) -> QuerySet[Photo]:
    """Those whose posts are all over, or that are in none."""
    kept = disposals.retention_of(school)
    since = datetime.combine(months_before(day_of(now), kept.picture_months), time.min, LONDON)
    needed = PostPhoto.objects.exclude(post__state__in=forgetting.OVER)
    old = Photo.objects.filter(state__in=_WITH_FILES, uploaded_at__lt=since)
    return old.exclude(pk__in=needed.values("photo")).order_by("pk")
