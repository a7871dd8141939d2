from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.catalogue.models.tweets import Tweet
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> Self:
        return self.filter(answered_at=None)

    def to_pass_on(self) -> Self:
        """Not yet taken up by the floor that keeps incidents, the oldest first."""
        return self.filter(passed_on_at=None).order_by("id")


class Case(SchoolOwned):
    """Something about a tweet that a leader has to answer for.

    ``passed_on_at`` is when the floor above took it up, as from an outbox.
    """

    class Kind(models.TextChoices):
        OUTSIDE = "outside", _("Posted outside School Social")
        MISSING = "missing", _("No longer on X")
        STANDING = "standing", _("Deleted, and still on X")
        CHANGED = "changed", _("Not as it was approved")

    class Answer(models.TextChoices):
        OPEN = "", _("To be decided")
        ADOPTED = "adopted", _("Taken into the record")
        EXPLAINED = "explained", _("Posted by hand, and why")
        TAKEN_DOWN = "taken-down", _("Taken down")
        DELETED_BY_HAND = "by-hand", _("Somebody deleted it by hand")
        ACCOUNT_TROUBLE = "account", _("Something is wrong with the account")
        OURS = "ours", _("It was ours after all")
        BACK = "back", _("X shows it again")
        GONE = "gone", _("X no longer has it")
        ACCEPTED = "accepted", _("It may stay as it is")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.NOT_PERSONAL,
        "answer": Disposal.NOT_PERSONAL,
        "reason": Disposal.SCRUB,
    }

    tweet = models.ForeignKey(Tweet, models.PROTECT, related_name="cases")
    kind = models.CharField(max_length=8, choices=Kind)
    opened_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    who = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    passed_on_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(CaseQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tweet", "kind"], condition=Q(answered_at=None), name="case_one_open"
            ),
            models.UniqueConstraint(
                fields=["tweet"], condition=Q(kind="outside"), name="case_outside_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="outside", answer__in=["", "adopted", "explained", "taken-down", "ours"]
                )
                | Q(kind="missing", answer__in=["", "by-hand", "account", "back"])
                | Q(kind="standing", answer__in=["", "gone", "account"])
                | Q(kind="changed", answer__in=["", "accepted", "taken-down"]),
                name="case_known_answer",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="", answered_by=None)
                | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="case_answered_has_answer",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "ours", "back", "gone"])
                | Q(answered_by__isnull=False) & ~Q(reason=""),
                name="case_answer_has_person_and_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "opened_at", "id"],
                condition=Q(answered_at=None),
                name="case_open",
            ),
            models.Index(fields=["id"], condition=Q(passed_on_at=None), name="case_to_pass_on"),
        ]

    def __str__(self) -> str:
        return f"Case {self.pk}"
