from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from schoolsocial.accounts.roles import (
    GRANTS,
    NEEDS_SECOND_FACTOR,
    Permission,
    Role,
    permissions_of,
)
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person who can sign in; without a password, only through single sign-on or a reset."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do is a matter of their memberships."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "password": Disposal.ERASE,
        "email": Disposal.SCRUB,
        "name": Disposal.KEEP,  # who approved what must stay answerable
    }

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_platform_admin = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="person_email_in_small_letters"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class SchoolQuerySet(models.QuerySet["School"]):
    def of(self, person: Person) -> Self:
        """The schools where this person is an active member; needs ``scope.person``."""
        return self.filter(memberships__person=person, memberships__is_active=True)


class School(models.Model):
    """One school of the installation. Its rows are walled off from every other school's."""

    class Phase(models.TextChoices):
        NURSERY = "nursery", "Nursery"
        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"
        ALL_THROUGH = "all-through", "All-through"
        SPECIAL = "special", "Special"

    disposal: ClassVar[dict[str, Disposal]] = {
        "slug": Disposal.NOT_PERSONAL,
        "name": Disposal.NOT_PERSONAL,
        "handle": Disposal.NOT_PERSONAL,
        "phase": Disposal.NOT_PERSONAL,
        "time_zone": Disposal.NOT_PERSONAL,
    }

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    handle = models.CharField("X handle, without the @", max_length=15, blank=True)
    phase = models.CharField(max_length=12, choices=Phase, default=Phase.PRIMARY)
    time_zone = models.CharField(max_length=40, default="Europe/London", editable=False)
    require_second_factor = models.BooleanField(
        "leaders, office and administrators sign in with a second factor", default=True
    )
    review_hours = models.PositiveSmallIntegerField("hours to review a draft in", default=24)
    grace_minutes = models.PositiveSmallIntegerField(
        "minutes a scheduled post may be late before a person is asked", default=120
    )
    posting_paused_at = models.DateTimeField(null=True, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(time_zone="Europe/London"), name="school_keeps_london_time"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Term(SchoolOwned):
    """A term or half-term of the school's calendar, both days included."""

    disposal: ClassVar[dict[str, Disposal]] = {"name": Disposal.NOT_PERSONAL}

    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="term_ends_after_start"
            ),
            models.UniqueConstraint(fields=["school", "starts_on"], name="term_one_start"),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        return self.filter(is_active=True, person__is_active=True)

    def holding(self, role: Role) -> Self:
        return self.active().filter(roles__contains=[role])

    def able_to(self, permission: Permission) -> Self:
        """Active members whose roles together allow this."""
        able = [role for role, grants in GRANTS.items() if permission in grants]
        return self.active().filter(roles__overlap=able)


class Membership(SchoolOwned):
    """A person's place in one school, with the roles they hold there. Ended, never deleted."""

    disposal: ClassVar[dict[str, Disposal]] = {"roles": Disposal.KEEP}

    school = models.ForeignKey(School, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=12, choices=Role), default=list)
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
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.school}"

    @property
    def permissions(self) -> frozenset[Permission]:
        return permissions_of(self.roles)

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]

    @property
    def needs_second_factor(self) -> bool:
        required = self.school.require_second_factor
        return required and not NEEDS_SECOND_FACTOR.isdisjoint(map(Role, self.roles))


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


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> Self:
        return self.filter(sent_at=None)


class Letter(SchoolOwned):
    """A mail waiting in the outbox: written in the transaction that caused it, sent after.

    ``kind`` names the template; ``path`` is the page it links to. Neither speaks of a pupil.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "to": Disposal.SCRUB,
        "kind": Disposal.NOT_PERSONAL,
        "path": Disposal.SCRUB,  # an invitation's link is a key
    }

    to = models.EmailField(max_length=254)
    kind = models.SlugField(max_length=40)
    path = models.CharField(max_length=200)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = SchoolManager.from_queryset(LetterQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["queued_at"], condition=models.Q(sent_at=None), name="letter_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} letter"
