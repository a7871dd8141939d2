from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models import Post
from moderation.incidents.clocks import Clock
from moderation.incidents.playbook import Severity, shipped
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, membership: Membership) -> Self:
        """What its reader may work on. Of confidential ones: safeguarding leads, the head, and
        whoever it was given to.
        """
        if Permission.HANDLE_INCIDENTS not in membership.permissions:
            return self.none()
        if Permission.SEE_CONFIDENTIAL in membership.permissions:
            return self
        if membership.post == Membership.Post.HEAD:
            return self
        return self.filter(Q(is_confidential=False) | Q(owner=membership.person))

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def reported_by_person(self, person: Person) -> Self:
        return self.filter(reported_by=person)

    def undisposed(self) -> Self:
        """Those of which something can still be read."""
        return self.filter(disposed_at=None)

    def clock_running(self) -> Self:
        return self.open().filter(due_at__isnull=False, met_at=None)


class Incident(SchoolOwned):
    """Something went wrong, or may have. What was written about it stands in its entries, sealed.

    ``handle`` is the other account on X, without the @; ``link`` the post it is about. ``due_at``
    is when the law's ``clock`` ends, ``met_at`` when that was done. ``reported_by`` is null where
    the software noticed it. ``account`` is the school's own, where somebody wrote to one.
    Once ``disposed_at`` is set, nothing that anybody wrote about it is left.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "category": Disposal.KEEP,
        "severity": Disposal.NOT_PERSONAL,
        "handle": Disposal.KEEP,
        "link": Disposal.KEEP,
        "clock": Disposal.NOT_PERSONAL,
        "outcome": Disposal.NOT_PERSONAL,
    }

    class Outcome(models.TextChoices):
        OPEN = "", _("Open")
        RESOLVED = "resolved", _("Resolved")
        PASSED_ON = "passed-on", _("Passed on to an authority")
        UNFOUNDED = "unfounded", _("There was nothing in it")
        DOUBLE = "double", _("The same as another incident")

    category = models.SlugField(max_length=20)
    severity = models.CharField(max_length=7, choices=Severity)
    is_confidential = models.BooleanField(default=False)
    handle = models.CharField(max_length=15, blank=True)
    link = models.CharField(max_length=200, blank=True)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="incidents")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="incidents")
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField()
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    clock = models.CharField(max_length=14, choices=Clock, blank=True)
    due_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    disposed_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(IncidentQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values), name="incident_known_severity"
            ),
            models.CheckConstraint(
                condition=Q(clock="", due_at=None)
                | Q(clock__in=[one for one in Clock.values if one], due_at__isnull=False),
                name="incident_clock_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, outcome="")
                | Q(closed_at__isnull=False, closed_by__isnull=False)
                & Q(outcome__in=["resolved", "passed-on", "unfounded", "double"]),
                name="incident_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(disposed_at=None)
                | Q(closed_at__isnull=False, handle="", link="", post=None),
                name="incident_disposed_of_says_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-reported_at", "-id"], name="incident_latest"),
            models.Index(
                fields=["due_at"],
                condition=Q(closed_at=None, met_at=None, due_at__isnull=False),
                name="incident_clock_running",
            ),
            models.Index(fields=["school", "handle"], name="incident_of_account"),
            models.Index(
                fields=["closed_at"],
                condition=Q(closed_at__isnull=False, disposed_at=None),
                name="incident_to_dispose_of",
            ),
        ]

    def __str__(self) -> str:
        return f"Incident {self.pk}"

    @property
    def label(self) -> str:
        """What kind it is, in words."""
        return shipped()[self.category].label

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def is_visible_to(self, membership: Membership) -> bool:
        """As ``IncidentQuerySet.visible_to``, of this one."""
        return Incident.objects.visible_to(membership).filter(pk=self.pk).exists()

    def is_overdue(self, now: datetime) -> bool:
        """Whether the law's time is over and nobody has met it."""
        return (
            self.is_open and self.met_at is None and self.due_at is not None and self.due_at < now
        )
