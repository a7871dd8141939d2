from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models.posts import Post
from moderation.drafts.models.reminders import WeeklyReminder
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class SafetyMessageQuerySet(models.QuerySet["SafetyMessage"]):
    def in_use(self) -> Self:
        return self.filter(retired_at=None)

    def longest_unused(self) -> Self:
        """With ``last_used`` on each: never used first, then the day it was planned for last."""
        used = self.annotate(last_used=Max("planned__due_on"))
        return used.order_by(F("last_used").asc(nulls_first=True), "id")


class SafetyMessage(SchoolOwned):
    """One of a school's own online-safety messages: words a draft begins with.

    ``origin`` names the ready message it was taken from, empty for the school's own words.
    Source: St C, "e-safety messages for children reinforced regularly" (S8).
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "text": Disposal.NOT_PERSONAL,
        "topic": Disposal.NOT_PERSONAL,
        "audience": Disposal.NOT_PERSONAL,
        "origin": Disposal.NOT_PERSONAL,
    }

    text = models.CharField(max_length=280)
    topic = models.SlugField(max_length=20)
    audience = models.SlugField(max_length=10)
    origin = models.SlugField(max_length=40, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = SchoolManager.from_queryset(SafetyMessageQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="safety_message_has_words"),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="safety_message_retired_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["school", "origin"], condition=~Q(origin=""), name="safety_message_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Online-safety message {self.pk}"


class SafetyPlanQuerySet(models.QuerySet["SafetyPlan"]):
    def going(self) -> Self:
        """At most one of a school."""
        return self.filter(ended_at=None)


class SafetyPlan(SchoolOwned):
    """How often an online-safety message is due, and who puts their name to the drafts.

    ``run_by`` is the author of each draft: somebody who reads it before sending it for approval,
    which is then somebody else's. ``weeks`` is between two messages where the rhythm is weeks;
    ``at`` is a London wall time, ``weekday`` 0 for Monday.
    """

    class Rhythm(models.TextChoices):
        HALF_TERM = "half-term", _("At least once a half-term")
        WEEKS = "weeks", _("Once every so many weeks")

    disposal: ClassVar[dict[str, Disposal]] = {"rhythm": Disposal.NOT_PERSONAL}

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    run_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    rhythm = models.CharField(max_length=9, choices=Rhythm)
    weeks = models.PositiveSmallIntegerField(null=True)
    weekday = models.PositiveSmallIntegerField(choices=WeeklyReminder.Weekday.choices)
    at = models.TimeField()
    begins_on = models.DateField()
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = SchoolManager.from_queryset(SafetyPlanQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="safety_plan_known_weekday"),
            models.CheckConstraint(
                condition=Q(rhythm="half-term", weeks=None)
                | Q(rhythm="weeks", weeks__isnull=False, weeks__gte=1, weeks__lte=12),
                name="safety_plan_known_rhythm",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="safety_plan_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["school"], condition=Q(ended_at=None), name="safety_plan_one_going"
            ),
        ]

    def __str__(self) -> str:
        return f"Online-safety plan {self.pk}"


class PlannedMessage(SchoolOwned):
    """The draft that a plan put down for a day: one a day and school, however often it is looked.

    ``post`` is None once its author has discarded the draft; the day is not drafted again.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    plan = models.ForeignKey(SafetyPlan, models.PROTECT, related_name="planned")
    message = models.ForeignKey(SafetyMessage, models.PROTECT, related_name="planned")
    due_on = models.DateField()
    post = models.OneToOneField(Post, models.SET_NULL, null=True, related_name="planned_message")
    made_at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "due_on"], name="planned_message_one_a_day"),
        ]

    def __str__(self) -> str:
        return f"Online-safety message for {self.due_on}"


class SafetyNudge(SchoolOwned):
    """The leaders were told that the half-term beginning on that day has no message: once."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    term_began = models.DateField()
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "term_began"], name="safety_nudge_once"),
        ]

    def __str__(self) -> str:
        return f"Nudge for the term of {self.term_began}"
