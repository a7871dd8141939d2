"""What the other posts of a thread do when one comes to a state: the next goes out, or none does.

The step that finds one posted schedules the next, in the same transaction.
"""

from datetime import datetime, timedelta

from moderation.drafts.jobs import telling
from moderation.drafts.models import Post
from moderation.drafts.steps import step
from moderation.drafts.threads import BROKEN, LATE, held
from moderation.drafts.workflow import QUEUED, State, Verb

LATEST = timedelta(hours=2)
"""So long after its hour may a post still let the next one go; after that a person decides."""

_COMES_BACK = [State.SUBMITTED, *sorted(QUEUED)]
_STOPS_THE_REST = frozenset(
    {
        State.DRAFT,
        State.SUBMITTED,
        State.RETURNED,
        State.REJECTED,
        State.FAILED,
        State.EXPIRED,
        State.CANCELLED,
        State.REMOVING,
    }
)


def follow(post: Post, now: datetime) -> None:
    """What the other posts of the thread do now that this one has come to its state."""
    if post.state == State.POSTED:
        _let_the_next_go(post, now)
    elif post.state in _STOPS_THE_REST:
        _bring_the_rest_back(post, BROKEN, now)


def _let_the_next_go(post: Post, now: datetime) -> None:
    following = [one for one in held(post) if one.place == (post.place or 0) + 1]
    if not following or following[0].state != State.APPROVED:
        return
    if post.scheduled_for is not None and now > post.scheduled_for + LATEST:
        _bring_the_rest_back(post, LATE, now)
        return
    step(
        following[0],
        Verb.SCHEDULE,
        by=None,
        now=now,
        scheduled_for=post.scheduled_for or now,
        not_before=now,
        expires_at=now + timedelta(minutes=post.school.grace_minutes),
    )


def _bring_the_rest_back(post: Post, reason: str, now: datetime) -> None:
    rest = [one for one in held(post) if one.pk != post.pk and one.state in _COMES_BACK]
    for one in rest:
        step(
            one,
            Verb.RETURN,
            by=None,
            now=now,
            details={"reason": reason},
            seal="",
            fingerprint="",
            trouble=reason,
        )
    if rest:
        telling.the_rest_of_the_thread_waits(rest[0], now)
