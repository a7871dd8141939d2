from datetime import UTC, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from moderation.followers.models.followers import Follower
from moderation.followers.models.sweeps import FACTS_DISPOSAL, Facts, Sweep
from moderation.followers.reasons import LONGEST_CODE
from moderation.followers.workflow import UNDECIDED, State, Verdict
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account

_NOT_TOLD = datetime(1970, 1, 1, tzinfo=UTC)
_UNDECIDED = [state.value for state in UNDECIDED]


class FollowerCaseQuerySet(models.QuerySet["FollowerCase"]):
    def undecided(self) -> Self:
        return self.filter(state__in=_UNDECIDED)

    def in_the_care_of(self, membership: Membership) -> Self:
        """Of the accounts this person answers for: leaders the school's and those of colleagues
        who agreed; everybody their own.
        """
        mine = Q(account__owner=membership.person_id)
        if Permission.DECIDE_FOLLOWERS not in membership.permissions:
            return self.filter(mine)
        agreed = Q(account__sweep_plan__consented_by=models.F("account__owner"))
        return self.filter(mine | ~Q(account__kind=Account.Kind.STAFF) | agreed)


class FollowerCase(SchoolOwned, Facts):
    """A follower who is new, came back or looks different, with the facts a person decides on.

    The facts are those of ``facts_at`` (None: X told none, as with an archive), ``before`` how the
    follower looked at the case before. They go once they are not needed: ``forgot_at``.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("New")
        RETURNED = "returned", _("Came back")
        CHANGED = "changed", _("Changed")

    disposal: ClassVar[dict[str, Disposal]] = {
        **FACTS_DISPOSAL,
        "kind": Disposal.NOT_PERSONAL,
        "state": Disposal.NOT_PERSONAL,
        "handle": Disposal.KEEP,
        "before": Disposal.SCRUB,
        "verdict": Disposal.KEEP,
        "reason": Disposal.KEEP,
    }

    # The first is the head of every list's index; by the others nobody asks for cases
    school = models.ForeignKey(
        "accounts.School", models.PROTECT, related_name="follower_cases", db_index=False
    )
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="follower_cases", db_index=False
    )
    follower = models.ForeignKey(Follower, models.PROTECT, related_name="cases")
    sweep = models.ForeignKey(Sweep, models.PROTECT, related_name="cases", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    handle = models.CharField(max_length=20, blank=True)
    facts_at = models.DateTimeField(null=True)
    before = models.JSONField(null=True)
    verdict = models.CharField(max_length=7, choices=Verdict, blank=True)
    reason = models.CharField(max_length=LONGEST_CODE, blank=True)
    settled_at = models.DateTimeField(null=True)
    forgot_at = models.DateTimeField(null=True)
    by_age = models.GeneratedField(
        expression=Coalesce("made_at", models.Value(_NOT_TOLD)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    by_followers = models.GeneratedField(
        expression=Coalesce("followers", models.Value(-1)),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    # Kept, as under row-level security no index is asked by ``lower(handle)``; C, as it never moves
    by_handle = models.GeneratedField(
        expression=Lower("handle"),
        output_field=models.CharField(max_length=20, db_collation="C"),
        db_persist=True,
    )

    objects = SchoolManager.from_queryset(FollowerCaseQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["follower"], condition=Q(state__in=_UNDECIDED), name="followers_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state="open", verdict="", reason="", settled_at=None)
                | Q(state__in=["asked", "to-sign"], settled_at=None) & ~Q(verdict="")
                | Q(state="decided", settled_at__isnull=False) & ~Q(verdict="") & ~Q(reason="")
                | Q(state="left", settled_at__isnull=False),
                name="followers_case_stands_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(forgot_at=None)
                | Q(name="", bio="", link="", picture="", made_at=None, before=None, facts_at=None),
                name="followers_forgotten_is_gone",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "state", "-opened_at", "-id"], name="fcase_latest"),
            models.Index(fields=["school", "state", "-by_age", "-id"], name="fcase_by_age"),
            models.Index(
                fields=["school", "state", "-by_followers", "-id"], name="fcase_by_followers"
            ),
            models.Index(fields=["school", "state", "by_handle", "id"], name="fcase_by_handle"),
            models.Index(
                fields=["settled_at"],
                condition=Q(forgot_at=None, settled_at__isnull=False),
                name="fcase_to_forget",
            ),
        ]

    def __str__(self) -> str:
        return f"Case {self.pk}"
