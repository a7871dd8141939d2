import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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

    def to_look_at(self, now: datetime) -> Self:
        """Prepared, its faces not looked for, not given up, in no other worker's hands."""
        unseen = self.filter(
            state=Photo.State.READY, faces_found_at=None, looks__lt=Photo.MOST_LOOKS
        )
        idle = Q(look_began_at=None) | Q(look_began_at__lt=now - Photo.READING_TIME)
        return unseen.filter(idle)


class Search(StrEnum):
    """How far the search for faces in a photo has come."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"  # after three tries: somebody counts by eye


def new_token() -> str:
    """An unguessable name, the only one a photo has outside the database."""
    return secrets.token_hex(16)


class Photo(SchoolOwned):
    """A picture somebody added. Only the cleaned copy is ever shown or sent.

    ``uploaded_by`` is null where nobody did: a worker fetched it from a post that stands on X.
    ``original`` and ``content`` are names in the private storage; ``sha256`` is of ``content``.
    ``rights`` are the notices the file carried before it was cleaned ("© Getty Images"),
    ``file_name`` the name it came with, ``written`` what can be read in the picture (null: not
    read yet). All three may hold a name and are shown to nobody who may not see the picture.
    ``readings`` counts the tries to read it; the last may be under way since ``reading_began_at``.
    ``looks`` and ``look_began_at`` are the same of the search for faces, over at
    ``faces_found_at``. ``derived_from`` is the photo of which this is a blurred or cut copy, and
    ``cut_left`` and ``cut_top`` how much of that is gone at two sides. ``let_go_at`` is when the
    draft no longer had it.
    """

    MOST_READINGS = 3
    MOST_LOOKS = 3
    READING_TIME = timedelta(minutes=3)  # longer than a worker is given

    class State(models.TextChoices):
        RECEIVED = "received", _("Being prepared")
        READY = "ready", _("Ready")
        REFUSED = "refused", _("Refused")
        ERASED = "erased", _("Deleted")

    disposal: ClassVar[dict[str, Disposal]] = {
        "token": Disposal.NOT_PERSONAL,
        "uploaded_at": Disposal.NOT_PERSONAL,
        "state": Disposal.NOT_PERSONAL,
        "original": Disposal.ERASE,
        "content": Disposal.ERASE,
        "thumbnail": Disposal.ERASE,
        "media_type": Disposal.NOT_PERSONAL,
        "sha256": Disposal.KEEP,
        "width": Disposal.NOT_PERSONAL,
        "height": Disposal.NOT_PERSONAL,
        "refusal": Disposal.NOT_PERSONAL,
        "processed_at": Disposal.NOT_PERSONAL,
        "rights": Disposal.SCRUB,
        "written": Disposal.SCRUB,
        "file_name": Disposal.SCRUB,
        "readings": Disposal.NOT_PERSONAL,
        "reading_began_at": Disposal.NOT_PERSONAL,
        "looks": Disposal.NOT_PERSONAL,
        "look_began_at": Disposal.NOT_PERSONAL,
        "faces_found_at": Disposal.NOT_PERSONAL,
        "cut_left": Disposal.NOT_PERSONAL,
        "cut_top": Disposal.NOT_PERSONAL,
        "let_go_at": Disposal.NOT_PERSONAL,
    }

    token = models.CharField(max_length=32, unique=True, default=new_token)
    uploaded_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
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
    looks = models.PositiveSmallIntegerField(default=0)
    look_began_at = models.DateTimeField(null=True)
    faces_found_at = models.DateTimeField(null=True)
    derived_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="derived")
    cut_left = models.PositiveIntegerField(default=0)
    cut_top = models.PositiveIntegerField(default=0)
    let_go_at = models.DateTimeField(null=True)

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
            models.CheckConstraint(
                condition=Q(looks__lte=3), name="photo_looked_at_three_times_at_most"
            ),
            models.CheckConstraint(
                condition=~Q(state="erased") | Q(original="", content="", thumbnail=""),
                name="photo_erased_has_no_file",
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
            models.Index(
                fields=["uploaded_at"],
                condition=Q(state="ready", faces_found_at__isnull=True, looks__lt=3),
                name="photo_to_look_at",
            ),
            models.Index(
                fields=["let_go_at"],
                condition=Q(state="ready", let_go_at__isnull=False),
                name="photo_let_go",
            ),
        ]

    def __str__(self) -> str:
        return f"Photo {self.pk}"

    @property
    def search(self) -> Search:
        """How far the search for faces has come."""
        if self.faces_found_at is not None:
            return Search.DONE
        return Search.FAILED if self.looks >= self.MOST_LOOKS else Search.PENDING
