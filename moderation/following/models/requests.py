from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from moderation.following.workflow import REQUEST_OPEN, RequestState
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class Why(models.TextChoices):
    """Why somebody may not follow. Chosen by a person; nothing is worked out about anybody."""

    NOT_SCHOOL = "not-school", _("Nothing to do with the school")
    NO_VALUE = "no-value", _("An advertisement, or of no value to the school")
    UNKNOWN = "unknown", _("Nobody here knows who it is")
    UNSUITABLE = "unsuitable", _("Unsuitable content")
    PUPIL = "pupil", _("It may be a pupil")
    OTHER = "other", _("Something else")


class FollowRequestQuerySet(models.QuerySet["FollowRequest"]):
    def open(self) -> Self:
        """To be decided, or decided and not yet done on a phone."""
        return self.filter(state__in=REQUEST_OPEN)

    def closed(self) -> Self:
        return self.exclude(state__in=REQUEST_OPEN)


class FollowRequest(SchoolOwned):
    """Somebody asks on X to follow a protected account; a person copied it from there.

    X has no API that tells of requests. ``handle`` without the @.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "handle": Disposal.KEEP,
        "state": Disposal.NOT_PERSONAL,
    }

    account = models.ForeignKey(Account, models.PROTECT, related_name="follow_requests")
    handle = models.CharField(max_length=20)
    state = models.CharField(max_length=9, choices=RequestState)
    reported_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = SchoolManager.from_queryset(FollowRequestQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "account",
                Lower("handle"),
                condition=Q(state__in=REQUEST_OPEN),
                name="follow_request_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values) & ~Q(handle=""),
                name="follow_request_of_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-changed_at", "-id"], name="follow_request_latest")
        ]

    def __str__(self) -> str:
        return f"@{self.handle}"
