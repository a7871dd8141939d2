"""Trips: posts about one wait until somebody records that everybody is back at school."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext

from moderation.drafts import tasks, threads, trips, wall_clock
from moderation.drafts.actions import drafts
from moderation.drafts.errors import Refusal
from moderation.drafts.jobs import trips as waiting
from moderation.drafts.models import Post, Trip
from moderation.drafts.workflow import EDITABLE
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring


class AlreadyBack(Refusal):
    """Somebody else was quicker."""

    def __init__(self) -> None:
        super().__init__(gettext("Somebody has recorded already that everybody is back."))


class NotRecorded(Refusal):
    """There is no return to take back."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Nobody has recorded that they are back, so there is nothing to take back.")
        )


def plan(*, school: School, by: Person, name: str, wall_time: str, now: datetime) -> Trip:
    """A trip with its planned return in London time. Raises what ``wall_clock.to_utc`` refuses."""
    returns_at = wall_clock.to_utc(wall_time, now=now)
    with transaction.atomic():
        trip = Trip.objects.create(
            school=school,
            name=name,
            wall_time=wall_clock.as_entered(wall_time),
            returns_at=returns_at,
            made_by=by,
            made_at=now,
        )
        _record("trip.planned", trip, by, now)
    return trip


def change_return(*, trip: Trip, by: Person, wall_time: str, now: datetime) -> Trip:
    """They come back at another time. Raises ``AlreadyBack``, what ``wall_clock`` refuses."""
    returns_at = wall_clock.to_utc(wall_time, now=now)
    with transaction.atomic():
        trip = _locked(trip)
        if trip.is_back:
            raise AlreadyBack
        trip.returns_at, trip.reminded_at = returns_at, None
        trip.wall_time = wall_clock.as_entered(wall_time)
        trip.save(update_fields=["returns_at", "reminded_at", "wall_time"])
        _record("trip.return_changed", trip, by, now)
    return trip


def record_return(*, trip: Trip, by: Person, now: datetime) -> int:
    """Everybody is back at school: what waited goes out, a few minutes apart; how many posts.

    Each has a fresh grace window. Once the hours for that are over none goes out: a leader decides.
    Raises ``AlreadyBack``.
    """
    with transaction.atomic():
        trip = _locked(trip)
        if trip.is_back:
            raise AlreadyBack
        for post in trips.held_by(trip):
            threads.hold(post)
        held = list(trips.held_by(trip).select_for_update(of=("self",)))
        trip.returned_at, trip.returned_by = now, by
        if now >= trip.lapses_at():  # the sweep would have come any minute
            waiting.give_up(held, now)
            held = []
        trip.save(update_fields=["returned_at", "returned_by"])
        trips.release(held, by=by, now=now)
        _record("trip.returned", trip, by, now, posts=len(held))
        for post in held:
            transaction.on_commit(partial(ring, tasks.send, post.school_id, post.pk))
    return len(held)


def take_back_return(*, trip: Trip, by: Person, now: datetime) -> Trip:
    """They are not back after all: nothing about it goes out, a post on its way included until its
    first byte has left. Raises ``NotRecorded``.
    """
    with transaction.atomic():
        trip = _locked(trip)
        if not trip.is_back:
            raise NotRecorded
        trip.returned_at = trip.returned_by = trip.reminded_at = None
        if trip.returns_at < now:  # the hours in which a word is waited for begin anew
            trip.returns_at, trip.wall_time = now, wall_clock.wall_time(now)
        trip.save(
            update_fields=["returned_at", "returned_by", "reminded_at", "returns_at", "wall_time"]
        )
        _record("trip.return_taken_back", trip, by, now)
    return trip


def mark(*, post: Post, by: Person, trip: Trip | None, now: datetime) -> Post:
    """Say of one's draft which trip it is about, if any; so are the others of its thread. Raises as
    ``drafts.writable``.
    """
    with transaction.atomic():
        post = drafts.writable(post, by, now)
        if post.trip_id == (trip.pk if trip else None):
            return post
        verb = "post.trip_named" if trip else "post.trip_taken_out"
        drafts_of_it = [one for one in threads.held(post) if one.state in EDITABLE]
        for one in drafts_of_it:
            one.trip, one.saved_at = trip, now
            one.save(update_fields=["trip", "saved_at"])
            audit.record(school_id=one.school_id, by=by.pk, verb=verb, subject=one, at=now)
    return next(one for one in drafts_of_it if one.pk == post.pk)


def _locked(trip: Trip) -> Trip:
    return Trip.objects.select_for_update(of=("self",)).select_related("school").get(pk=trip.pk)


def _record(verb: str, trip: Trip, by: Person, now: datetime, **details: audit.Detail) -> None:
    audit.record(
        school_id=trip.school_id, by=by.pk, verb=verb, subject=trip, details=details, at=now
    )
