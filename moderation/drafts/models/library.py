from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from consent.models import Photo
from moderation.drafts.models.photos import PostPhoto
from moderation.drafts.models.posts import Post
from policy.facts import SOURCES
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

PUPIL_MONTHS, OTHER_MONTHS = 6, 12
"""How long a picture may be used again where the school has chosen nothing."""
DELETE_AFTER_DAYS, REPEAT_DAYS = 30, 30
MOST_MONTHS, MOST_DAYS = 84, 366


class LibraryPictureQuerySet(models.QuerySet["LibraryPicture"]):
    def shelved(self) -> Self:
        """Neither retired nor deleted; whether one may be used today is asked elsewhere."""
        return self.filter(retired_at=None, gone_at=None)

    def usable_by_date(self, day: date) -> Self:
        """Shelved, and the use-by date has not passed."""
        return self.shelved().filter(use_by__gte=day)

    def past_date(self, day: date) -> Self:
        return self.shelved().filter(use_by__lt=day)

    def ending(self, day: date, last: date) -> Self:
        """Shelved, and to end in those days, both included."""
        return self.shelved().filter(use_by__range=(day, last))

    def retired(self) -> Self:
        return self.filter(retired_at__isnull=False, gone_at=None)

    def about(self, words: str) -> Self:
        """Those whose title, occasion or description contains every one of these words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word) | Q(occasion__icontains=word) | Q(alt_text__icontains=word)
            )
        return found


class LibraryPicture(SchoolOwned):
    """A picture that was approved with ``post``, kept for use in others.

    It names the photo itself, so that who is in it has one account however often it is used.
    ``sha256`` is of the bytes that were approved; description and declarations are as they were
    approved. ``use_by`` is its last day, ``use_by_set_on`` the London day on which that was decided
    and the consents were asked; ``reminded_of`` the last day of which reviewers were reminded.
    Whether it may be used is never stored: the register is asked each time. ``gone_at`` is when its
    bytes and words were deleted.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "sha256": Disposal.KEEP,
        "title": Disposal.SCRUB,
        "occasion": Disposal.SCRUB,
        "alt_text": Disposal.SCRUB,
        "source": Disposal.NOT_PERSONAL,
        "declared": Disposal.NOT_PERSONAL,
    }

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="library")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="library_pictures")
    post = models.ForeignKey(Post, models.PROTECT, related_name="library_pictures")
    sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=80, blank=True)
    occasion = models.CharField(max_length=80, blank=True)
    alt_text = models.CharField(max_length=1000, blank=True)
    shows_pupils = models.BooleanField(null=True)
    pupils_counted = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=8, choices=PostPhoto.Source, blank=True)
    declared = ArrayField(models.SlugField(max_length=40), default=list, blank=True)
    kept_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    use_by = models.DateField()
    use_by_set_on = models.DateField()
    reminded_of = models.DateField(null=True)
    retired_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(LibraryPictureQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["photo"],
                condition=Q(retired_at=None, gone_at=None),
                name="library_picture_shelved_once",
            ),
            models.CheckConstraint(
                condition=Q(use_by__gte=F("use_by_set_on")), name="library_picture_use_by_to_come"
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="library_picture_retired_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(gone_at=None) & ~Q(title="")
                | Q(gone_at__isnull=False, title="", occasion="", alt_text=""),
                name="library_picture_gone_has_no_words",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["", *SOURCES]), name="library_picture_known_source"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-kept_at", "-id"], name="library_latest"),
            models.Index(
                fields=["use_by"], condition=Q(retired_at=None, gone_at=None), name="library_ending"
            ),
        ]

    def __str__(self) -> str:
        return f"Library picture {self.pk}"

    def as_placed(self) -> PostPhoto:
        """What stands in a post that uses it: not saved, and not yet of any post."""
        return PostPhoto(
            school_id=self.school_id,
            photo=self.photo,
            position=1,
            alt_text=self.alt_text,
            shows_pupils=self.shows_pupils,
            pupils_counted=self.pupils_counted,
            source=self.source,
            declared=self.declared,
        )


class LibraryTerms(SchoolOwned):
    """How long a school keeps pictures for reuse: the use-by date that is proposed, in months, for
    pictures with pupils and for others; how many days after it a picture is deleted; and within how
    many days the same picture again is worth a word. A school without a row: the constants above.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    pupil_months = models.PositiveSmallIntegerField(default=PUPIL_MONTHS)
    other_months = models.PositiveSmallIntegerField(default=OTHER_MONTHS)
    delete_after_days = models.PositiveSmallIntegerField(default=DELETE_AFTER_DAYS)
    repeat_days = models.PositiveSmallIntegerField(default=REPEAT_DAYS)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="library_terms_one_a_school"),
            models.CheckConstraint(
                condition=Q(pupil_months__range=(1, 12), other_months__range=(1, MOST_MONTHS)),
                name="library_terms_have_an_end",
            ),
            models.CheckConstraint(
                condition=Q(delete_after_days__lte=MOST_DAYS, repeat_days__lte=MOST_DAYS),
                name="library_terms_within_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"Library terms of {self.school}"
