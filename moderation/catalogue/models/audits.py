from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from moderation.catalogue.models.tweets import Tweet
from policy.models import PolicyVersion
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

MOST_TRIES = 3
"""How often a portion is tried before a person has to look at what is wrong."""


class AuditQuerySet(models.QuerySet["Audit"]):
    def unfinished(self) -> Self:
        return self.filter(finished_at=None, tries__lt=MOST_TRIES)

    def latest_first(self) -> Self:
        return self.select_related("version").order_by("-started_at", "-id")


class Audit(SchoolOwned):
    """All that is live, gone through under one version of the policy, with the register of a day.

    ``reached`` is the id of the last tweet looked at, so that a worker can go on where another
    stopped; ``tries`` how often the tweets after it were begun in vain. ``started_by`` is null
    where the calendar or a new version of the policy began it.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="audits")
    day = models.DateField()
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(AuditQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=Q(finished_at=None), name="audit_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(found__lte=F("done")), name="audit_found_of_done"),
        ]

    def __str__(self) -> str:
        return f"Audit {self.pk}"

    @property
    def stuck(self) -> bool:
        return self.finished_at is None and self.tries >= MOST_TRIES

    @property
    def running(self) -> bool:
        return self.finished_at is None and not self.stuck

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 100


class RemarkQuerySet(models.QuerySet["Remark"]):
    def to_decide(self) -> Self:
        """Something was found and nobody has decided yet, on what X still has."""
        found = self.filter(tweet__missing_since=None)
        return found.filter(decision__in=[Remark.Decision.OPEN, Remark.Decision.AGAIN])


class Remark(SchoolOwned):
    """What an audit found of one tweet, and what a leader decided; one row a tweet.

    ``findings`` is a list of ``{"rule", "severity", "clause", "words"}``: the clause's number and
    its words, never the tweet's, nor whose name it is. ``faces`` counts faces in its pictures that
    nobody has accounted for, ``unseen`` its pictures whose files are not held here, ``films`` those
    of which only a still was looked at. ``fingerprint`` tells findings apart: a decision stands
    until another is found. ``noted_on`` is the tweet's own moment, by which the list is ordered.
    """

    class Verdict(models.TextChoices):
        STOP = "stop", _("Today it would be stopped")
        ASK = "ask", _("Today somebody would be asked")

    class Decision(models.TextChoices):
        OPEN = "", _("To be decided")
        KEEP = "keep", _("Kept")
        AGAIN = "again", _("To be looked at again")
        TAKE_DOWN = "take-down", _("To be taken down")

    disposal: ClassVar[dict[str, Disposal]] = {
        "verdict": Disposal.NOT_PERSONAL,
        "findings": Disposal.NOT_PERSONAL,
        "fingerprint": Disposal.NOT_PERSONAL,
        "decision": Disposal.NOT_PERSONAL,
        "reason": Disposal.SCRUB,
    }

    audit = models.ForeignKey(Audit, models.PROTECT, related_name="remarks")
    tweet = models.OneToOneField(Tweet, models.CASCADE, related_name="remark")
    noted_on = models.DateTimeField()
    verdict = models.CharField(max_length=4, choices=Verdict)
    findings = models.JSONField(default=list)
    faces = models.PositiveSmallIntegerField(default=0)
    unseen = models.PositiveSmallIntegerField(default=0)
    films = models.PositiveSmallIntegerField(default=0)
    is_old = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    decision = models.CharField(max_length=9, choices=Decision, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(RemarkQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["stop", "ask"]), name="remark_known_verdict"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by=None, decided_at=None)
                | Q(decision__in=["keep", "again", "take-down"], decided_by__isnull=False)
                & Q(decided_at__isnull=False)
                & ~Q(reason=""),
                name="remark_decided_by_somebody_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "-noted_on", "-id"],
                condition=Q(decision__in=["", "again"]),
                name="remark_to_decide",
            ),
        ]

    def __str__(self) -> str:
        return f"Remark {self.pk}"
