from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.models import Photo
from moderation.drafts.models.posts import Post
from policy.facts import SOURCES
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class PostPhoto(SchoolOwned):
    """A picture in a post, in its place, and what its author says of it.

    ``pupils_counted`` is how many pupils the author sees in it, ``source`` where it comes from
    (empty: not said), ``declared`` the ids of the declarations made.
    """

    class Source(models.TextChoices):
        SCHOOL = "school", _("Taken by staff of the school")
        PARENT = "parent", _("Sent by a parent")
        VISITOR = "visitor", _("Sent by a visitor or partner")
        LICENSED = "licensed", _("Bought, or free to use")
        WEB = "web", _("Found on the web")

    disposal: ClassVar[dict[str, Disposal]] = {
        "alt_text": Disposal.SCRUB,
        "source": Disposal.NOT_PERSONAL,
        "declared": Disposal.NOT_PERSONAL,
    }

    post = models.ForeignKey(Post, models.CASCADE, related_name="post_photos")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="post_photos")
    position = models.PositiveSmallIntegerField()
    alt_text = models.CharField(max_length=1000, blank=True)
    shows_pupils = models.BooleanField(null=True)  # null: the author has not said
    pupils_counted = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=8, choices=Source, blank=True)
    declared = ArrayField(models.SlugField(max_length=40), default=list, blank=True)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "position"],
                name="post_photo_one_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["post", "photo"], name="post_photo_once"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=4), name="post_photo_at_most_four"
            ),
            models.CheckConstraint(
                condition=Q(source__in=["", *SOURCES]), name="post_photo_known_source"
            ),
        ]

    def __str__(self) -> str:
        return f"Picture {self.position} of {self.post}"
