from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from moderation.following.workflow import BY_HAND, OVER, TO_DECIDE, State
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class FolloweeQuerySet(models.QuerySet["Followee"]):
    def to_decide(self, today: date) -> Self:
        """A leader has to say something: wishes, what X shows otherwise, what is due for review."""
        due = Q(state=State.FOLLOWED, review_on__lte=today)
        return self.filter(Q(state__in=TO_DECIDE) | due)

    def by_hand(self) -> Self:
        """Decided, and not yet done on a phone."""
        return self.filter(state__in=BY_HAND)

    def followed(self) -> Self:
        return self.filter(state=State.FOLLOWED)

    def over(self) -> Self:
        return self.filter(state__in=OVER)

    def to_remind_of(self, today: date) -> Self:
        """Due for review, and the leaders not told of it yet."""
        untold = Q(review_told_on=None) | Q(review_told_on__lt=models.F("review_on"))
        return self.filter(untold, state=State.FOLLOWED, review_on__lte=today)


class Followee(SchoolOwned):
    """An account that one of the school's accounts follows, or that somebody wants it to follow.

    Known by X's number, by its handle (without the @), or both; the number is what it is known by
    once it is there, as handles change hands. ``name`` is what X last showed. ``benefit`` is why
    the school follows it, looked at again on ``review_on``. ``seen_at`` is when X or an archive
    last showed that it is followed. A ``SAME`` entry was a number that turned out to be
    ``same_as``, which has the number now.

    Source: S14, the school does not seek to follow; exceptions with obvious benefit, case by case.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "x_user_id": Disposal.KEEP,
        "handle": Disposal.KEEP,
        "name": Disposal.SCRUB,
        "benefit": Disposal.SCRUB,
        "state": Disposal.NOT_PERSONAL,
    }

    account = models.ForeignKey(Account, models.PROTECT, related_name="followees")
    x_user_id = models.CharField(max_length=19, blank=True)
    handle = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200, blank=True)
    benefit = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=11, choices=State)
    wished_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    review_on = models.DateField(null=True)
    review_told_on = models.DateField(null=True)
    changed_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    objects = SchoolManager.from_queryset(FolloweeQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "x_user_id"],
                condition=~Q(x_user_id=""),
                name="followee_once_by_number",
            ),
            models.UniqueConstraint(
                "account",
                Lower("handle"),
                condition=Q(x_user_id="") & ~Q(handle=""),
                name="followee_once_by_handle",
            ),
            models.CheckConstraint(
                condition=~Q(x_user_id="") | ~Q(handle="") | Q(state="same"),
                name="followee_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="same", same_as__isnull=False, x_user_id="", handle="")
                | ~Q(state="same") & Q(same_as=None),
                name="followee_same_as_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["to_follow", "followed", "missing"])
                | ~Q(benefit="") & Q(review_on__isnull=False),
                name="followee_has_benefit_and_review",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-changed_at", "-id"], name="followee_latest"),
            models.Index(
                fields=["review_on"], condition=Q(state="followed"), name="followee_review"
            ),
        ]

    def __str__(self) -> str:
        return f"@{self.handle}" if self.handle else f"account number {self.x_user_id}"
