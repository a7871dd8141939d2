"""The devices somebody is told on, and what is on its way to them."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models.notices import Notice
from schoolsocial.accounts.models.people import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class PushDeviceQuerySet(models.QuerySet["PushDevice"]):
    def reachable(self, server_key: str) -> Self:
        """Their push service took the last message, and knows us by this key."""
        return self.filter(gone_at=None, server_key=server_key)

    def not_used_since(self, day: date) -> Self:
        """Nobody signed in on them since that London day."""
        return self.filter(seen_on__lt=day)


class PushDevice(models.Model):
    """A browser on which a person is told at once, of all their schools. Theirs, not a school's.

    ``sealed`` holds its address at the push service and its keys, ``address_hash`` is the address's
    SHA-256: one browser tells one person. Both are emptied once the service says that it is gone.
    ``server_key`` marks the key of ours it was switched on with. The browser carries a key of its
    own, whose hash is ``key_hash``. ``seen_on`` is the last London day its person signed in there,
    ``worked_at`` when the service last took a message.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "label": Disposal.ERASE,
        "address_hash": Disposal.ERASE,
        "sealed": Disposal.ERASE,
        "server_key": Disposal.NOT_PERSONAL,
        "key_hash": Disposal.ERASE,
        "seen_on": Disposal.ERASE,
    }

    person = models.ForeignKey(Person, models.PROTECT, related_name="push_devices")
    label = models.CharField(max_length=40)
    address_hash = models.CharField(max_length=64, blank=True)
    sealed = models.BinaryField(default=b"")
    server_key = models.CharField(max_length=16)
    key_hash = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    seen_on = models.DateField()
    worked_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(PushDeviceQuerySet)()  # needs ``scope.person``

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="push_device_has_label"),
            models.UniqueConstraint(
                fields=["address_hash"],
                condition=~Q(address_hash=""),
                name="push_device_tells_one_person",
            ),
            models.UniqueConstraint(fields=["key_hash"], name="push_device_one_key"),
            models.CheckConstraint(
                condition=Q(gone_at=None) & ~Q(address_hash="") & ~Q(sealed=b"")
                | Q(gone_at__isnull=False, address_hash="", sealed=b""),
                name="push_device_gone_has_no_address",
            ),
        ]
        indexes = [models.Index(fields=["seen_on"], name="push_device_unused")]

    def __str__(self) -> str:
        return f"Push device {self.pk}"


class PushQuerySet(models.QuerySet["Push"]):
    def due(self, now: datetime) -> Self:
        """Waiting, their time come, in no worker's hands."""
        idle = Q(claimed_until=None) | Q(claimed_until__lte=now)
        return self.filter(idle, state=Push.State.WAITING, next_try_at__lte=now)

    def settled_before(self, moment: datetime) -> Self:
        return self.exclude(state=Push.State.WAITING).filter(queued_at__lt=moment)


class Push(SchoolOwned):
    """One notice on its way to one device, until the push service has it or it is worth no more.

    Without a notice it is a try somebody sends to themselves. Holds no word: what is shown follows
    from the notice's kind. ``trouble`` is a short code for the last try that failed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        GIVEN_UP = "given_up", _("Given up")

    disposal: ClassVar[dict[str, Disposal]] = {
        "state": Disposal.NOT_PERSONAL,
        "trouble": Disposal.NOT_PERSONAL,
    }

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="pushes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # The database itself lets them go with their device, which no school's scope sees
    device = models.ForeignKey(PushDevice, models.DO_NOTHING, related_name="pushes")
    notice = models.ForeignKey(Notice, models.CASCADE, null=True, related_name="pushes")
    queued_at = models.DateTimeField()
    worth_until = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    trouble = models.SlugField(max_length=20, blank=True)

    objects = SchoolManager.from_queryset(PushQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "device"], name="push_once_a_device"),
            models.UniqueConstraint(
                fields=["device"],
                condition=Q(notice=None, state="waiting"),
                name="push_one_try_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", next_try_at__isnull=False, sent_at=None)
                | Q(state="sent", next_try_at=None, sent_at__isnull=False)
                | Q(state="given_up", next_try_at=None, sent_at=None) & ~Q(trouble=""),
                name="push_state_fits_times",
            ),
            models.CheckConstraint(
                condition=Q(worth_until__gt=F("queued_at")), name="push_is_worth_something"
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="push_due"),
            models.Index(fields=["queued_at"], name="push_oldest"),
        ]

    def __str__(self) -> str:
        return f"Push {self.pk}"
