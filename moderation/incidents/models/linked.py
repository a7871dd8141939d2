"""What belongs together: accounts on X that incidents are about, and incidents among themselves."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from moderation.incidents.models.incidents import Incident
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class OtherAccount(SchoolOwned):
    """Somebody else's account on X that an incident is about: its name without the @, and X's
    number where it is known. Facts only; nothing is reckoned about whoever it belongs to.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "handle": Disposal.ERASE,
        "x_user_id": Disposal.ERASE,
    }

    handle = models.CharField(max_length=15)
    x_user_id = models.CharField(max_length=19, blank=True)

    objects = SchoolManager["OtherAccount"]()

    class Meta:
        constraints = [
            models.UniqueConstraint("school", Lower("handle"), name="other_account_once"),
            models.CheckConstraint(condition=~Q(handle=""), name="other_account_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"Account {self.pk}"


class AccountLink(SchoolOwned):
    """An incident is about this account; ``by`` is null where the report said so."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="account_links")
    account = models.ForeignKey(OtherAccount, models.PROTECT, related_name="links")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager["AccountLink"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "account"], name="account_linked_once")
        ]

    def __str__(self) -> str:
        return f"{self.account} in {self.incident}"


class IncidentLink(SchoolOwned):
    """Somebody says that two incidents belong together; the one with the lower number first."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="links")
    other = models.ForeignKey(Incident, models.PROTECT, related_name="links_back")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager["IncidentLink"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "other"], name="incidents_linked_once"),
            models.CheckConstraint(
                condition=Q(incident__lt=F("other")), name="incidents_linked_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident} and {self.other}"
