from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.blocks.models.blocks import Block
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class BlockReadingQuerySet(models.QuerySet["BlockReading"]):
    def under_way(self) -> Self:
        return self.filter(state=BlockReading.State.READING)

    def free(self, now: datetime) -> Self:
        """Under way, in no worker's hands, and X may be asked."""
        unheld = Q(held_until=None) | Q(held_until__lt=now)
        return self.under_way().filter(unheld, next_try_at__lte=now)

    def complete(self) -> Self:
        return self.filter(state=BlockReading.State.COMPLETE)


class BlockReading(SchoolOwned):
    """One reading of whom an account has blocked, page by page, as X or its archive tells.

    Only a complete one says that somebody is *not* blocked, and only of what was said to be done
    before ``began_at`` (of an archive: when X made it). ``next_token`` is X's key of the next page,
    empty before the first; ``listed`` counts all accounts on the pages so far. A worker holds it
    until ``held_until`` under the name ``holder``. ``trouble`` is a code of why the last try ended.
    """

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        COMPLETE = "complete", _("Read to its end")
        GIVEN_UP = "given-up", _("Given up before its end")

    class Source(models.TextChoices):
        API = "api", _("X’s list")
        ARCHIVE = "archive", _("An archive")

    disposal: ClassVar[dict[str, Disposal]] = {
        "state": Disposal.NOT_PERSONAL,
        "source": Disposal.NOT_PERSONAL,
        "next_token": Disposal.NOT_PERSONAL,
        "holder": Disposal.NOT_PERSONAL,
        "trouble": Disposal.NOT_PERSONAL,
    }

    account = models.ForeignKey(Account, models.PROTECT, related_name="block_readings")
    source = models.CharField(max_length=7, choices=Source)
    state = models.CharField(max_length=8, choices=State, default=State.READING)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    next_token = models.CharField(max_length=200, blank=True)
    pages = models.PositiveIntegerField(default=0)
    listed = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    holder = models.CharField(max_length=32, blank=True)
    trouble = models.SlugField(max_length=40, blank=True)

    objects = SchoolManager.from_queryset(BlockReadingQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(state="reading"), name="blockreading_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="reading", ended_at=None)
                | Q(state__in=["complete", "given-up"], ended_at__isnull=False, held_until=None),
                name="blockreading_ends_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="complete") | Q(next_token=""),
                name="blockreading_complete_has_no_next_page",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state="reading"), name="blockreading_due"
            )
        ]

    def __str__(self) -> str:
        return f"Blocked by {self.account}"


class BlockSighting(SchoolOwned):
    """A reading showed an account that the school decided to block. Of others nothing is kept."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    reading = models.ForeignKey(BlockReading, models.PROTECT, related_name="sightings")
    block = models.ForeignKey(Block, models.PROTECT, related_name="sightings")

    objects = SchoolManager["BlockSighting"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "block"], name="blocksighting_once")
        ]

    def __str__(self) -> str:
        return f"{self.block} in {self.reading}"
