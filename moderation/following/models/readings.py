from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class FollowingReadingQuerySet(models.QuerySet["FollowingReading"]):
    def under_way(self) -> Self:
        return self.filter(ended_at=None)

    def due(self, now: datetime) -> Self:
        """To be read on now, in no other worker's hands, the longest waiting first.

        A paused account is not read: nothing is paid for it until somebody has seen to it.
        """
        free = Q(held_until=None) | Q(held_until__lt=now)
        usable = Q(account__paused_at=None, account__needs_reconnecting_at=None) & ~Q(
            account__access_token=b""
        )
        rows = self.under_way().filter(free, usable, next_try_at__lte=now)
        return rows.order_by("next_try_at", "id")

    def latest_first(self) -> Self:
        return self.order_by("-began_at", "-id")


class FollowingReading(SchoolOwned):
    """One look at whom an account follows: from X page by page, from an archive, from a list.

    What it shows counts as of ``began_at``. Only a ``whole`` one may say that somebody is not
    followed; one that did not come to its end says nothing at all. ``next_token`` is X's key of
    the next page, ``shown`` how many accounts came so far, ``dollars`` what they cost by the table
    of that day, ``found`` and ``missed`` what differed from the register. ``restarts`` counts how
    often X had forgotten its key. A worker holds it until ``held_until`` under ``holder``.
    """

    MOST_RESTARTS = 3

    class Source(models.TextChoices):
        X = "x", _("Read from X")
        ARCHIVE = "archive", _("From the archive")
        PASTED = "pasted", _("A list somebody pasted")

    class Outcome(models.TextChoices):
        OPEN = "", _("Under way")
        DONE = "done", _("Read to its end")
        GAVE_UP = "gave-up", _("Given up")

    disposal: ClassVar[dict[str, Disposal]] = {
        "source": Disposal.NOT_PERSONAL,
        "outcome": Disposal.NOT_PERSONAL,
        "next_token": Disposal.NOT_PERSONAL,
        "holder": Disposal.NOT_PERSONAL,
        "trouble": Disposal.NOT_PERSONAL,
    }

    account = models.ForeignKey(Account, models.PROTECT, related_name="following_readings")
    source = models.CharField(max_length=7, choices=Source)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField()
    whole = models.BooleanField(default=True)
    next_token = models.CharField(max_length=200, blank=True)
    pages = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)
    dollars = models.DecimalField(max_digits=8, decimal_places=4, default=0)
    restarts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    holder = models.CharField(max_length=32, blank=True)
    trouble = models.SlugField(max_length=40, blank=True)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    found = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(FollowingReadingQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at=None), name="following_one_reading"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="", found=0, missed=0)
                | Q(ended_at__isnull=False, outcome="done", next_token="")
                | Q(ended_at__isnull=False, outcome="gave-up", found=0, missed=0),
                name="following_unread_tells_nothing",
            ),
            models.CheckConstraint(
                condition=Q(whole=True) | Q(missed=0), name="following_part_misses_nobody"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-began_at", "-id"], name="following_readings"),
            models.Index(
                fields=["next_try_at", "id"], condition=Q(ended_at=None), name="following_due"
            ),
        ]

    def __str__(self) -> str:
        return f"Reading {self.pk}"


class FollowingSighting(SchoolOwned):
    """An account that a reading showed, kept until the reading is compared with the register."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "x_user_id": Disposal.KEEP,
        "handle": Disposal.KEEP,
        "name": Disposal.SCRUB,
    }

    reading = models.ForeignKey(FollowingReading, models.PROTECT, related_name="sightings")
    x_user_id = models.CharField(max_length=19, blank=True)
    handle = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200, blank=True)

    objects = SchoolManager["FollowingSighting"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reading", "x_user_id"],
                condition=~Q(x_user_id=""),
                name="following_seen_once_by_number",
            ),
            models.UniqueConstraint(
                "reading",
                Lower("handle"),
                condition=Q(x_user_id=""),
                name="following_seen_once_by_handle",
            ),
            models.CheckConstraint(
                condition=~Q(x_user_id="") | ~Q(handle=""), name="following_seen_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"Sighting {self.pk}"
