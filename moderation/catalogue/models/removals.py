from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from moderation.catalogue.models.tweets import Tweet
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class RemovalQuerySet(models.QuerySet["Removal"]):
    def to_verify(self, now: datetime) -> Self:
        """Deleted as far as X said; not yet seen to be gone."""
        deleted = self.filter(tweet__post__state="removed", gone_at=None)
        deleted = deleted.exclude(tweet__account__posts_by=Account.PostsBy.HAND)  # no way to ask
        return deleted.filter(next_look_at__lte=now).order_by("next_look_at", "id")


class Removal(SchoolOwned):
    """The proof of a take-down: what is left when the words and pictures are gone.

    ``since`` is when its reason came up, from which the time is counted; ``why`` a code, never a
    child. ``gone_at`` is when X, asked for this very post after it was deleted, no longer had it.
    The words' own SHA-256 and those of the pictures' files prove later what it was.
    """

    class Why(models.TextChoices):
        POLICY = "policy", _("It is not as the policy wants it today")
        CHILD = "child", _("A child in it may no longer be shown")
        FACES = "faces", _("It shows faces nobody has accounted for")
        OLD = "old", _("It is older than the school keeps posts")
        OUTSIDE = "outside", _("It was posted outside School Social")
        OTHER = "other", _("Another reason")

    disposal: ClassVar[dict[str, Disposal]] = {
        "why": Disposal.KEEP,
        "text_sha256": Disposal.KEEP,
        "picture_sha256s": Disposal.KEEP,
        "last_word": Disposal.NOT_PERSONAL,
    }

    tweet = models.OneToOneField(Tweet, models.PROTECT, related_name="removal")
    why = models.CharField(max_length=7, choices=Why)
    since = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    text_sha256 = models.CharField(max_length=64)
    picture_sha256s = ArrayField(models.CharField(max_length=64), default=list)
    looks = models.PositiveSmallIntegerField(default=0)
    next_look_at = models.DateTimeField()
    last_word = models.SlugField(max_length=20, blank=True)
    gone_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(RemovalQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(text_sha256__regex=r"^[0-9a-f]{64}$"), name="removal_keeps_a_print"
            ),
            models.CheckConstraint(
                condition=Q(since__lte=F("asked_at")), name="removal_reason_comes_first"
            ),
            models.CheckConstraint(
                condition=Q(gone_at=None) | Q(gone_at__gte=F("asked_at")),
                name="removal_gone_after_asked",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_look_at", "id"],
                condition=Q(gone_at=None),
                name="removal_to_verify",
            ),
            models.Index(fields=["school", "since"], name="removal_figures"),
        ]

    def __str__(self) -> str:
        return f"Removal {self.pk}"
