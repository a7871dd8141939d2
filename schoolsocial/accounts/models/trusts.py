"""A trust, who works for it, and the schools that agreed to belong to it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from schoolsocial.accounts.models.people import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Trust(models.Model):
    """Several schools under one roof. Its name is as public as a school's."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "slug": Disposal.NOT_PERSONAL,
        "name": Disposal.NOT_PERSONAL,
    }

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="trust_has_name")]

    def __str__(self) -> str:
        return self.name


class TrustMemberQuerySet(models.QuerySet["TrustMember"]):
    def active(self) -> Self:
        return self.filter(is_active=True, person__is_active=True)


class TrustMember(models.Model):
    """A person who sees the trust's figures; seen by themselves and within the trust's scope."""

    trust = models.ForeignKey(Trust, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="trust_places")
    is_active = models.BooleanField(default=True)
    since = models.DateTimeField()

    objects = models.Manager.from_queryset(TrustMemberQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "person"], name="trust_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.trust}"


class TrustPlaceQuerySet(models.QuerySet["TrustPlace"]):
    def waiting(self) -> Self:
        """Asked, and the school's head has not answered."""
        return self.filter(answered_at=None, ended_at=None)

    def standing(self) -> Self:
        """The school's head agreed, and the school has not left."""
        return self.filter(agreed=True, ended_at=None)

    def open(self) -> Self:
        """Waiting or standing."""
        return self.filter(ended_at=None).exclude(agreed=False)


class TrustPlace(SchoolOwned):
    """A school's place in a trust: asked for by the trust, agreed to by the school's head alone.

    A school has one standing place at most. Answered once, ended once, never forgotten.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    trust = models.ForeignKey(Trust, models.PROTECT, related_name="places")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(TrustPlaceQuerySet)()
    across_schools = models.Manager.from_queryset(TrustPlaceQuerySet)()  # needs ``scope.trust``

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(agreed=True, ended_at=None),
                name="trust_place_one_a_school",
            ),
            models.UniqueConstraint(
                fields=["school", "trust"],
                condition=Q(answered_at=None, ended_at=None),
                name="trust_place_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(agreed=None, answered_by=None, answered_at=None)
                | Q(agreed__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
                name="trust_place_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None)
                | Q(agreed=True, ended_by__isnull=False, ended_at__gte=F("answered_at")),
                name="trust_place_ended_after_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} in {self.trust}"
