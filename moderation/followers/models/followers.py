from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from moderation.followers.workflow import Verdict
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class KnownAs(models.TextChoices):
    """How a person here says the follower is known to the school."""

    UNKNOWN = "", _("Not known to us")
    STAFF = "staff", _("Staff")
    PARENT = "parent", _("A parent who told us")
    PROFESSIONAL = "professional", _("Professional")
    SCHOOL = "school", _("Another school")
    BUSINESS = "business", _("Business")


class FollowerQuerySet(models.QuerySet["Follower"]):
    def present(self) -> Self:
        return self.filter(gone_at=None)


class Follower(SchoolOwned):
    """Somebody who follows an account now, or did once (``gone_at``). X's number of them is None
    where only a handle was pasted; the handle is empty where only an archive told of them.

    Nothing else is kept of them here: ``fingerprint`` says whether they look as they did, the
    facts themselves are with the case for as long as it needs them. ``standing`` is the verdict in
    force, empty where nobody has decided.

    No index speaks of what a sweep changes (``fingerprint``, ``gone_at``), and its pages have room
    left: a change then touches one page, where else it would touch one of every index as well.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "handle": Disposal.SCRUB,
        "known_as": Disposal.SCRUB,
        "standing": Disposal.KEEP,
    }

    account = models.ForeignKey(Account, models.PROTECT, related_name="followers")
    x_user_id = models.BigIntegerField(null=True)
    handle = models.CharField(max_length=20, blank=True)
    fingerprint = models.BigIntegerField(null=True)
    known_as = models.CharField(max_length=12, choices=KnownAs, blank=True)
    standing = models.CharField(max_length=7, choices=Verdict, blank=True)
    first_seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(FollowerQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "x_user_id"], name="follower_once"),
            models.UniqueConstraint(
                "account",
                Lower("handle"),
                condition=Q(x_user_id=None),
                name="follower_by_handle_once",
            ),
            models.CheckConstraint(
                condition=Q(x_user_id__gt=0) | Q(x_user_id=None) & ~Q(handle=""),
                name="follower_is_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-first_seen_at", "-id"], name="follower_latest"),
            models.Index("account", Lower("handle"), name="follower_by_handle"),
        ]

    def __str__(self) -> str:
        return f"Follower {self.pk}"
