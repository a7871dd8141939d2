from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models.posts import Post
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class FlagQuerySet(models.QuerySet["Flag"]):
    def of_others(self, person: Person) -> Self:
        """Nobody judges what they wrote themselves."""
        return self.exclude(post__author=person)

    def waiting(self) -> Self:
        """Nobody has looked at these yet."""
        return self.filter(~Exists(FlagOutcome.objects.filter(flag=OuterRef("pk"))))


class Flag(SchoolOwned):
    """Something in a draft that the DSL is quietly told of, without its words. Never changed."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "rule": Disposal.NOT_PERSONAL,
        "key": Disposal.NOT_PERSONAL,
    }

    post = models.ForeignKey(Post, models.PROTECT, related_name="flags")
    rule = models.SlugField(max_length=40)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = SchoolManager.from_queryset(FlagQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "key"], name="flag_once"),
        ]
        indexes = [models.Index(fields=["school", "-at", "-id"], name="flag_latest")]

    def __str__(self) -> str:
        return f"Flag on {self.post}"


class FlagOutcome(SchoolOwned):
    """What a DSL made of a flag. Never changed; a second look is a second row, and the last counts.

    The author of the post cannot be the one who looks.
    """

    class Outcome(models.TextChoices):
        NOTHING = "nothing", _("Nothing in it")
        RETURNED = "returned", _("Spoke with the author, to be changed")
        PASSED_ON = "passed-on", _("Passed on to the proper authority")

    disposal: ClassVar[dict[str, Disposal]] = {
        "outcome": Disposal.KEEP,
        "note": Disposal.KEEP,  # a safeguarding record
    }

    flag = models.ForeignKey(Flag, models.PROTECT, related_name="outcomes")
    outcome = models.CharField(max_length=9, choices=Outcome)
    note = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["nothing", "returned", "passed-on"]),
                name="flag_known_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="nothing") | ~Q(note=""), name="flag_outcome_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} of {self.flag}"
