from datetime import datetime
from functools import cached_property
from typing import ClassVar, Self

from allauth.mfa.models import Authenticator
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models.covers import Cover
from schoolsocial.accounts.models.notices import Notice
from schoolsocial.accounts.models.people import Person
from schoolsocial.accounts.models.schools import School
from schoolsocial.accounts.roles import (
    COVER,
    GRANTS,
    NEEDS_SECOND_FACTOR,
    Permission,
    Role,
    permissions_of,
)
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        return self.filter(is_active=True, person__is_active=True)

    def holding(self, role: Role) -> Self:
        return self.active().filter(roles__contains=[role])

    def able_to(self, permission: Permission) -> Self:
        """Active members whose roles together, or whose cover today, allow this."""
        able = Q(roles__overlap=[role for role, grants in GRANTS.items() if permission in grants])
        if permission in COVER:
            able |= Q(Exists(_covers_today()))
        return self.active().filter(able)

    def with_second_factor(self) -> Self:
        """With ``has_second_factor`` on each, so that asking for it costs no more queries."""
        factors = Authenticator.objects.filter(user_id=OuterRef("person_id"))
        return self.annotate(has_second_factor=Exists(factors))

    def with_cover(self) -> Self:
        """With ``covering`` on each, so that asking for it costs no more queries."""
        return self.annotate(covering=Exists(_covers_today()))


def _covers_today() -> "models.QuerySet[Cover]":
    today = Cover.across_schools.lasting_on(timezone.localdate())
    return today.filter(school=OuterRef("school"), person=OuterRef("person"))


class Membership(SchoolOwned):
    """A person's place in one school, with the roles they hold there. Ended, never deleted.

    ``post`` is who leads the school and who chairs its governors: one of each at most.
    """

    class Post(models.TextChoices):
        NONE = "", _("Neither")
        HEAD = "head", _("Head of the school")
        CHAIR = "chair", _("Chair of governors")

    disposal: ClassVar[dict[str, Disposal]] = {"roles": Disposal.KEEP, "post": Disposal.KEEP}

    school = models.ForeignKey(School, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=12, choices=Role), default=list)
    post = models.CharField(max_length=5, choices=Post, default=Post.NONE, blank=True)
    is_active = models.BooleanField(default=True)
    since = models.DateTimeField(auto_now_add=True)

    objects = SchoolManager.from_queryset(MembershipQuerySet)()
    across_schools = models.Manager.from_queryset(MembershipQuerySet)()  # needs ``scope.person``

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "person"], name="membership_one_a_person"),
            models.CheckConstraint(
                condition=models.Q(roles__contained_by=Role.values, roles__len__gte=1),
                name="membership_known_roles",
            ),
            models.UniqueConstraint(
                fields=["school", "post"],
                condition=models.Q(is_active=True) & ~models.Q(post=""),
                name="membership_one_head_one_chair",
            ),
            models.CheckConstraint(
                condition=models.Q(post="")
                | models.Q(post="head", roles__contains=[Role.SLT.value])
                | models.Q(post="chair", roles__contains=[Role.GOVERNOR.value]),
                name="membership_post_fits_roles",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.school}"

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether the person signs in with more than a password."""
        return bool(Authenticator.objects.filter(user_id=self.person_id).exists())

    @cached_property
    def covering(self) -> bool:
        """Whether this person reviews today while a leader is away."""
        today = Cover.across_schools.lasting_on(timezone.localdate())
        return today.filter(school_id=self.school_id, person_id=self.person_id).exists()

    led_here = False
    """Whether an unread notice leads to the page that is opened; asked by ``queries.places_of``."""

    @cached_property
    def unread(self) -> int:
        """How many notices this person has not read here."""
        rows = Notice.across_schools.unread()
        return rows.filter(school_id=self.school_id, person_id=self.person_id).count()

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the roles allow, and while somebody covers what a reviewer needs."""
        allowed = permissions_of(self.roles)
        return allowed | COVER if not allowed >= COVER and self.covering else allowed

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]

    @property
    def needs_second_factor(self) -> bool:
        if not self.school.require_second_factor:
            return False
        return not NEEDS_SECOND_FACTOR.isdisjoint(map(Role, self.roles)) or self.covering


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Neither accepted nor revoked; it may have expired."""
        return self.filter(accepted_at=None, revoked_at=None)

    def usable(self, now: datetime) -> Self:
        return self.open().filter(expires_at__gt=now)


class Invitation(SchoolOwned):
    """An e-mailed offer of roles in a school. Only a hash of the link's token is kept.

    ``invited_by`` is null for a school's first administrator, whom the platform invites.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "email": Disposal.ERASE,
        "name": Disposal.ERASE,
        "roles": Disposal.KEEP,
        "token_hash": Disposal.NOT_PERSONAL,
    }

    school = models.ForeignKey(School, models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=12, choices=Role))
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(InvitationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="invitation_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation to {self.school}"
