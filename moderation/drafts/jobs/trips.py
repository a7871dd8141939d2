"""Trips whose return nobody has recorded: people are asked; later the posts are given up."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse

from moderation.drafts import threads, trips
from moderation.drafts.jobs import telling
from moderation.drafts.models import Post, Trip
from moderation.drafts.models.trips import TripQuerySet
from moderation.drafts.transitions import move
from moderation.drafts.workflow import Verb
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

ASKED_AFTER = timedelta(minutes=30)  # coaches are late
NOT_BACK = "trip-not-back"


def mind(now: datetime) -> int:
    """Ask after, or give up, whatever is due in every school; how many trips were looked at."""
    with scope.platform():
        found = _holding_posts().filter(returns_at__lte=now - ASKED_AFTER)
        rows = list(found.values_list("school_id", "pk"))
    for school_id, pk in rows:
        with scope.school(school_id):
            _mind(pk, now)
    return len(rows)


def _mind(pk: int, now: datetime) -> None:
    held = Trip.objects.select_for_update(of=("self",)).select_related("school", "made_by")
    trip = held.filter(pk=pk, returned_at=None).first()
    if trip is None:
        return
    for post in trips.held_by(trip):
        threads.hold(post)
    posts = list(trips.held_by(trip).select_for_update(of=("self",)))
    if now >= trip.lapses_at():
        give_up(posts, now)
    elif trip.reminded_at is None and now >= trip.returns_at + ASKED_AFTER:
        _ask(trip, posts, now)


def give_up(posts: Iterable[Post], now: datetime) -> None:
    """The hours in which a return was waited for are over: a leader decides on each."""
    for post in posts:
        move(post, Verb.EXPIRE, by=None, now=now, trouble=NOT_BACK)
        telling.a_decision_is_needed(post, now)


def _ask(trip: Trip, posts: Iterable[Post], now: datetime) -> None:
    """Whoever planned it, wrote about it or reviews; once for each planned return."""
    trip.reminded_at = now
    trip.save(update_fields=["reminded_at"])
    audit.record(school_id=trip.school_id, by=None, verb="trip.asked_after", subject=trip, at=now)
    able = Membership.objects.able_to(Permission.APPROVE_POSTS).values_list(
        "person__email", flat=True
    )
    path = reverse("drafts:trip", args=[trip.school.slug, trip.pk])
    for address in sorted({*able, trip.made_by.email, *(post.author.email for post in posts)}):
        letters.queue(school=trip.school, to=address, kind="trip-return", path=path, now=now)


def _holding_posts() -> TripQuerySet:
    """Away, with approved posts that wait; none of a school that has stopped all posting."""
    waiting = Post.objects.waiting_for_return().filter(trip=OuterRef("pk")).order_by()
    return Trip.objects.away().filter(Exists(waiting), school__posting_paused_at=None)
