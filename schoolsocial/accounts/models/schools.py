from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models.people import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class SchoolQuerySet(models.QuerySet["School"]):
    def of(self, person: Person) -> Self:
        """The schools where this person is an active member; needs ``scope.person``."""
        return self.filter(memberships__person=person, memberships__is_active=True)


class School(models.Model):
    """One school of the installation. Its rows are walled off from every other school's."""

    class Phase(models.TextChoices):
        NURSERY = "nursery", _("Nursery")
        PRIMARY = "primary", _("Primary")
        SECONDARY = "secondary", _("Secondary")
        ALL_THROUGH = "all-through", _("All-through")
        SPECIAL = "special", _("Special")

    disposal: ClassVar[dict[str, Disposal]] = {
        "slug": Disposal.NOT_PERSONAL,
        "name": Disposal.NOT_PERSONAL,
        "handle": Disposal.NOT_PERSONAL,
        "phase": Disposal.NOT_PERSONAL,
        "time_zone": Disposal.NOT_PERSONAL,
    }

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    handle = models.CharField(_("X handle, without the @"), max_length=15, blank=True)
    phase = models.CharField(max_length=12, choices=Phase, default=Phase.PRIMARY)
    time_zone = models.CharField(max_length=40, default="Europe/London", editable=False)
    require_second_factor = models.BooleanField(
        _("leaders, office and administrators sign in with a second factor"), default=True
    )
    review_hours = models.PositiveSmallIntegerField(_("hours to review a draft in"), default=24)
    grace_minutes = models.PositiveSmallIntegerField(
        _("minutes a scheduled post may be late before a person is asked"), default=120
    )
    takedown_hours = models.PositiveSmallIntegerField(
        _("hours of school days to take down a post in that shows who may no longer be shown"),
        default=24,
    )
    trip_hours = models.PositiveSmallIntegerField(
        _("hours after a trip's planned return in which posts about it wait for a word"), default=6
    )
    posting_paused_at = models.DateTimeField(null=True, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(time_zone="Europe/London"), name="school_keeps_london_time"
            ),
            models.CheckConstraint(
                condition=models.Q(takedown_hours__gte=1, takedown_hours__lte=24),
                name="school_takes_down_in_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(trip_hours__gte=1, trip_hours__lte=48),
                name="school_waits_two_days_for_a_trip",
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
