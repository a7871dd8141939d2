"""What posts about a trip do when everybody is back: they follow one another, never all at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from moderation.drafts import checks, hours, seal
from moderation.drafts.jobs import telling
from moderation.drafts.models import Post, Trip
from moderation.drafts.models.posts import ONE_A_DAY, PostQuerySet
from moderation.drafts.process import Asked
from moderation.drafts.settling import bring_back
from policy.queries import NoPolicy
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit

APART = timedelta(minutes=5)
TWIN = "same-that-day"


def held_by(trip: Trip) -> PostQuerySet:
    """The approved posts that wait for this trip's return, in the order they will go out."""
    waiting = Post.objects.waiting_for_return().filter(trip=trip)
    return waiting.select_related("account", "school", "author")


def release(posts: Iterable[Post], *, by: Person, now: datetime) -> None:
    """Give the locked posts, whose hour has come, a new one each; those to come keep theirs."""
    free = now
    for post in posts:
        if post.scheduled_for is not None and post.scheduled_for > now:
            continue
        free = _in_posting_hours(post, free, now)
        _put_off(post, free, by, now)
        free += APART


def _in_posting_hours(post: Post, moment: datetime, now: datetime) -> datetime:
    try:
        return hours.first_allowed(checks.check(post, Asked(now, at=moment)), moment)
    except NoPolicy:
        return moment  # nothing goes out without one, and sending says so


def _put_off(post: Post, at: datetime, by: Person, now: datetime) -> None:
    """A later day has another fingerprint: the same may have gone out on it."""
    stamp = seal.fingerprint(post, timezone.localdate(at).isoformat())
    twins = Post.objects.filter(account_id=post.account_id, fingerprint=stamp, state__in=ONE_A_DAY)
    if twins.exclude(pk=post.pk).exists():
        bring_back(post, TWIN, by=None, now=now)
        telling.a_decision_is_needed(post, now)
        return
    post.scheduled_for = post.not_before = at
    post.expires_at = at + timedelta(minutes=post.school.grace_minutes)
    post.fingerprint = stamp
    post.save(update_fields=["scheduled_for", "not_before", "expires_at", "fingerprint"])
    audit.record(school_id=post.school_id, by=by.pk, verb="post.released", subject=post, at=now)
