from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account

OPEN = ("received", "reading")


class ArchiveImportQuerySet(models.QuerySet["ArchiveImport"]):
    def open(self) -> Self:
        """Not read to their end yet."""
        return self.filter(state__in=OPEN)

    def free(self, now: datetime) -> Self:
        """To be read, in no other worker's hands, not given up."""
        idle = Q(held_until=None) | Q(held_until__lt=now)
        return self.open().filter(idle, tries__lt=ArchiveImport.MOST_TRIES)

    def given_up(self, now: datetime) -> Self:
        """Begun too often without coming to the end."""
        return self.open().filter(tries__gte=ArchiveImport.MOST_TRIES, held_until__lt=now)

    def latest_first(self) -> Self:
        return self.order_by("-at", "-id")


class ArchiveImport(SchoolOwned):
    """An archive of an account, uploaded to fill the back-catalogue.

    ``file`` is a name in the private storage, gone once it is read. ``made_at`` is when X made it.
    ``reached`` counts the posts read so far, ``fresh`` those not known before, ``pictures`` those
    taken in and ``unusable`` those that could not be. A worker holds it until ``held_until``;
    another goes on after ``reached``. ``reason`` is the code of a refusal.
    """

    MOST_TRIES = 3

    class State(models.TextChoices):
        RECEIVED = "received", _("Waiting to be read")
        READING = "reading", _("Being read")
        DONE = "done", _("Taken in")
        REFUSED = "refused", _("Refused")

    disposal: ClassVar[dict[str, Disposal]] = {
        "state": Disposal.NOT_PERSONAL,
        "file": Disposal.SCRUB,
        "reason": Disposal.NOT_PERSONAL,
    }

    account = models.ForeignKey(Account, models.PROTECT, related_name="archive_imports")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    file = models.CharField(max_length=120, blank=True)
    reason = models.SlugField(max_length=20, blank=True)
    reached = models.PositiveIntegerField(default=0)
    fresh = models.PositiveIntegerField(default=0)
    pictures = models.PositiveIntegerField(default=0)
    unusable = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    held_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(ArchiveImportQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(state__in=OPEN), name="archive_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, done_at=None) & ~Q(file="")
                | Q(state__in=["done", "refused"], done_at__isnull=False, file=""),
                name="archive_read_has_no_file",
            ),
            models.CheckConstraint(
                condition=Q(state="refused") & ~Q(reason="") | ~Q(state="refused") & Q(reason=""),
                name="archive_refused_says_why",
            ),
            models.CheckConstraint(
                condition=Q(made_at__lte=models.F("at")), name="archive_made_before_it_came"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-at", "-id"], name="archive_latest"),
            models.Index(fields=["at"], condition=Q(state__in=OPEN), name="archive_open"),
        ]

    def __str__(self) -> str:
        return f"Archive {self.pk}"
