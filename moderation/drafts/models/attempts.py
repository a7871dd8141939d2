from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from consent.models import Photo
from moderation.drafts.models.posts import Post
from moderation.drafts.workflow import OPEN_ATTEMPT, AttemptState
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN_ATTEMPT)

    def abandoned(self) -> Self:
        """Prepared or on its way, past the deadline by the database's clock."""
        states = [AttemptState.PREPARED, AttemptState.IN_FLIGHT]
        return self.filter(state__in=states, deadline_at__lt=Now())

    def to_look_for(self, now: datetime) -> Self:
        """Unknown outcomes whose next look at the timeline is due."""
        return self.filter(state=AttemptState.UNKNOWN, next_look_at__lte=now)


class Attempt(SchoolOwned):
    """One call that changes X. Times are by the database's clock; a finished one is frozen."""

    class Kind(models.TextChoices):
        UPLOAD = "upload", _("Upload a picture")
        CREATE = "create", _("Create the post")
        DELETE = "delete", _("Delete the post")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.NOT_PERSONAL,
        "state": Disposal.NOT_PERSONAL,
        "endpoint": Disposal.NOT_PERSONAL,
        "request_hash": Disposal.NOT_PERSONAL,
        "worker": Disposal.NOT_PERSONAL,
        "excerpt": Disposal.SCRUB,
        "reason": Disposal.NOT_PERSONAL,
        "tweet_id": Disposal.KEEP,
        "media_id": Disposal.NOT_PERSONAL,
        "media_key": Disposal.NOT_PERSONAL,
    }

    post = models.ForeignKey(Post, models.PROTECT, related_name="attempts")
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, related_name="uploads")
    kind = models.CharField(max_length=8, choices=Kind)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=AttemptState, default=AttemptState.PREPARED)
    endpoint = models.CharField(max_length=60)
    request_hash = models.CharField(max_length=64)
    worker = models.CharField(max_length=120)
    prepared_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    deadline_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    status_code = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    excerpt = models.CharField(max_length=300, blank=True)
    tweet_id = models.CharField(max_length=19, blank=True)
    media_id = models.CharField(max_length=40, blank=True)
    media_key = models.CharField(max_length=60, blank=True)
    looks = models.PositiveSmallIntegerField(default=0)
    next_look_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(AttemptQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "kind", "number"], name="attempt_one_number"),
            models.CheckConstraint(
                condition=Q(state__in=AttemptState.values), name="attempt_known_state"
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(kind__in=["create", "delete"], state__in=sorted(OPEN_ATTEMPT)),
                name="attempt_one_open",
            ),
            models.UniqueConstraint(
                fields=["post", "kind"],
                condition=Q(kind="create", state__in=["accepted", "found"])
                | Q(kind="delete", state__in=["accepted", "absent"]),
                name="attempt_one_success",
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline_at"],
                condition=Q(state__in=["prepared", "in_flight"]),
                name="attempt_deadline",
            ),
            models.Index(
                fields=["next_look_at"], condition=Q(state="unknown"), name="attempt_look"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of {self.post}"
