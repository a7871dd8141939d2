"""What governors do about the figures. Visits and comments are added and never changed."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

LONGEST = 1000
"""Characters of a note or a comment."""


class Visit(SchoolOwned):
    """A governor looked at how things are done, or the governing body reviewed the DPIA.

    ``next_due_on`` is the last day on which it still counts.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", _("Governor visit")
        DPIA = "dpia", _("Review of the data protection impact assessment (DPIA)")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.NOT_PERSONAL,
        "note": Disposal.KEEP,  # the governing body's own record
    }

    kind = models.CharField(max_length=5, choices=Kind)
    held_on = models.DateField()
    next_due_on = models.DateField()
    note = models.CharField(max_length=LONGEST)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["visit", "dpia"]), name="visit_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(next_due_on__gt=F("held_on")), name="visit_counts_for_a_while"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="visit_says_something"),
        ]
        indexes = [models.Index(fields=["school", "-held_on", "-id"], name="visit_latest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.held_on}"


class Comment(SchoolOwned):
    """What somebody said about an indicator, which is named by its code."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "indicator": Disposal.NOT_PERSONAL,
        "words": Disposal.KEEP,  # the governing body's own record
    }

    indicator = models.SlugField(max_length=30)
    words = models.CharField(max_length=LONGEST)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(indicator=""), name="comment_says_something"
            ),
        ]
        indexes = [models.Index(fields=["school", "indicator", "-id"], name="comment_latest")]

    def __str__(self) -> str:
        return f"Comment {self.pk}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def open(self) -> Self:
        """Still to be done, the one due first first."""
        return self.filter(done_at=None).order_by("due_on", "id")


class FollowUp(SchoolOwned):
    """Something to be done by a day because of an indicator. Settled once, with what came of it."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "indicator": Disposal.NOT_PERSONAL,
        "words": Disposal.KEEP,
        "outcome": Disposal.KEEP,
    }

    indicator = models.SlugField(max_length=30)
    words = models.CharField(max_length=300)
    due_on = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=300, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(FollowUpQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(indicator=""), name="follow_up_says_something"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, outcome="")
                | Q(done_at__isnull=False, done_by__isnull=False) & ~Q(outcome=""),
                name="follow_up_done_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "due_on"], condition=Q(done_at=None), name="follow_up_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Follow-up {self.pk}"
