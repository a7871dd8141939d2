from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from moderation.blocks.models import Block
from moderation.blocks.workflow import SAID_TO_STAND, State
from moderation.incidents.models import Incident
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class ContactQuerySet(models.QuerySet["Contact"]):
    def open(self) -> Self:
        return self.filter(outcome="")

    def handled_by(self, membership: Membership) -> Self:
        """All of them for safeguarding leads and senior leaders, for others none."""
        if Permission.HANDLE_CONTACTS in membership.permissions:
            return self
        return self.none()

    def of_person(self, person: Person) -> Self:
        """What somebody noticed themselves, or is to block on their own account."""
        return self.filter(Q(noticed_by=person) | Q(account__owner=person))

    def visible_to(self, membership: Membership) -> Self:
        """What its reader may open: everything, or what is their own."""
        if Permission.HANDLE_CONTACTS in membership.permissions:
            return self
        return self.of_person(membership.person)

    def of_block(self, block: Block) -> Self:
        """Of the follower that this block is of, on the same account of ours."""
        same = Q(block=block)
        if block.user_id:
            same |= Q(user_id=block.user_id)
        if block.handle:
            same |= Q(user_id="", handle__iexact=block.handle)
        return self.filter(same, account=block.account_id).order_by("pk")

    def loose_again(self) -> Self:
        """Closed as a pupil's, and to be blocked again since; nobody has noticed it anew."""
        later = Contact.objects.filter(block=OuterRef("block"), pk__gt=OuterRef("pk"))
        was_blocked = [Contact.Outcome.PUPIL, Contact.Outcome.NOT_KNOWN]
        return self.filter(
            ~Exists(later),
            outcome__in=was_blocked,
            block__state=State.TO_DO,
            block__state_since__gt=F("closed_at"),
        )

    def about(self, *, user_id: str, handle: str) -> Self:
        """Of this account on X, by its number or its name."""
        same = Q(user_id=user_id) if user_id else Q(pk=None)
        return self.filter(same | Q(handle__iexact=handle) if handle else same)


class Contact(SchoolOwned):
    """Somebody said that a follower of one of our accounts may be a pupil (clause S12).

    ``user_id`` and ``handle`` are of that follower, as on ``Block``. ``due_at`` is by when it
    should be blocked. ``noticed_by`` is null where X's list showed that a pupil's account, once
    blocked, is so no longer. ``pupil`` is who it is, sealed, where a safeguarding lead wrote it
    down; nobody has to.
    """

    class Outcome(models.TextChoices):
        OPEN = "", _("Open")
        PUPIL = "pupil", _("It was a pupil; the account is blocked")
        NOT_A_PUPIL = "not-a-pupil", _("It was not a pupil")
        NOT_KNOWN = "not-known", _("It could not be found out; the account is blocked")

    disposal: ClassVar[dict[str, Disposal]] = {
        "user_id": Disposal.KEEP,
        "handle": Disposal.KEEP,
        "pupil": Disposal.KEEP,
        "outcome": Disposal.NOT_PERSONAL,
    }

    account = models.ForeignKey(Account, models.PROTECT, related_name="contacts")
    user_id = models.CharField(max_length=19, blank=True)
    handle = models.CharField(max_length=20, blank=True)
    block = models.ForeignKey(Block, models.PROTECT, related_name="contacts")
    incident = models.OneToOneField(Incident, models.PROTECT, related_name="contact")
    noticed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    noticed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    pupil = models.BinaryField(default=b"")
    outcome = models.CharField(max_length=11, choices=Outcome, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(ContactQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user_id__regex=r"^([0-9]{1,19})?$")
                & Q(handle__regex=r"^[A-Za-z0-9_]{0,20}$")
                & ~Q(user_id="", handle=""),
                name="contact_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at=None, closed_by=None)
                | Q(outcome__in=["pupil", "not-a-pupil", "not-known"])
                & Q(closed_at__isnull=False, closed_by__isnull=False),
                name="contact_closed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["account", "user_id"],
                condition=~Q(user_id="") & Q(outcome=""),
                name="contact_open_once",
            ),
            models.UniqueConstraint(
                "account",
                Lower("handle"),
                condition=Q(user_id="", outcome=""),
                name="contact_open_once_by_handle",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-id"], name="contact_latest"),
            models.Index(fields=["due_at"], condition=Q(outcome=""), name="contact_clock"),
        ]

    def __str__(self) -> str:
        return f"@{self.handle}" if self.handle else f"account {self.user_id}"

    @property
    def is_open(self) -> bool:
        return not self.outcome

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should be blocked by now and nobody says that it is."""
        return self.is_open and self.block.state not in SAID_TO_STAND and self.due_at < now
