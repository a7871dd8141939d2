from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models import Post
from policy.models import PolicyVersion
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Verdict(models.TextChoices):
    """What the rules make of a post as a whole: its gravest finding."""

    PASS = "pass", _("Passed")
    WARN = "warn", _("Asked about")
    BLOCK = "block", _("Stopped")


MOST_TRIES = 3
"""How often a portion of posts is tried before a person has to look at what is wrong."""


class ReplayQuerySet(models.QuerySet["Replay"]):
    def unfinished(self) -> Self:
        return self.filter(finished_at=None, tries__lt=MOST_TRIES)

    def latest_first(self) -> Self:
        return self.select_related("version", "started_by").order_by("-started_at", "-id")


class Replay(SchoolOwned):
    """One version of the policy run over the posts of a period, beside the version it would follow.

    ``since`` and ``until`` are London days, both included, on which a post was begun. ``reached``
    is the id of the last post looked at, so that a worker can go on where another stopped;
    ``tries`` how often the posts after it were begun in vain.
    ``rules`` counts for each rule the posts in which ``version`` finds what ``against`` did not.
    """

    disposal: ClassVar[dict[str, Disposal]] = {"rules": Disposal.NOT_PERSONAL}

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="replays")
    against = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    until = models.DateField()
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    newly_blocked = models.PositiveIntegerField(default=0)
    newly_warned = models.PositiveIntegerField(default=0)
    newly_passed = models.PositiveIntegerField(default=0)
    rules = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = SchoolManager.from_queryset(ReplayQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="replay_period"),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="replay_done_of_total"),
        ]
        indexes = [
            models.Index(
                fields=["started_at"],
                condition=Q(finished_at=None),
                name="replay_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return f"Replay {self.pk}"

    @property
    def stuck(self) -> bool:
        return self.finished_at is None and self.tries >= MOST_TRIES

    @property
    def running(self) -> bool:
        return self.finished_at is None and not self.stuck

    @property
    def unchanged(self) -> int:
        return self.done - self.newly_blocked - self.newly_warned - self.newly_passed

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100

    @property
    def took(self) -> timedelta | None:
        return self.finished_at - self.started_at if self.finished_at else None


class LineQuerySet(models.QuerySet["Line"]):
    def now(self, verdict: Verdict) -> Self:
        """Posts that get this verdict and got another one before."""
        return self.filter(after=verdict)


class Line(SchoolOwned):
    """A post whose verdict would change. ``rules`` are the ids of those that decide it."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "before": Disposal.NOT_PERSONAL,
        "after": Disposal.NOT_PERSONAL,
        "rules": Disposal.NOT_PERSONAL,
    }

    replay = models.ForeignKey(Replay, models.CASCADE, related_name="lines")
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    before = models.CharField(max_length=5, choices=Verdict)
    after = models.CharField(max_length=5, choices=Verdict)
    rules = models.JSONField(default=list)

    objects = SchoolManager.from_queryset(LineQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["replay", "post"], name="replay_line_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="replay_line_changes"),
            models.CheckConstraint(
                condition=Q(before__in=Verdict.values, after__in=Verdict.values),
                name="replay_line_known_verdicts",
            ),
        ]
        indexes = [models.Index(fields=["replay", "after", "-id"], name="replay_line_by_verdict")]

    def __str__(self) -> str:
        return f"{self.before} becomes {self.after}"
