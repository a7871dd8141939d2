"""Finding out what became of attempts nobody finished."""

from datetime import datetime, timedelta

from django.db.models.functions import Now

from moderation.drafts.jobs import fencing, looking, outcomes, telling
from moderation.drafts.jobs.clock import database_now
from moderation.drafts.models import Attempt, Post
from moderation.drafts.transitions import lock, move
from moderation.drafts.workflow import AttemptState, Verb
from schoolsocial.tenancy import scope
from schoolsocial.x import errors, matching

LOOKS = (  # after the outcome was lost: 15 s, 1, 5 and 15 minutes
    timedelta(seconds=15),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
)
LOOK_AGAIN = timedelta(minutes=1)
LONGEST_BLINDNESS = timedelta(hours=1)


def take_over(school_id: int, attempt_id: int) -> None:
    """Close an attempt past its deadline whose worker is gone: its lock is free."""
    with fencing.held(attempt_id) as free, scope.school(school_id):
        gone = Attempt.objects.abandoned().select_for_update(skip_locked=True, of=("self",))
        attempt = gone.select_related("post").filter(pk=attempt_id).first()
        if not free or attempt is None:
            return
        now = database_now()
        if attempt.kind == Attempt.Kind.CREATE:
            outcomes.abandoned(attempt, lock(attempt.post), now)
        else:
            _close(attempt)


def look(school_id: int, attempt_id: int) -> None:
    """One look at the timeline for an attempt whose outcome is unknown."""
    with fencing.held(attempt_id) as free:
        attempt = _to_look_for(school_id, attempt_id) if free else None
        if attempt is None:
            return
        verdict: matching.Verdict | errors.XError
        try:
            verdict = looking.verdict_on(attempt, attempt.post)
        except errors.XError as error:
            verdict = error
        with scope.school(school_id):
            _conclude(attempt, lock(attempt.post), verdict, database_now())


def _close(attempt: Attempt) -> None:
    """An upload or a deletion left half done harms nobody: it is simply done again."""
    reason = "The worker stopped."
    outcomes.settle(attempt, AttemptState.NOT_SENT, finished_at=Now(), reason=reason)


def _to_look_for(school_id: int, attempt_id: int) -> Attempt | None:
    with scope.school(school_id):
        due = Attempt.objects.to_look_for(database_now()).select_related("post__account")
        return due.filter(pk=attempt_id).first()


def _conclude(
    attempt: Attempt, post: Post, verdict: matching.Verdict | errors.XError, now: datetime
) -> None:
    if isinstance(verdict, matching.Found):
        found = {"tweet_id": verdict.tweet_id, "finished_at": Now()}
        if outcomes.settle(attempt, AttemptState.FOUND, **found):
            outcomes.posted(post, verdict.tweet_id, now)
    elif isinstance(verdict, matching.Ambiguous):
        _hold(attempt, post, AttemptState.AMBIGUOUS, "several-could-be-it", now)
    elif isinstance(verdict, matching.Absent):
        _not_there_yet(attempt, post, now)
    else:
        _could_not_look(attempt, post, now)


def _not_there_yet(attempt: Attempt, post: Post, now: datetime) -> None:
    looks = attempt.looks + 1
    if looks >= len(LOOKS):
        _hold(attempt, post, AttemptState.ABSENT, "not-on-the-timeline", now)
        return
    wait = LOOKS[looks] - LOOKS[looks - 1]
    outcomes.settle(attempt, AttemptState.UNKNOWN, looks=looks, next_look_at=now + wait)


def _could_not_look(attempt: Attempt, post: Post, now: datetime) -> None:
    if now - attempt.deadline_at > LONGEST_BLINDNESS:
        _hold(attempt, post, AttemptState.AMBIGUOUS, "could-not-look", now)
    else:
        outcomes.settle(attempt, AttemptState.UNKNOWN, next_look_at=now + LOOK_AGAIN)


def _hold(attempt: Attempt, post: Post, state: AttemptState, trouble: str, now: datetime) -> None:
    if outcomes.settle(attempt, state, finished_at=Now()):
        move(post, Verb.HOLD, by=None, now=now, details={"reason": trouble}, trouble=trouble)
        telling.a_decision_is_needed(post, now)
