"""Moving an approved post to another time. The approval covers the content, not the hour."""

from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from moderation.drafts import checks, children, hours, quiet, seal, tasks, threads, wall_clock
from moderation.drafts.actions.approvals import OutsideHours
from moderation.drafts.actions.submissions import Blocked
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post
from moderation.drafts.process import Asked
from moderation.drafts.transitions import lock
from moderation.drafts.workflow import NotPossible, State, Verb
from policy.facts import Moment
from policy.queries import NoPolicy
from policy.rules import posting_hours
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring


class OwnPost(Refusal):
    """When one's own post goes out is for somebody else to decide."""


class WouldNotGo(Refusal):
    """At that time it could not be sent as it was approved."""


class TwinThere(Refusal):
    """The same words and pictures go out, or went out, on that day."""


def move_to(*, post: Post, by: Person, wall_time: str, now: datetime) -> Post:
    """Let an approved post go out at another London time, with a fresh grace window; what waits
    behind it in its thread moves with it.

    Raises ``NotPossible`` unless it is scheduled, ``OwnPost``, ``TwinThere``, ``WouldNotGo``,
    ``OutsideHours``, ``Blocked`` where the policy objects to that time, or what
    ``wall_clock.to_utc`` refuses.
    """
    at = wall_clock.to_utc(wall_time, now=now)
    try:
        with transaction.atomic():
            return _move(lock(post), by, wall_time, at, now)
    except IntegrityError as clash:
        if "post_once_a_day" not in str(clash):
            raise
        raise TwinThere(
            gettext("The same words and pictures are already scheduled or posted on that day.")
        ) from None


def _move(post: Post, by: Person, wall_time: str, at: datetime, now: datetime) -> Post:
    if post.state != State.SCHEDULED:
        raise NotPossible(post.state, Verb.SCHEDULE)
    if post.author_id == by.pk:
        raise OwnPost(gettext("You wrote this post, so somebody else decides when it goes out."))
    post.not_before = at
    post.slot_at = None  # it is somebody's own choice now, and its slot is free again
    post.expires_at = at + timedelta(minutes=post.school.grace_minutes)
    for one in (post, *threads.queued_besides(post)):
        _plan(one, wall_time, at, now)
        audit.record(school_id=one.school_id, by=by.pk, verb="post.moved", subject=one, at=now)
    transaction.on_commit(partial(ring, tasks.send, post.school_id, post.pk))
    return post


def _plan(post: Post, wall_time: str, at: datetime, now: datetime) -> None:
    post.scheduled_for, post.wall_time = at, wall_clock.as_entered(wall_time)
    post.fingerprint = seal.fingerprint(post, timezone.localdate(at).isoformat())
    _refuse_what_would_stop_it(post, at, now)
    changed = ["scheduled_for", "slot_at", "not_before", "wall_time", "expires_at", "fingerprint"]
    post.save(update_fields=changed)


def _refuse_what_would_stop_it(post: Post, at: datetime, now: datetime) -> None:
    """Asked as in the moment of sending, at the new hour: the person there can still choose."""
    try:
        checked = checks.check(post, Asked(now, Moment.SENDING, at=at))
    except NoPolicy as missing:
        raise WouldNotGo(str(missing)) from None
    standing = checked.in_the_way
    hour = next((one for one in standing if one.finding.rule == posting_hours.ID), None)
    if hour and len(standing) == 1:
        raise OutsideHours(hour.finding.message, hours.next_allowed(checked, at))
    if standing:
        raise Blocked(standing)
    if quiet.holds(post, checked) or children.not_to_be_shown(post, timezone.localdate(at)):
        raise WouldNotGo(
            gettext("It could not go out then as it was approved. Return it to its author.")
        )
