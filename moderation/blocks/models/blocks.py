from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from moderation.blocks.workflow import (
    KNOWN_TO_STAND,
    OVER,
    WAITS_FOR_A_PERSON,
    WAITS_FOR_X,
    State,
)
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account

LOOK_AGAIN = timedelta(days=30)
"""As often as the recommended policy has followers looked at: a block may be undone on X as quietly
as a follower comes."""


class BlockQuerySet(models.QuerySet["Block"]):
    def open(self) -> Self:
        """Neither lifted nor called off."""
        return self.exclude(state__in=OVER)

    def for_a_person(self) -> Self:
        """Somebody has to do something on X."""
        return self.filter(state__in=WAITS_FOR_A_PERSON)

    def for_x(self) -> Self:
        """Somebody has done it, and X's list was not asked since."""
        return self.filter(state__in=WAITS_FOR_X)

    def to_look_at(self, now: datetime) -> Self:
        """They stand as far as anybody knows, and neither X's list nor a person told of late."""
        return self.filter(state__in=KNOWN_TO_STAND, seen_at__lt=now - LOOK_AGAIN)

    def in_the_hands_of(self, membership: Membership) -> Self:
        """Blocks on this person's own account, and for senior leaders those on the school's."""
        mine = Q(account__owner=membership.person_id)
        if Permission.DECIDE_BLOCKS in membership.permissions:
            return self.filter(mine | ~Q(account__kind=Account.Kind.STAFF))
        return self.filter(mine)

    def about(self, *, user_id: str, handle: str) -> Self:
        """Of this account on X, by its number where that is known, else by its handle."""
        same = Q(user_id=user_id) if user_id else Q(pk=None)
        if handle:
            named = Q(handle__iexact=handle)
            same |= named & Q(user_id="") if user_id else named
        return self.filter(same)


class Block(SchoolOwned):
    """An account on X that is to be blocked by one of ours, from the decision to its end.

    ``user_id`` is X's number of it, ``handle`` its name without the @, as last seen; one of them
    may be empty. ``due_at`` is when somebody should have done what ``state`` waits for, ``seen_at``
    the moment at which X's list last told of it, ``told_by`` who or what said so.
    """

    class ToldBy(models.TextChoices):
        NOBODY = "", _("Nobody")
        API = "api", _("X’s list of blocked accounts")
        ARCHIVE = "archive", _("The archive that X hands out")
        PERSON = "person", _("A person who looked")

    disposal: ClassVar[dict[str, Disposal]] = {
        "user_id": Disposal.KEEP,
        "handle": Disposal.KEEP,
        "reason": Disposal.KEEP,
        "state": Disposal.NOT_PERSONAL,
        "told_by": Disposal.NOT_PERSONAL,
    }

    account = models.ForeignKey(Account, models.PROTECT, related_name="blocks")
    user_id = models.CharField(max_length=19, blank=True)
    handle = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.TO_DO)
    state_since = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=7, choices=ToldBy, blank=True)
    seen_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(BlockQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="block_known_state"),
            models.CheckConstraint(
                condition=Q(user_id__regex=r"^([0-9]{1,19})?$")
                & Q(handle__regex=r"^[A-Za-z0-9_]{0,20}$")
                & ~Q(user_id="", handle=""),
                name="block_of_somebody",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="block_has_a_reason"),
            models.UniqueConstraint(
                fields=["account", "user_id"],
                condition=~Q(user_id="") & ~Q(state__in=sorted(OVER)),
                name="block_open_once",
            ),
            models.UniqueConstraint(
                "account",
                Lower("handle"),
                condition=Q(user_id="") & ~Q(state__in=sorted(OVER)),
                name="block_open_once_by_handle",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="block_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "seen"]) | Q(done_at__isnull=False),
                name="block_is_said_to_be_done",
            ),
            models.CheckConstraint(
                condition=~Q(state="verified")
                | Q(told_by__in=["api", "archive"], seen_at__isnull=False),
                name="block_is_verified_by_x",
            ),
            models.CheckConstraint(
                condition=~Q(state="seen") | Q(told_by="person", seen_at__isnull=False),
                name="block_is_seen_by_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-id"], name="block_latest"),
            models.Index(fields=["school", "user_id"], name="block_of_user"),
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=sorted(WAITS_FOR_A_PERSON)),
                name="block_to_remind",
            ),
        ]

    def __str__(self) -> str:
        return f"@{self.handle}" if self.handle else f"account {self.user_id}"

    @property
    def is_open(self) -> bool:
        return self.state not in OVER

    def is_late(self, now: datetime) -> bool:
        """Whether somebody should have done it by now."""
        return self.state in WAITS_FOR_A_PERSON and self.due_at is not None and self.due_at < now

    def is_to_be_looked_at(self, now: datetime) -> bool:
        """Whether nobody, and no list of X, has told of it for long."""
        if self.state not in KNOWN_TO_STAND or self.seen_at is None:
            return False
        return self.seen_at < now - LOOK_AGAIN

    def last_told(self) -> datetime:
        """The last moment at which somebody said how it stands: what is older says nothing."""
        return max(self.state_since, self.seen_at or self.state_since)
