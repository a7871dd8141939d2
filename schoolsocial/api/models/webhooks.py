from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Happening(models.TextChoices):
    """What a webhook can be told of. All of it is public already."""

    PUBLISHED = "post.published", _("A post is live on X")
    REMOVED = "post.removed", _("A post is no longer to be shown")
    POLICY = "policy.ratified", _("A new version of the policy was ratified")


PING = "ping"
"""A test that a person sends."""


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def on(self) -> Self:
        return self.filter(disabled_at=None)

    def ready(self, now: datetime) -> Self:
        """Switched on, and its last failure a while ago."""
        return self.on().filter(Q(wait_until=None) | Q(wait_until__lte=now))


class Webhook(SchoolOwned):
    """An address that is told what happens, by signed messages.

    ``secret`` and ``previous_secret`` are sealed; both sign until ``previous_until``. ``reached``
    is the last number of the school's audit chain that was looked at. ``failing_since`` is the
    first failure since the last success; after each nothing is sent before ``wait_until``.
    ``disabled_why`` is ``person`` or ``failing``.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "address": Disposal.NOT_PERSONAL,
        "events": Disposal.NOT_PERSONAL,
        "secret": Disposal.NOT_PERSONAL,
        "previous_secret": Disposal.NOT_PERSONAL,
        "disabled_why": Disposal.NOT_PERSONAL,
    }

    address = models.CharField(max_length=300)
    events = ArrayField(models.CharField(max_length=20, choices=Happening))
    secret = models.BinaryField(default=b"")
    previous_secret = models.BinaryField(default=b"")
    previous_until = models.DateTimeField(null=True)
    reached = models.BigIntegerField()
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True)
    wait_until = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)
    disabled_why = models.SlugField(max_length=20, blank=True)

    objects = SchoolManager.from_queryset(WebhookQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "address"], name="webhook_once"),
            models.CheckConstraint(
                condition=Q(events__contained_by=Happening.values, events__len__gte=1),
                name="webhook_known_events",
            ),
            models.CheckConstraint(
                condition=Q(disabled_at=None, disabled_why="")
                | Q(disabled_at__isnull=False, disabled_why__in=["person", "failing"]),
                name="webhook_disabled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(previous_until=None, previous_secret=b"")
                | Q(previous_until__isnull=False) & ~Q(previous_secret=b""),
                name="webhook_previous_secret_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"Webhook {self.pk}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> Self:
        """Waiting, their time come, in no worker's hands, to an address that is ready."""
        idle = Q(claimed_until=None) | Q(claimed_until__lte=now)
        waiting = self.filter(state=Delivery.State.WAITING, next_try_at__lte=now)
        return waiting.filter(idle, webhook__in=Webhook.objects.ready(now))

    def under_way(self, now: datetime) -> Self:
        return self.filter(claimed_until__gt=now)

    def latest_first(self) -> Self:
        return self.order_by("-queued_at", "-id")


class Delivery(SchoolOwned):
    """One message to one webhook, until it has arrived or was given up.

    ``message`` is its id, the same in every try and replay. ``data`` holds ids and addresses, and
    no word of a post: who wants the words asks for them, and hears whether they still stand.
    ``trouble`` is a short code for the last try that failed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        GIVEN_UP = "given_up", _("Given up")

    disposal: ClassVar[dict[str, Disposal]] = {
        "message": Disposal.NOT_PERSONAL,
        "event": Disposal.NOT_PERSONAL,
        "data": Disposal.KEEP,  # the ids of a post, here and on X
        "state": Disposal.NOT_PERSONAL,
        "trouble": Disposal.NOT_PERSONAL,
    }

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    message = models.CharField(max_length=60)
    event = models.CharField(max_length=20)
    data = models.JSONField(default=dict)
    happened_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    status_code = models.PositiveSmallIntegerField(null=True)
    trouble = models.SlugField(max_length=20, blank=True)
    delivered_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(DeliveryQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["webhook", "message"], name="delivery_one_a_message"),
            models.CheckConstraint(
                condition=Q(state="waiting", next_try_at__isnull=False, delivered_at=None)
                | Q(state="delivered", next_try_at=None, delivered_at__isnull=False)
                | Q(state="given_up", next_try_at=None, delivered_at=None),
                name="delivery_state_fits_times",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="delivery_due"),
            models.Index(fields=["webhook", "-queued_at", "-id"], name="delivery_latest"),
        ]

    def __str__(self) -> str:
        return f"Delivery {self.pk}"
