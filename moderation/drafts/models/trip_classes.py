from typing import ClassVar

from django.db import models

from consent.models import SchoolClass
from moderation.drafts.models.posts import Post
from moderation.drafts.models.trips import Trip
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class TripClass(SchoolOwned):
    """A class that is on a trip, as somebody said."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    trip = models.ForeignKey(Trip, models.PROTECT, related_name="on_it")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trip", "school_class"], name="trip_class_once"),
        ]

    def __str__(self) -> str:
        return f"{self.school_class} on {self.trip}"


class TripAnswer(SchoolOwned):
    """Its author was asked whether a draft is about a trip, and said no."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    post = models.ForeignKey(Post, models.CASCADE, related_name="trip_answers")
    trip = models.ForeignKey(Trip, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "trip"], name="trip_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post} is not about {self.trip}"
