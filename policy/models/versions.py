from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext

from policy.workflow import WORKING, State
from schoolsocial.accounts.models import Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

ON_PAPER = "On paper"
"""The minute reference of a policy ratified before the school joined."""


class PolicyVersionQuerySet(models.QuerySet["PolicyVersion"]):
    def in_force_on(self, day: date) -> Self:
        """Ratified versions whose day has come, the one in force first."""
        return self.ratified().filter(in_force_from__lte=day).order_by("-in_force_from", "-number")

    def ratified(self) -> Self:
        return self.filter(state=State.RATIFIED)

    def working(self) -> Self:
        """The version being prepared; a school has one at most."""
        return self.filter(state__in=WORKING)

    def editable(self) -> Self:
        return self.filter(state=State.DRAFT)

    def readable_with(self, permissions: frozenset[Permission]) -> Self:
        """What these permissions let a person read: everybody what is ratified, governors what
        was put before them, those who write policies all.
        """
        if Permission.EDIT_POLICY in permissions:
            return self
        if Permission.CONFIRM_RATIFICATION in permissions:
            return self.exclude(state__in=[State.DRAFT, State.WITHDRAWN])
        return self.ratified()


class PolicyVersion(SchoolOwned):
    """One wording of the school's policy, with the clauses and rules that stand in it.

    Its words and rules change only while it is a draft. ``summary`` says to the governors what it
    changes and why; ``based_on`` is the version it was begun from; ``pack`` the pack, if any.
    Dates are London days; ``minute_reference`` is where the governors' minutes say so.
    ``revision`` counts every change to its words and rules.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "pack": Disposal.NOT_PERSONAL,
        "title": Disposal.NOT_PERSONAL,
        "state": Disposal.NOT_PERSONAL,
        "summary": Disposal.NOT_PERSONAL,
        "minute_reference": Disposal.NOT_PERSONAL,
    }

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="policy_versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    pack = models.SlugField(max_length=60, blank=True)
    title = models.CharField(max_length=120)
    summary = models.TextField(max_length=2000, blank=True)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    ratified_on = models.DateField(null=True)
    minute_reference = models.CharField(max_length=80, blank=True)
    in_force_from = models.DateField(null=True)
    review_on = models.DateField(null=True)

    objects = SchoolManager.from_queryset(PolicyVersionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="policy_one_number"),
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(state__in=sorted(WORKING)),
                name="policy_one_working_version",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="policy_known_state"),
            models.CheckConstraint(
                condition=~Q(state__in=["recorded", "ratified"])
                | Q(
                    ratified_on__isnull=False,
                    in_force_from__isnull=False,
                    review_on__isnull=False,
                    in_force_from__gte=models.F("ratified_on"),
                    review_on__gt=models.F("in_force_from"),
                )
                & ~Q(minute_reference=""),
                name="policy_ratified_with_date_and_minute",
            ),
        ]

    def __str__(self) -> str:
        return gettext("{title}, version {number}").format(title=self.title, number=self.number)

    @property
    def on_paper(self) -> bool:
        """Whether it was taken over as ratified before the school joined."""
        return self.minute_reference == ON_PAPER

    @property
    def editable(self) -> bool:
        """Whether its words and rules may still change."""
        return self.state == State.DRAFT

    def superseded_by(self, counting: "PolicyVersion") -> bool:
        """Whether the version that counts today came after this one, itself ratified."""
        return self.state == State.RATIFIED and counting.number > self.number


class Clause(SchoolOwned):
    """A numbered sentence of the policy, as the governors ratified it; ``text`` is Markdown.

    ``note`` is how the rules read it; ``revision`` counts the changes to it and to its rules.
    ``enforced`` lists what follows from it beside its rules:
    ``[{"by": "setting|declaration|process|statement", "what": sentence, "proof": test}]``.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "number": Disposal.NOT_PERSONAL,
        "heading": Disposal.NOT_PERSONAL,
        "text": Disposal.NOT_PERSONAL,
        "note": Disposal.NOT_PERSONAL,
        "enforced": Disposal.NOT_PERSONAL,
    }

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=12)
    heading = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    note = models.TextField(blank=True)
    enforced = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=0)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(  # looked at after each statement: all are renumbered in one
                fields=["version", "number"],
                name="clause_one_number",
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(text=""), name="clause_says_something"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Clause {number}").format(number=self.number)


class ClauseRule(SchoolOwned):
    """A rule that enforces a clause, with its severity and options.

    A trigger sees to it that each rule stands in one clause of a version.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "rule": Disposal.NOT_PERSONAL,
        "severity": Disposal.NOT_PERSONAL,
        "options": Disposal.NOT_PERSONAL,
    }

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="rules")
    rule = models.SlugField(max_length=40)
    severity = models.CharField(max_length=5)
    options = models.JSONField(default=dict)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clause", "rule"], name="clause_one_rule"),
            models.CheckConstraint(
                condition=models.Q(severity__in=["block", "warn", "note"]),
                name="clause_rule_severity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} ({self.severity})"
