"""Trips, and posts that wait for one."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from moderation.drafts import wall_clock
from moderation.drafts.actions import reviews, submissions, trips
from moderation.drafts.models import Post, Trip
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.posts import make_post


def make_trip(school: School, by: Person, name: str = "Year 4 to the museum") -> Trip:
    """Away until tomorrow."""
    tomorrow = wall_clock.wall_time(timezone.now() + timedelta(days=1))
    with scope.school(school.pk):
        return trips.plan(school=school, by=by, name=name, wall_time=tomorrow, now=timezone.now())


def about(trip: Trip, author: Person, reviewer: Person, text: str = "", **fields: Any) -> Post:
    """An approved post about the trip, to go out as soon as it may."""
    post = make_post(trip.school, author, text or "We saw a mummy.", **fields)
    with scope.school(trip.school_id):
        trips.mark(post=post, by=author, trip=trip, now=timezone.now())
        submissions.submit(post=post, by=author, now=timezone.now())
        reviews.approve(post=post, by=reviewer, version=1, now=timezone.now())
        return Post.objects.get(pk=post.pk)


def they_are_back(trip: Trip, by: Person) -> int:
    with scope.school(trip.school_id):
        return trips.record_return(trip=trip, by=by, now=timezone.now())


def not_after_all(trip: Trip, by: Person) -> None:
    with scope.school(trip.school_id):
        trips.take_back_return(trip=trip, by=by, now=timezone.now())


def planned_hours_ago(trip: Trip, hours: float) -> None:
    """As if they should have been back then."""
    with scope.school(trip.school_id):
        then = timezone.now() - timedelta(hours=hours)
        Trip.objects.filter(pk=trip.pk).update(returns_at=then)
