from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.blocks.models.blocks import Block
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class BlockAttemptQuerySet(models.QuerySet["BlockAttempt"]):
    def open(self) -> Self:
        return self.filter(state__in=["prepared", "in-flight", "unknown"])

    def unclear(self) -> Self:
        """Sent, and nobody knows what X did."""
        return self.filter(state="unknown")

    def abandoned(self, now: datetime) -> Self:
        """Prepared or on its way, past the deadline."""
        return self.filter(state__in=["prepared", "in-flight"], deadline_at__lt=now)


class BlockAttempt(SchoolOwned):
    """One call that blocks or unblocks at X, where X lets the school's app do so.

    X takes the same block twice without harm, but an answer that was lost is looked up in X's list
    and never simply asked again. A finished attempt is frozen.
    """

    class Kind(models.TextChoices):
        BLOCK = "block", _("Block")
        UNBLOCK = "unblock", _("Unblock")

    class State(models.TextChoices):
        PREPARED = "prepared", _("Prepared")
        IN_FLIGHT = "in-flight", _("On its way")
        ACCEPTED = "accepted", _("X said yes")
        REJECTED = "rejected", _("X said no")
        NOT_SENT = "not-sent", _("Did not leave")
        UNKNOWN = "unknown", _("No clear answer")
        FOUND = "found", _("X’s list shows that it was done")
        ABSENT = "absent", _("X’s list shows that it was not done")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.NOT_PERSONAL,
        "state": Disposal.NOT_PERSONAL,
        "reason": Disposal.NOT_PERSONAL,
    }

    block = models.ForeignKey(Block, models.PROTECT, related_name="attempts")
    kind = models.CharField(max_length=7, choices=Kind)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.PREPARED)
    prepared_at = models.DateTimeField()
    deadline_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    objects = SchoolManager.from_queryset(BlockAttemptQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[
                    "prepared", "in-flight", "accepted", "rejected", "not-sent", "unknown",
                    "found", "absent",
                ]),
                name="blockattempt_known_state",
            ),
            models.UniqueConstraint(
                fields=["block"],
                condition=Q(state__in=["prepared", "in-flight", "unknown"]),
                name="blockattempt_one_open",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} of {self.block}"
