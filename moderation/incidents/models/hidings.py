from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.incidents.models.incidents import Incident
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class HidingQuerySet(models.QuerySet["Hiding"]):
    def open(self) -> Self:
        return self.filter(finished_at=None)

    def due(self, now: datetime) -> Self:
        """What a worker may take up: it waits, or whoever had it is past the deadline. An account
        that has to be connected again waits for that.
        """
        waits = Q(state__in=["prepared", "unknown"], next_try_at__lte=now)
        abandoned = Q(state="in_flight", deadline_at__lt=now)
        usable = Q(account__needs_reconnecting_at=None) & ~Q(account__access_token=b"")
        return self.filter(waits | abandoned, usable)


class Hiding(SchoolOwned):
    """A reply on X to be hidden, or shown again, and what became of it.

    One row each time somebody asks. ``holder`` is the worker that has it in hand until
    ``deadline_at``. Done ``by_hand``, it begins as accepted: a person did it on X.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("Waits to be sent")
        IN_FLIGHT = "in_flight", _("Being sent")
        UNKNOWN = "unknown", _("X did not answer; it will be asked again")
        ACCEPTED = "accepted", _("Done")
        REJECTED = "rejected", _("X refused")
        GONE = "gone", _("The reply is no longer on X")

    disposal: ClassVar[dict[str, Disposal]] = {
        "tweet_id": Disposal.KEEP,
        "state": Disposal.NOT_PERSONAL,
        "holder": Disposal.NOT_PERSONAL,
        "reason": Disposal.NOT_PERSONAL,
    }

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="hidings")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    tweet_id = models.CharField(max_length=19, blank=True)
    hidden = models.BooleanField()
    by_hand = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State, default=State.PREPARED)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    holder = models.CharField(max_length=32, blank=True)
    deadline_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(HidingQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "tweet_id"],
                condition=Q(finished_at=None),
                name="hiding_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "in_flight", "unknown"], finished_at=None)
                | Q(state__in=["accepted", "rejected", "gone"], finished_at__isnull=False),
                name="hiding_finished_or_open",
            ),
            models.CheckConstraint(
                condition=Q(by_hand=True, state="accepted")
                | Q(by_hand=False, account__isnull=False),
                name="hiding_by_hand_or_by_account",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(finished_at=None), name="hiding_due")
        ]

    def __str__(self) -> str:
        return f"Hiding {self.pk} of {self.incident}"
