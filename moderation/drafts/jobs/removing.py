"""Deleting a live post from X. Unlike posting, asking twice harms nobody."""

import time
from datetime import datetime, timedelta

from django.db.models.functions import Now

from moderation.drafts.jobs import fencing, leasing, looking, outcomes, telling
from moderation.drafts.jobs.clock import database_now
from moderation.drafts.models import Attempt, Post
from moderation.drafts.transitions import lock, move
from moderation.drafts.workflow import AttemptState, Verb
from schoolsocial.tenancy import scope
from schoolsocial.x import calling, errors
from schoolsocial.x.actions import tokens

TIME_TO_DELETE = timedelta(seconds=60)
TELL_AFTER = 3  # failures, then every leader hears of it; the tries go on
RETRY = timedelta(minutes=1)


def remove(school_id: int, post_id: int) -> None:
    """Delete the post on X if somebody asked for it. May be called any number of times."""
    attempt = _claim(school_id, post_id)
    if attempt is None:
        return
    try:
        _delete(attempt)
    finally:
        fencing.unlock(attempt.pk)


def _claim(school_id: int, post_id: int) -> Attempt | None:
    with scope.school(school_id):
        now = database_now()
        due = (
            Post.objects.to_remove(now)
            .for_workers()
            .select_for_update(skip_locked=True, of=("self",))
        )
        post = due.select_related("account", "school").filter(pk=post_id).first()
        if post is None or post.attempts.open().exists():
            return None
        attempt = leasing.open_attempt(
            post, Attempt.Kind.DELETE, "DELETE /2/tweets/:id", time_allowed=TIME_TO_DELETE, now=now
        )
        outcomes.settle(attempt, AttemptState.IN_FLIGHT, started_at=Now())
        fencing.lock(attempt.pk)
    return attempt


def _delete(attempt: Attempt) -> None:
    post = attempt.post
    deadline = time.monotonic() + TIME_TO_DELETE.total_seconds()
    fence = fencing.Fence(post.school_id, attempt.pk, fencing.backend(), deadline)
    error: errors.XError | None = None
    with calling.noting(post.account) as notes:
        try:
            client = calling.client_of(post.account, notes, fence=fence)
            client.delete_post(post.tweet_id or "")
        except errors.XError as raised:
            error = raised
        if isinstance(error, errors.Rejected) and not looking.still_stands(post):
            # An earlier try whose answer was lost may have deleted it: no proof that it is live
            reason = f"{error.reason} It was not seen on the timeline, either."
            error = errors.OutcomeUnknown(reason)
        with scope.school(post.school_id):
            _record(attempt, lock(post), error, database_now())
    if isinstance(error, errors.Unauthorised):
        tokens.refresh(
            school_id=post.school_id,
            account_id=post.account_id,
            stale=bytes(post.account.access_token),
        )


def _record(attempt: Attempt, post: Post, error: errors.XError | None, now: datetime) -> None:
    if error is None:
        if outcomes.settle(attempt, AttemptState.ACCEPTED, finished_at=Now()):
            # What has to come down for a child stays open until it is seen to be gone
            move(post, Verb.RECORD_REMOVED, by=None, now=now, removed_at=now)
        return
    if not _settle(attempt, error):
        return
    if isinstance(error, errors.Rejected):
        move(post, Verb.KEEP_LIVE, by=None, now=now, trouble="not-deleted")
        telling.a_decision_is_needed(post, now)
        return
    allowed = error.until if isinstance(error, errors.RateLimited) else now
    post.not_before = max(now + RETRY, allowed)
    post.save(update_fields=["not_before"])
    if post.attempts.filter(kind=Attempt.Kind.DELETE).count() == TELL_AFTER:
        telling.the_account_waits(post, now)


def _settle(attempt: Attempt, error: errors.XError) -> bool:
    """Write down how it ended: refused, not sent, or that nobody can say, which asks X again."""
    told = {"finished_at": Now(), "reason": error.reason[:200]}
    if isinstance(error, errors.OutcomeUnknown):
        unclear = outcomes.settle(attempt, AttemptState.UNKNOWN)
        return unclear and outcomes.settle(attempt, AttemptState.AMBIGUOUS, **told)
    refused = isinstance(error, errors.Rejected)
    return outcomes.settle(
        attempt, AttemptState.REJECTED if refused else AttemptState.NOT_SENT, **told
    )
