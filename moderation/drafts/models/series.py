from typing import ClassVar

from django.db import models
from django.db.models import Q

from moderation.drafts.models.posts import Post
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Series(SchoolOwned):
    """Drafts that were made from one, each for a day of its own and approved by itself.

    ``template`` is the text with places such as {n} and {date}. ``set_aside_at`` is when its author
    put aside what was left of it.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "name": Disposal.SCRUB,
        "template": Disposal.SCRUB,
    }

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="series")
    name = models.CharField(max_length=80)
    template = models.TextField()
    count = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="series_has_name"),
            models.CheckConstraint(
                condition=Q(count__gte=2, count__lte=40), name="series_of_some_length"
            ),
        ]
        indexes = [models.Index(fields=["school", "-made_at", "-id"], name="series_latest")]

    def __str__(self) -> str:
        return f"Series {self.pk}"


class SeriesEntry(SchoolOwned):
    """One part of a series: its number from 1, its London day, and what stands for {text} then.

    ``post`` is None once its author has discarded the draft.
    """

    disposal: ClassVar[dict[str, Disposal]] = {"words": Disposal.SCRUB}

    series = models.ForeignKey(Series, models.PROTECT, related_name="entries")
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    words = models.CharField(max_length=200, blank=True)
    post = models.OneToOneField(Post, models.SET_NULL, null=True, related_name="series_entry")

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="series_entry_one_number"),
            models.UniqueConstraint(fields=["series", "day"], name="series_entry_one_day"),
            models.CheckConstraint(condition=Q(number__gte=1), name="series_entry_from_one"),
        ]

    def __str__(self) -> str:
        return f"Part {self.number} of a series"
