"""Every night: pictures of the library whose use-by date is long past are deleted, and reviewers
are told which will end.

That a date has passed needs no job: whoever would use the picture asks the date. One picture is one
transaction; a worker may end between any two, and the next night finds what is left.
"""

from datetime import date, datetime, time, timedelta

from django.db.models import F, Q
from django.urls import reverse

from consent.academic_year import LONDON, day_of
from consent.actions import derived, erasing
from consent.models import Disposed, Photo
from moderation.drafts import forgetting, reuse, shelving
from moderation.drafts.models import LibraryPicture, PostPhoto
from moderation.drafts.models.library import LibraryPictureQuerySet
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

ENDING = "library-ending"
NOTICE = timedelta(days=14)


def end(now: datetime) -> int:
    """Delete what has had its time and no post needs, and remind of what ends soon; how many
    pictures were deleted."""
    done = 0
    for school in School.objects.order_by("pk"):
        with scope.school(school.pk):
            due = list(_due(school, now).values_list("pk", flat=True))
        done += sum(_delete(school, pk, now) for pk in due)
        with scope.school(school.pk):
            _remind(school, now)
    return done


def _due(school: School, now: datetime) -> LibraryPictureQuerySet:
    """Over for as many days as the school chose, and in no post that is not over."""
    last_day = day_of(now) - timedelta(days=reuse.terms_of(school).delete_after_days)
    over = Q(use_by__lt=last_day) | Q(retired_at__lt=_beginning(last_day))
    needed = PostPhoto.objects.exclude(post__state__in=forgetting.OVER).values("photo")
    shelved = LibraryPicture.objects.shelved().exclude(use_by__lt=last_day).values("photo")
    there = LibraryPicture.objects.filter(over, gone_at=None, photo__state=Photo.State.READY)
    return there.exclude(photo__in=needed).exclude(photo__in=shelved).order_by("pk")


def _delete(school: School, picture_id: int, now: datetime) -> bool:
    """Asked again under the lock for which a use of it waits."""
    with scope.school(school.pk):
        held = LibraryPicture.objects.select_for_update().get(pk=picture_id)
        photo = Photo.objects.select_for_update().get(pk=held.photo_id)
        if not _due(school, now).filter(pk=picture_id).exists():
            return False
        derived.erase(photo=photo, now=now)
        shelving.clear_lost(None, now)
        erasing.log(
            school_id=school.pk,
            numbers={Disposed.Kind.PHOTO: 1},
            why=Disposed.Why.RETENTION,
            by=None,
            now=now,
        )
    return True


def _remind(school: School, now: datetime) -> None:
    """One mail to each reviewer, and once for each date, however many pictures end on it."""
    today = day_of(now)
    ending = LibraryPicture.objects.ending(today, today + NOTICE)
    untold = ending.filter(Q(reminded_of=None) | ~Q(reminded_of=F("use_by")))
    held = list(untold.select_for_update(skip_locked=True).order_by("pk"))
    for picture in held:
        picture.reminded_of = picture.use_by
        picture.save(update_fields=["reminded_of"])
    if not held:
        return
    path = reverse("drafts:library", args=[school.slug])
    able = Membership.objects.able_to(Permission.APPROVE_POSTS)
    for address in sorted(set(able.values_list("person__email", flat=True))):
        letters.queue(school=school, to=address, kind=ENDING, path=path, now=now)
    audit.record(
        school_id=school.pk,
        by=None,
        verb="library.reminded",
        subject=school,
        details={"pictures": len(held)},
        at=now,
    )


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON)
