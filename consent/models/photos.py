import secrets
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class PhotoQuerySet(models.QuerySet["Photo"]):
    def waiting(self) -> Self:
        return self.filter(state=Photo.State.RECEIVED)

    def to_read(self, now: datetime) -> Self:
        """Prepared, its words not read, not given up, in no other worker's hands."""
        unread = self.filter(
            state=Photo.State.READY, written=None, readings__lt=Photo.MOST_READINGS
        )
        idle = Q(reading_began_at=None) | Q(reading_began_at__lt=now - Photo.READING_TIME)
        return unread.filter(idle)


def new_token() -> str:
    """An unguessable name, the only one a photo has outside the database."""
    return secrets.token_hex(16)


class Photo(SchoolOwned):
    """A picture somebody added. Only the cleaned copy is ever shown or sent.

    ``original`` and ``content`` are names in the private storage; ``sha256`` is of ``content``.
    ``rights`` are the notices the file carried before it was cleaned ("© Getty Images"),
    ``file_name`` the name it came with, ``written`` what can be read in the picture (null: not
    read yet). All three may hold a name and are shown to nobody who may not see the picture.
    ``readings`` counts the tries to read it; the last may be under way since ``reading_began_at``.
    """

    MOST_READINGS = 3
    READING_TIME = timedelta(minutes=3)  # longer than a worker is given

    class State(models.TextChoices):
        RECEIVED = "received", "Being prepared"
        READY = "ready", "Ready"
        REFUSED = "refused", "Refused"

    disposal: ClassVar[dict[str, Disposal]] = {
        "token": Disposal.NOT_PERSONAL,
        "state": Disposal.NOT_PERSONAL,
        "original": Disposal.ERASE,
        "content": Disposal.ERASE,
        "thumbnail": Disposal.ERASE,
        "media_type": Disposal.NOT_PERSONAL,
        "sha256": Disposal.KEEP,
        "refusal": Disposal.NOT_PERSONAL,
        "rights": Disposal.SCRUB,
        "written": Disposal.SCRUB,
        "file_name": Disposal.SCRUB,
    }

    token = models.CharField(max_length=32, unique=True, default=new_token)
    uploaded_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    original = models.CharField(max_length=120, blank=True)
    content = models.CharField(max_length=120, blank=True)
    thumbnail = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=20, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    refusal = models.CharField(max_length=200, blank=True)
    processed_at = models.DateTimeField(null=True)
    rights = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    written = models.TextField(null=True)
    file_name = models.CharField(max_length=120, blank=True)
    readings = models.PositiveSmallIntegerField(default=0)
    reading_began_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(PhotoQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(content="") & ~Q(sha256=""),
                name="photo_ready_has_content",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal=""), name="photo_refused_says_why"
            ),
            models.CheckConstraint(
                condition=Q(readings__lte=3), name="photo_read_three_times_at_most"
            ),
        ]
        indexes = [
            models.Index(
                fields=["uploaded_at"], condition=Q(state="received"), name="photo_waiting"
            ),
            models.Index(
                fields=["uploaded_at"],
                condition=Q(state="ready", written__isnull=True, readings__lt=3),
                name="photo_to_read",
            ),
        ]

    def __str__(self) -> str:
        return f"Photo {self.pk}"
