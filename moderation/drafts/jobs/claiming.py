"""A due post that is still what was approved, for this worker alone: taken, then examined."""

from dataclasses import dataclass
from datetime import datetime

from moderation.drafts import costs, threads
from moderation.drafts.jobs import examining, fencing, leasing, outcomes, telling
from moderation.drafts.jobs.clock import database_now
from moderation.drafts.jobs.leasing import Lease
from moderation.drafts.models import Attempt, Post
from moderation.drafts.transitions import lock
from schoolsocial.tenancy import scope
from schoolsocial.x.actions import accounts, spending


@dataclass(frozen=True, slots=True)
class Claim:
    """A post this worker alone may send now, and the attempt it does so by. ``replies_to`` is the
    tweet id of the one before it in its thread; None for a post of its own.
    """

    post: Post
    attempt: Attempt
    session: int
    replies_to: str | None = None


def claim(school_id: int, post_id: int) -> Claim | None:
    """Claim the post if it is due and nothing speaks against it; the attempt's lock is then held.

    None where it is not due, another worker has it, its account waits, its time has passed (it
    expires, people are told) or it is no longer what was approved (it returns to SLT).
    """
    lease = leasing.take(school_id, post_id)
    if lease is None:
        _settle_what_cannot_go(school_id, post_id)
        return None
    claimed = None
    try:
        claimed = _examine(lease)
    finally:
        if claimed is None:
            fencing.unlock(lease.attempt_id)
    return claimed


def _settle_what_cannot_go(school_id: int, post_id: int) -> None:
    """A due post whose time has passed expires; one that would reply to nothing comes back. While a
    school's posting is stopped both stay.
    """
    with scope.school(school_id):
        now = database_now()
        due = Post.objects.due(now).for_workers().select_for_update(skip_locked=True, of=("self",))
        due = due.filter(pk=post_id, school__posting_paused_at=None)
        post = due.select_related("account", "school").first()
        if post is None or not threads.take_if_free(post):
            return
        if post.expires_at is not None and post.expires_at < now:
            examining.let_expire(post, now)
        elif not threads.is_next(post):
            examining.give_back(post, threads.BROKEN, now)


def _examine(lease: Lease) -> Claim | None:
    """The claim, unless something speaks against sending: then its attempt has ended."""
    with scope.school(lease.school_id):
        now = database_now()
        post = lock(Post(pk=lease.post_id))
        attempt = Attempt.objects.get(pk=lease.attempt_id)
        if broken := examining.broken_seal(post, now):
            why = "It was no longer what was approved."
            outcomes.not_as_approved(attempt, post, broken, why, now)
        elif not _is_afforded(post, now):
            outcomes.put_back(attempt, post, "The month's budget has no room for it.", now)
        else:
            before = threads.before(post)
            return Claim(post, attempt, lease.session, before.tweet_id if before else None)
    return None


def _is_afforded(post: Post, now: datetime) -> bool:
    """Whether the school's budget has room; where not, its account waits and leaders hear of it."""
    calls = costs.calls_to_come(post)
    if spending.room_for(account=post.account, calls=calls, now=now):
        return True
    accounts.pause(account=post.account, reason=accounts.OUT_OF_BUDGET, now=now)
    telling.the_account_waits(post, now)
    return False
