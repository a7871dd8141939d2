from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models.accounts import Account


class Aspect(models.TextChoices):
    """What of a profile is compared."""

    NAME = "name", _("Name")
    BIO = "bio", _("Description")
    PROTECTED = "protected", _("Whether posts are protected")
    PINNED = "pinned", _("Pinned post")
    REPLIES = "replies", _("Who may reply")


class Expectation(SchoolOwned):
    """How an account's profile is to look, aspect by aspect as text, as X was first seen to have it
    until a leader confirms it (``agreed_at``). ``protected`` is "no" or, where a leader wants it,
    "yes", ``pinned`` a post's id or empty, ``replies`` X's word for who may, "mixed", or empty
    before the first post.
    """

    disposal: ClassVar[dict[str, Disposal]] = {aspect.value: Disposal.KEEP for aspect in Aspect}

    account = models.OneToOneField(Account, models.PROTECT, related_name="expectation")
    name = models.CharField(max_length=50)
    bio = models.CharField(max_length=500, blank=True)
    protected = models.CharField(max_length=3, choices=[("no", _("No")), ("yes", _("Yes"))])
    pinned = models.CharField(max_length=19, blank=True)
    replies = models.CharField(max_length=20, blank=True)
    read_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    objects = SchoolManager["Expectation"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_at=None, agreed_by=None)
                | models.Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="expectation_agreed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Profile of {self.account}"


class DriftQuerySet(models.QuerySet["Drift"]):
    def open(self) -> Self:
        return self.filter(state=Drift.State.OPEN)


class Drift(SchoolOwned):
    """A profile that is not as it should be: open until a leader accepts it, with a reason, or X
    shows the expected again.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        MENDED = "mended", _("Mended")

    disposal: ClassVar[dict[str, Disposal]] = {
        "aspect": Disposal.NOT_PERSONAL,
        "expected": Disposal.KEEP,
        "found": Disposal.KEEP,
        "state": Disposal.NOT_PERSONAL,
        "reason": Disposal.KEEP,
    }

    account = models.ForeignKey(Account, models.PROTECT, related_name="drifts")
    aspect = models.CharField(max_length=9, choices=Aspect)
    expected = models.CharField(max_length=500, blank=True)
    found = models.CharField(max_length=500, blank=True)
    seen_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    objects = SchoolManager.from_queryset(DriftQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "aspect"],
                condition=models.Q(state="open"),
                name="drift_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", decided_at=None, decided_by=None, reason="")
                | models.Q(state="mended", decided_at__isnull=False, decided_by=None, reason="")
                | models.Q(
                    ~models.Q(reason=""),
                    state="accepted",
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="drift_decided_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_aspect_display()} of {self.account}"
