from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models.posts import Post
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class HandoverQuerySet(models.QuerySet["Handover"]):
    def open(self) -> Self:
        """Somebody has the post in their hands."""
        return self.filter(ended_at=None)

    def overdue(self, now: datetime) -> Self:
        """Somebody took the post and did not say what came of it."""
        return self.open().filter(due_back_at__lt=now).order_by("due_back_at", "id")


class Handover(SchoolOwned):
    """A person took an approved post to X by hand: when, until when, and what came of it.

    One at a time for each post, never deleted. Ended once; where no word came back the person may
    still give it. ``note`` is what they changed, in their own words.
    """

    class Outcome(models.TextChoices):
        OPEN = "", _("In their hands")
        POSTED = "posted", _("Posted as approved")
        CHANGED = "changed", _("Posted with a change")
        LET_GO = "let-go", _("Not posted")
        NO_WORD = "no-word", _("No word came back")

    disposal: ClassVar[dict[str, Disposal]] = {
        "outcome": Disposal.NOT_PERSONAL,
        "note": Disposal.SCRUB,
    }

    post = models.ForeignKey(Post, models.PROTECT, related_name="handovers")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    due_back_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    note = models.CharField(max_length=500, blank=True)

    objects = SchoolManager.from_queryset(HandoverQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(ended_at=None), name="handover_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="")
                | Q(
                    ended_at__isnull=False,
                    outcome__in=["posted", "changed", "let-go", "no-word"],
                ),
                name="handover_ended_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(note="") | Q(outcome="changed"), name="handover_note_is_of_a_change"
            ),
            models.CheckConstraint(
                condition=Q(due_back_at__gt=F("taken_at")), name="handover_due_after_taken"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_back_at"], condition=Q(ended_at=None), name="handover_due_back"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} in somebody's hands"
