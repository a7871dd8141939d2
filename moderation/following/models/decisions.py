from typing import ClassVar

from django.db import models
from django.db.models import Q

from moderation.following.models.followees import Followee
from moderation.following.models.readings import FollowingReading
from moderation.following.models.requests import FollowRequest, Why
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

BY_SOFTWARE = ("see", "miss", "find")
WITHOUT_REASON = (*BY_SOFTWARE, "done", "report")


class FollowingDecision(SchoolOwned):
    """What happened to an entry of the register, or to a request to follow. Never changed.

    ``before`` and ``after`` are its states; ``review_on`` the entry's day of review from then on.
    ``by`` is null where a ``reading`` of X showed it. ``undoes`` is the decision taken back.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "verb": Disposal.NOT_PERSONAL,
        "before": Disposal.NOT_PERSONAL,
        "after": Disposal.NOT_PERSONAL,
        "code": Disposal.NOT_PERSONAL,
        "reason": Disposal.KEEP,
    }

    followee = models.ForeignKey(Followee, models.PROTECT, null=True, related_name="decisions")
    request = models.ForeignKey(FollowRequest, models.PROTECT, null=True, related_name="decisions")
    verb = models.SlugField(max_length=10)
    before = models.CharField(max_length=11, blank=True)
    after = models.CharField(max_length=11)
    code = models.CharField(max_length=10, choices=Why, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    review_on = models.DateField(null=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reading = models.ForeignKey(FollowingReading, models.PROTECT, null=True, related_name="+")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    objects = SchoolManager["FollowingDecision"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(followee__isnull=False, request=None)
                | Q(followee=None, request__isnull=False),
                name="following_decision_of_one",
            ),
            models.CheckConstraint(
                condition=Q(verb__in=BY_SOFTWARE, by=None, reading__isnull=False)
                | ~Q(verb__in=BY_SOFTWARE) & Q(by__isnull=False, reading=None),
                name="following_decision_by_person_or_reading",
            ),
            models.CheckConstraint(
                condition=Q(verb__in=WITHOUT_REASON) | ~Q(reason=""),
                name="following_decision_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(verb="refuse", request__isnull=False) | ~Q(code=""),
                name="following_refusal_has_code",
            ),
            models.CheckConstraint(
                condition=Q(verb="undo", undoes__isnull=False) | ~Q(verb="undo") & Q(undoes=None),
                name="following_undo_undoes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.pk}"
