from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models.posts import Post
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Version(SchoolOwned):
    """What was submitted, as it was: words, pictures, and the findings of that moment.

    ``pictures`` is a list in order, each ``{"photo", "sha256", …}`` with all that the seal holds
    of a picture; ``findings`` a list of ``{"rule", "severity", "clause", "where", "key"}``, without
    the words and without what is for the DSL alone. ``approvals_needed`` is how many people other
    than the author the policy asked for.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.NOT_PERSONAL,
        "text": Disposal.SCRUB,
        "pictures": Disposal.SCRUB,
        "findings": Disposal.NOT_PERSONAL,
    }

    post = models.ForeignKey(Post, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=13, choices=Post.Kind, default=Post.Kind.ORDINARY)
    text = models.TextField(blank=True)
    pictures = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    policy_version = models.PositiveSmallIntegerField()
    approvals_needed = models.PositiveSmallIntegerField(default=1)
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="version_one_number"),
            models.CheckConstraint(
                condition=Q(approvals_needed__gte=1), name="version_needs_an_approval"
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.post}"


class Decision(SchoolOwned):
    """What a reviewer decided of one version. Never changed; the author cannot be the reviewer."""

    class Verdict(models.TextChoices):
        APPROVE = "approve", _("Approved")
        RETURN = "return", _("Returned")
        REJECT = "reject", _("Rejected")

    disposal: ClassVar[dict[str, Disposal]] = {
        "verdict": Disposal.KEEP,
        "comment": Disposal.SCRUB,
        "seal": Disposal.NOT_PERSONAL,
    }

    post = models.ForeignKey(Post, models.PROTECT, related_name="decisions")
    version = models.ForeignKey(Version, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=7, choices=Verdict)
    comment = models.CharField(max_length=1000, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="decisions")
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(by=F("author")), name="decision_not_on_ones_own_draft"
            ),
            models.UniqueConstraint(
                fields=["version", "by", "seal"],
                condition=Q(verdict="approve"),
                name="decision_one_approval_a_person",
            ),
            models.CheckConstraint(
                condition=Q(verdict="approve") & ~Q(seal="")
                | ~Q(verdict="approve") & ~Q(comment="") & Q(seal=""),
                name="decision_sealed_or_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.version}"


class Dismissal(SchoolOwned):
    """A finding set aside by a person, with their reason. ``key`` is the finding's fingerprint.

    ``standing`` is the right by which they did: an author's never counts for what the policy
    leaves to a senior leader. Taking it back deletes the row and leaves an audit event.
    """

    class Standing(models.TextChoices):
        AUTHOR = "author", _("Author")
        SLT = "slt", _("Senior leader")
        DSL = "dsl", _("Safeguarding lead")

    disposal: ClassVar[dict[str, Disposal]] = {
        "rule": Disposal.NOT_PERSONAL,
        "key": Disposal.NOT_PERSONAL,
        "standing": Disposal.NOT_PERSONAL,
        "reason": Disposal.SCRUB,
    }

    post = models.ForeignKey(Post, models.PROTECT, related_name="dismissals")
    rule = models.SlugField(max_length=40)
    key = models.CharField(max_length=64)
    standing = models.CharField(max_length=6, choices=Standing, default=Standing.AUTHOR)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "key", "by"], name="dismissal_once_a_person"),
            models.CheckConstraint(
                condition=Q(standing__in=["author", "slt", "dsl"]), name="dismissal_known_standing"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="dismissal_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} set aside"


class Look(SchoolOwned):
    """A reviewer has the draft open: "being looked at by". Stale after a few minutes."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    post = models.ForeignKey(Post, models.CASCADE, related_name="looks")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "by"], name="look_one_a_person")]

    def __str__(self) -> str:
        return f"Look at {self.post}"
