"""Taking a due post for one worker alone: a short transaction that asks only what is plain.

Whether the post is still what was approved is asked after it, in ``claiming``: that takes a while,
and no row of the queue waits for it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from consent.models import Photo
from moderation.drafts import threads
from moderation.drafts.jobs import fencing
from moderation.drafts.models import Attempt, Post
from moderation.drafts.transitions import move
from moderation.drafts.workflow import State, Verb
from schoolsocial.tenancy import scope

TIME_TO_PREPARE = timedelta(minutes=4)  # four pictures with their alternative texts

# What ``PostQuerySet.due``, ``worth_a_try`` and ``for_workers`` list, less what has to expire. In
# SQL, as building the same query with four tables takes longer than running it.
TAKE = """
SELECT post.seal, post.thread_id, post.place, statement_timestamp(), (
    SELECT count(*) FROM drafts_attempt AS attempt
    WHERE attempt.school_id = post.school_id AND attempt.post_id = post.id
      AND attempt.kind = 'create')
FROM drafts_post AS post
JOIN accounts_school AS school ON school.id = post.school_id
JOIN x_account AS account ON account.id = post.account_id AND account.school_id = post.school_id
LEFT JOIN drafts_trip AS trip ON trip.id = post.trip_id AND trip.school_id = post.school_id
WHERE post.school_id = %s AND post.id = %s AND post.state = 'scheduled'
  AND statement_timestamp() BETWEEN post.not_before AND post.expires_at
  AND (post.trip_id IS NULL OR trip.returned_at IS NOT NULL)
  AND school.posting_paused_at IS NULL
  AND account.posts_by <> 'hand'
  AND account.paused_at IS NULL
  AND account.needs_reconnecting_at IS NULL
  AND account.disconnected_at IS NULL
  AND (account.wait_until IS NULL OR account.wait_until <= statement_timestamp())
FOR UPDATE OF post SKIP LOCKED
"""


@dataclass(frozen=True, slots=True)
class Lease:
    """A post this worker alone may deal with until the attempt's deadline, and the database session
    that holds the attempt's lock."""

    school_id: int
    post_id: int
    attempt_id: int
    session: int


def take(school_id: int, post_id: int) -> Lease | None:
    """Take the post if it is due, nobody else has it and nothing makes it wait.

    The attempt's lock is held afterwards.
    """
    with scope.school(school_id):
        found = _due(school_id, post_id)
        if found is None:
            return None
        post, now, attempts = found
        if not (threads.take_if_free(post) and threads.is_next(post)):
            return None
        move(post, Verb.CLAIM, by=None, now=now)
        attempt = open_attempt(
            post,
            Attempt.Kind.CREATE,
            "POST /2/tweets",
            time_allowed=TIME_TO_PREPARE,
            now=now,
            number=attempts + 1,
        )
        session = fencing.lock_in_session(attempt.pk)
    return Lease(school_id, post_id, attempt.pk, session)


def open_attempt(
    post: Post,
    kind: Attempt.Kind,
    endpoint: str,
    *,
    time_allowed: timedelta,
    now: datetime,
    photo: Photo | None = None,
    number: int | None = None,
) -> Attempt:
    """A prepared attempt with the next ``number`` of its kind, counted where it is not known."""
    return Attempt.objects.create(
        school_id=post.school_id,
        post=post,
        photo=photo,
        kind=kind,
        number=number or post.attempts.filter(kind=kind).count() + 1,
        endpoint=endpoint,
        request_hash=post.seal,
        worker=fencing.worker_name(),
        deadline_at=now + time_allowed,
    )


def _due(school_id: int, post_id: int) -> tuple[Post, datetime, int] | None:
    """What is needed here of the post, its row then held; the database's clock; how often it was
    tried.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [school_id, post_id])
        row = cursor.fetchone()
    if row is None:
        return None
    seal, thread_id, place, now, attempts = row
    known = {"seal": seal, "thread_id": thread_id, "place": place}
    post = Post(pk=post_id, school_id=school_id, state=State.SCHEDULED, **known)
    return post, now, attempts
