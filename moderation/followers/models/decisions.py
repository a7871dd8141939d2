from typing import ClassVar

from django.db import models
from django.db.models import Q

from moderation.followers.models.cases import FollowerCase
from moderation.followers.reasons import LONGEST_CODE, words_of
from moderation.followers.workflow import Act, Verdict
from policy.models import PolicyVersion
from policy.rules.follower_checks import LONGEST_REASON
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Decision(SchoolOwned):
    """A line in the record of a case: who did what, when and why. Never changed, never removed.

    ``words`` are the reason as it stood when it was chosen (empty in lines from before the policy
    named reasons), ``policy`` the version that named it, None where the school's setting counted.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "act": Disposal.NOT_PERSONAL,
        "verdict": Disposal.KEEP,
        "reason": Disposal.KEEP,
        "words": Disposal.KEEP,
        "note": Disposal.KEEP,
    }

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="follower_decisions")
    case = models.ForeignKey(FollowerCase, models.PROTECT, related_name="decisions")
    act = models.CharField(max_length=8, choices=Act)
    verdict = models.CharField(max_length=7, choices=Verdict, blank=True)
    reason = models.CharField(max_length=LONGEST_CODE, blank=True)
    words = models.CharField(max_length=LONGEST_REASON, blank=True)
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager["Decision"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(act="decided") & ~Q(verdict="") & ~Q(reason="")
                | Q(act="signed", verdict="block")
                | Q(act__in=["undone", "appealed"]) & ~Q(note=""),
                name="followers_decision_says_why",
            ),
            models.CheckConstraint(
                condition=Q(policy=None) | ~Q(words="") & ~Q(reason=""),
                name="followers_decision_in_the_policys_words",
            ),
        ]
        indexes = [models.Index(fields=["case", "id"], name="followers_record")]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.pk}"

    @property
    def why(self) -> str:
        """The reason in the words it was chosen in."""
        return self.words or words_of(self.reason)
