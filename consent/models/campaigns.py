"""Asking the families: a campaign, the link each family gets, what was mailed, what was done."""

from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consent.models.consents import Wording
from consent.models.guardians import Guardian
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

MOST_TRIES = 5
"""Wrong dates of birth after which a link is locked."""
MOST_SENDINGS = 13
"""Tries of a mail that a server refuses or hangs up on. Each waits twice as long as the last one,
so that the thirteenth comes after three days."""


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def under_way(self) -> Self:
        """Being prepared or open; there is one at most."""
        return self.exclude(state=Campaign.State.CLOSED)

    def open(self) -> Self:
        return self.filter(state=Campaign.State.OPEN)

    def due(self, day: date) -> Self:
        """Planned to be open by that day."""
        return self.filter(state=Campaign.State.DRAFT, opens_on__lte=day)


class Campaign(SchoolOwned):
    """One asking of all families, in one academic year, in one wording.

    What is asked are the questions of the wording. ``reminder_days`` count from the day of opening;
    ``closes_on`` is the last day on which a first answer is taken. ``opens_on`` is the day on which
    the schedule opens one that is being prepared.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    disposal: ClassVar[dict[str, Disposal]] = {
        "state": Disposal.NOT_PERSONAL,
        "reminder_days": Disposal.NOT_PERSONAL,
    }

    academic_year = models.PositiveSmallIntegerField()  # the year of its September
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="campaigns")
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    reminder_days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    opens_on = models.DateField(null=True)
    opened_on = models.DateField(null=True)
    closes_on = models.DateField()
    closed_on = models.DateField(null=True)

    objects = SchoolManager.from_queryset(CampaignQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(state__in=["draft", "open"]),
                name="campaign_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", opened_on=None, closed_on=None)
                | Q(state="open", opened_on__isnull=False, closed_on=None)
                | Q(state="closed", opened_on__isnull=False, closed_on__isnull=False),
                name="campaign_days_fit_its_state",
            ),
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(state="draft", opens_on__lt=F("closes_on")),
                name="campaign_plans_to_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Campaign {self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def asked(self) -> list[str]:
        """The codes of the purposes asked about."""
        return sorted(self.wording.questions)


class CampaignStep(SchoolOwned):
    """Who took a campaign further, and how many families that concerned. Never changed.

    ``by`` is null where the schedule did it; ``day`` is the reminder's day after opening then.
    """

    class Verb(models.TextChoices):
        STARTED = "started", _("began to prepare it")
        REVISED = "revised", _("changed it")
        PLANNED = "planned", _("planned its opening")
        HELD = "held", _("called its opening off")
        OPENED = "opened", _("opened it")
        REMINDED = "reminded", _("reminded who had not answered")
        CLOSED = "closed", _("closed it")

    disposal: ClassVar[dict[str, Disposal]] = {"verb": Disposal.NOT_PERSONAL}

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=8, choices=Verb)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    day = models.PositiveSmallIntegerField(null=True)
    families = models.PositiveIntegerField(default=0)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "day"],
                condition=Q(verb="reminded", day__isnull=False),
                name="campaign_one_reminder_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} of {self.campaign_id}"


class FamilyLinkQuerySet(models.QuerySet["FamilyLink"]):
    def live(self, now: datetime) -> Self:
        """Those that may still be opened."""
        return self.filter(revoked_at=None, expires_at__gt=now)


class FamilyLink(SchoolOwned):
    """The key of one parent or carer to the family page of a campaign, for all their children.

    The key itself is kept nowhere: it is worked out of ``seed`` and the installation's secret, so
    that a letter can be printed again, and known by its SHA-256 (``consent.family_keys``).
    ``tries_left`` of the second question; at 0 the link is locked until the office replaces it.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "seed": Disposal.ERASE,
        "token_hash": Disposal.ERASE,
        "issued_at": Disposal.ERASE,
        "expires_at": Disposal.ERASE,
        "revoked_at": Disposal.ERASE,
        "opened_at": Disposal.ERASE,
        "answered_at": Disposal.ERASE,
        "tries_left": Disposal.ERASE,
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="links")
    guardian = models.ForeignKey(Guardian, models.PROTECT, related_name="links")
    seed = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    tries_left = models.PositiveSmallIntegerField(default=MOST_TRIES)

    objects = SchoolManager.from_queryset(FamilyLinkQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "guardian"],
                condition=Q(revoked_at=None),
                name="family_link_one_live",
            ),
            models.CheckConstraint(
                condition=Q(tries_left__lte=MOST_TRIES), name="family_link_five_tries_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"Family link {self.pk}"

    @property
    def is_locked(self) -> bool:
        return self.tries_left == 0

    def may_answer(self, today: date) -> bool:
        """Whether a first answer is still taken; what was once answered may always be changed."""
        campaign = self.campaign
        return self.answered_at is not None or (campaign.is_open and today <= campaign.closes_on)


class FamilyMessageQuerySet(models.QuerySet["FamilyMessage"]):
    def waiting(self) -> Self:
        return self.filter(sent_at=None, dropped_at=None)

    def to_send(self, now: datetime) -> Self:
        """Those whose turn it is: a mail that failed twice waits until its fourth minute."""
        turns = (
            Q(tries=tries, queued_at__lte=now - timedelta(minutes=2**tries - 1))
            for tries in range(MOST_SENDINGS)
        )
        return self.waiting().filter(reduce(or_, turns))

    def given_up(self) -> Self:
        return self.waiting().filter(tries__gte=MOST_SENDINGS)


class FamilyMessage(SchoolOwned):
    """A mail to a family, waiting in the outbox or sent. It keeps neither address nor key: both
    are looked up in the moment of sending. ``dropped_at``: there was no longer a reason to send it.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("Invitation")
        REMINDER = "reminder", _("Reminder")
        RECEIPT = "receipt", _("Receipt")
        GONE = "gone", _("A post was taken down")

    disposal: ClassVar[dict[str, Disposal]] = {
        "kind": Disposal.ERASE,
        "day": Disposal.ERASE,
        "queued_at": Disposal.ERASE,
        "sent_at": Disposal.ERASE,
        "dropped_at": Disposal.ERASE,
        "tries": Disposal.ERASE,
    }

    link = models.ForeignKey(FamilyLink, models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind)
    day = models.DateField()
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = SchoolManager.from_queryset(FamilyMessageQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "kind", "day"],
                condition=~Q(kind="receipt"),
                name="family_message_once_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["queued_at"],
                condition=Q(sent_at=None, dropped_at=None),
                name="family_message_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
