from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from schoolsocial.accounts.models.people import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class DeviceQuerySet(models.QuerySet["Device"]):
    def in_use(self) -> Self:
        """Registered on the device itself, and still trusted."""
        return self.filter(registered_at__isnull=False, revoked_at=None)

    def waiting(self, now: datetime) -> Self:
        """Their code may still be typed."""
        return self.filter(registered_at=None, revoked_at=None, code_expires_at__gt=now)

    def not_seen_on(self, day: date) -> Self:
        return self.filter(Q(seen_on=None) | Q(seen_on__lt=day))


class Device(SchoolOwned):
    """A school's tablet or laptop that carries a key in its browser. Hashes alone are kept.

    ``label`` is the school's own name for it ("Year 3 iPad"), ``seen_on`` the last London day on
    which somebody worked on it; who, and from which address, is not kept.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "label": Disposal.NOT_PERSONAL,
        "code_hash": Disposal.NOT_PERSONAL,
        "key_hash": Disposal.NOT_PERSONAL,
    }

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="devices")
    label = models.CharField(max_length=60)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    code_hash = models.CharField(max_length=64, blank=True)
    code_expires_at = models.DateTimeField()
    key_hash = models.CharField(max_length=64, blank=True)
    registered_at = models.DateTimeField(null=True)
    seen_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(DeviceQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="device_has_label"),
            models.CheckConstraint(
                condition=Q(registered_at=None, key_hash="")
                | Q(registered_at__isnull=False, code_hash="") & ~Q(key_hash=""),
                name="device_code_becomes_key",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("added_at")),
                name="device_revoked_after_added",
            ),
            models.UniqueConstraint(
                fields=["code_hash"], condition=~Q(code_hash=""), name="device_one_code"
            ),
            models.UniqueConstraint(
                fields=["school", "label"],
                condition=Q(revoked_at=None),
                name="device_one_label",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Network(SchoolOwned):
    """A range of addresses from which only people on the school's own network come."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "label": Disposal.NOT_PERSONAL,
        "addresses": Disposal.NOT_PERSONAL,
    }

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="networks")
    label = models.CharField(max_length=60)
    addresses = models.CharField(max_length=43)  # as 81.2.69.144/29 or 2001:db8::/48
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "addresses"], name="network_once"),
            models.CheckConstraint(condition=~Q(label=""), name="network_has_label"),
        ]

    def __str__(self) -> str:
        return self.label
