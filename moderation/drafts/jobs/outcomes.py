"""What came back from X, and what follows: transaction two.

Each verdict is a compare-and-set on the attempt: if it is no longer on its way, somebody else has
dealt with it and nothing is written.
"""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models.functions import Now

from moderation.drafts import costs
from moderation.drafts.jobs import telling
from moderation.drafts.jobs.clock import database_now
from moderation.drafts.jobs.examining import give_back, let_expire
from moderation.drafts.models import Attempt, Post
from moderation.drafts.transitions import lock, move
from moderation.drafts.workflow import AttemptState, Verb
from schoolsocial import measures
from schoolsocial.tenancy import scope
from schoolsocial.x import errors
from schoolsocial.x.actions import accounts, spending

log = logging.getLogger(__name__)

FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(minutes=15)
FIRST_LOOK = timedelta(seconds=15)


def record(attempt: Attempt, post: Post, came: str | errors.XError) -> None:
    """Write down what came of creating the post: its tweet id, or the error."""
    with scope.school(attempt.school_id):
        now = database_now()
        post = lock(post)
        if isinstance(came, str):
            accepted(attempt, post, came, now)
        elif isinstance(came, errors.NotSent):
            not_sent(attempt, post, came, now)
        elif isinstance(came, errors.Rejected):
            rejected(attempt, post, came, now)
        else:
            lost_sight(attempt, post, came, now)


def settle(attempt: Attempt, state: AttemptState, **changes: object) -> bool:
    """Move the attempt on from the state this worker last saw; false where somebody else did."""
    same = Attempt.objects.filter(pk=attempt.pk, state=attempt.state)
    if not same.update(state=state, **changes):
        return False
    attempt.state = state
    transaction.on_commit(partial(measures.attempt, attempt.kind, state.value))
    log.info(
        "Attempt %s (%s %s) of post %s in school %s: %s",
        attempt.pk,
        attempt.kind,
        attempt.number,
        attempt.post_id,
        attempt.school_id,
        state.value,
    )
    return True


def accepted(attempt: Attempt, post: Post, tweet_id: str, now: datetime) -> None:
    """X created the post."""
    if settle(
        attempt,
        AttemptState.ACCEPTED,
        tweet_id=tweet_id,
        status_code=201,
        finished_at=Now(),
    ):
        posted(post, tweet_id, now)


def ours_already(
    attempt: Attempt, post: Post, tweet_id: str, refused: errors.XError, now: datetime
) -> None:
    """X refused it as a duplicate of what this very post had put there."""
    if settle(attempt, AttemptState.UNKNOWN, **_told(refused)) and settle(
        attempt, AttemptState.FOUND, tweet_id=tweet_id, finished_at=Now()
    ):
        posted(post, tweet_id, now)


def already_there(attempt: Attempt, post: Post, tweet_id: str, now: datetime) -> None:
    """An earlier attempt had put it on X after all, so this one sends nothing."""
    why = "An earlier attempt had reached X: the post stands on the timeline."
    if settle(attempt, AttemptState.NOT_SENT, finished_at=Now(), reason=why):
        posted(post, tweet_id, now)


def posted(post: Post, tweet_id: str, now: datetime) -> None:
    """The post stands on X under this id, and has cost what such a post costs."""
    for call, count in costs.calls_of(post).items():
        spending.book(account=post.account, call=call, count=count, now=now)
    details = {"tweet_id": tweet_id}
    move(
        post,
        Verb.RECORD_POSTED,
        by=None,
        now=now,
        details=details,
        tweet_id=tweet_id,
        posted_at=now,
        trouble="",
    )


def not_sent(attempt: Attempt, post: Post, error: errors.NotSent, now: datetime) -> None:
    """It did not leave. Try again later, as long as its hour has not passed."""
    if not settle(attempt, AttemptState.NOT_SENT, finished_at=Now(), **_told(error)):
        return
    again = now + _pause_before(post)
    if isinstance(error, errors.RateLimited):
        again = accounts.jitter_after(error.until, post.account)
        accounts.hold_back(account=post.account, until=again)
    elif isinstance(error, errors.CreditsDepleted):
        accounts.pause(account=post.account, reason="credit", now=now)
        telling.the_account_waits(post, now)
    elif isinstance(error, errors.Unauthorised) and _failures(post) == 1:
        again = now  # with new tokens; where these fail too, it waits like anything else
    _schedule_again(post, again, now)


def rejected(attempt: Attempt, post: Post, error: errors.Rejected, now: datetime) -> None:
    """X read it and said no."""
    if settle(attempt, AttemptState.REJECTED, finished_at=Now(), **_told(error)):
        move(post, Verb.RECORD_FAILURE, by=None, now=now, trouble=_trouble(error))
        telling.a_decision_is_needed(post, now)


def lost_sight(attempt: Attempt, post: Post, error: errors.XError, now: datetime) -> None:
    """It may have gone out. Look at the timeline before anything else."""
    if settle(attempt, AttemptState.UNKNOWN, next_look_at=now + FIRST_LOOK, **_told(error)):
        move(post, Verb.LOSE_SIGHT, by=None, now=now)


def sent_in_a_lost_past(attempt: Attempt, post: Post, before: datetime, now: datetime) -> None:
    """A database restored from a backup does not know how this attempt ended."""
    if settle(attempt, AttemptState.IN_FLIGHT, started_at=before, deadline_at=now):
        why = "This attempt was made before the database was restored from a backup."
        lost_sight(attempt, post, errors.OutcomeUnknown(why), now)


def never_started(attempt: Attempt, post: Post, error: errors.XError, now: datetime) -> None:
    """A picture would not go up: nothing was posted, so the whole attempt may be made again."""
    if isinstance(error, errors.NotSent):
        not_sent(attempt, post, error, now)
        return
    if not settle(attempt, AttemptState.NOT_SENT, finished_at=Now(), **_told(error)):
        return
    if isinstance(error, errors.Rejected):
        move(post, Verb.RECORD_FAILURE, by=None, now=now, trouble="picture-refused")
        telling.a_decision_is_needed(post, now)
    else:
        _schedule_again(post, now + _pause_before(post), now)


def not_as_approved(attempt: Attempt, post: Post, broken: str, why: str, now: datetime) -> None:
    """A picture's file, or whether a child may be shown, is not as it was approved (``broken``, a
    code). Nothing was posted."""
    if settle(attempt, AttemptState.NOT_SENT, finished_at=Now(), reason=why):
        give_back(post, broken, now)


def put_back(attempt: Attempt, post: Post, why: str, now: datetime) -> None:
    """Taken, and something makes it wait: it stands in the queue as before."""
    if settle(attempt, AttemptState.NOT_SENT, finished_at=Now(), reason=why):
        move(post, Verb.RETRY, by=None, now=now)


def abandoned(attempt: Attempt, post: Post, now: datetime) -> None:
    """The worker is gone. Prepared means nothing left; on its way means nobody knows."""
    gone = errors.NotSent("The worker stopped before sending.")
    if attempt.state == AttemptState.PREPARED:
        not_sent(attempt, post, gone, now)
    else:
        lost_sight(attempt, post, errors.OutcomeUnknown("The worker stopped while sending."), now)


def _schedule_again(post: Post, again: datetime, now: datetime) -> None:
    if post.expires_at is not None and again > post.expires_at:
        let_expire(post, now)
    else:
        move(post, Verb.RETRY, by=None, now=now, not_before=again)


def _pause_before(post: Post) -> timedelta:
    """30 s, doubling with each attempt that did not leave, up to 15 minutes."""
    doublings: int = max(0, min(_failures(post), 10) - 1)
    return min(FIRST_RETRY * (1 << doublings), LONGEST_RETRY)


def _failures(post: Post) -> int:
    return post.attempts.filter(kind=Attempt.Kind.CREATE, state=AttemptState.NOT_SENT).count()


def _told(error: errors.XError) -> dict[str, object]:
    return {
        "status_code": error.status,
        "reason": error.reason[:200],
        "excerpt": error.excerpt[:300],
    }


def _trouble(error: errors.Rejected) -> str:
    return "duplicate" if isinstance(error, errors.Duplicate) else "refused-by-x"
