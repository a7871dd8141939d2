"""What a senior leader decides about a post that is queued, held or live."""

from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from moderation.drafts import children, links, seal, takedowns, tasks, threads
from moderation.drafts.errors import Refusal
from moderation.drafts.jobs import asking
from moderation.drafts.models import Post, Takedown
from moderation.drafts.queries.proofs import still_sealed
from moderation.drafts.steps import step
from moderation.drafts.transitions import lock, move
from moderation.drafts.workflow import State, Verb
from policy.queries import NoPolicy, version_in_force
from schoolsocial.accounts.models import Person
from schoolsocial.celery import ring

ONE_AFTER_ANOTHER = timedelta(seconds=5)
"""So far apart begin the deletions of a thread, its last post first."""


class ReasonMissing(Refusal):
    """A live post is deleted for a reason."""


class StillThere(Refusal):
    """X has not said that it deleted the post."""


class TwinQueued(Refusal):
    """The same content goes out, or went out, on this day."""


class ApprovalGone(Refusal):
    """What was approved is no longer what would be sent."""


def cancel(*, post: Post, by: Person, now: datetime) -> Post:
    """Call off a scheduled or held post for good, and what is queued with it of its thread."""
    with transaction.atomic():
        post = lock(post)
        for one in (post, *threads.queued_besides(post)):
            step(one, Verb.CANCEL, by=by, now=now)
            takedowns.close(Takedown.objects.filter(post=one), Takedown.Outcome.NEVER_LIVE, now)
    return post


def remove(
    *, post: Post, by: Person, reason: str, now: datetime, with_replies: bool = False
) -> Post:
    """Have a live post deleted from X, ``with_replies`` those after it in its thread, too, from the
    end. Raises ``ReasonMissing``.
    """
    if not reason.strip():
        raise ReasonMissing(
            gettext("Please say why the post is deleted: it is kept with the record.")
        )
    with transaction.atomic():
        post = lock(post)
        after = threads.live_after(post) if with_replies else []
        for number, one in enumerate((*reversed(after), post)):
            _remove(one, by, reason, now, starts_at=now + number * ONE_AFTER_ANOTHER)
    return post


def seen_gone(*, post: Post, by: Person, now: datetime) -> None:
    """Somebody looked on X: what it was asked to delete is gone. Raises ``StillThere``."""
    with transaction.atomic():
        post = lock(post)
        if post.state != State.REMOVED:
            raise StillThere(
                gettext("X has not deleted this post yet. The page shows where it stands.")
            )
        items = Takedown.objects.filter(post=post)
        takedowns.close(items, Takedown.Outcome.REMOVED, now, by=by)


def _remove(post: Post, by: Person, reason: str, now: datetime, *, starts_at: datetime) -> None:
    move(
        post,
        Verb.REMOVE,
        by=by,
        now=now,
        removal_reason=reason.strip()[:500],
        not_before=starts_at,
        trouble="",
    )
    transaction.on_commit(partial(ring, tasks.remove, post.school_id, post.pk))


def mark_posted(*, post: Post, by: Person, link: str, now: datetime) -> Post:
    """Record that a held post did go out, by its link. Raises ``links.NotAPostLink``.

    X is asked for it first. Where X does not say, the person's word counts, and the event tells so.
    """
    tweet_id = links.read(link, post.account)
    x_says = asking.whether_there(tweet_id, post.account)
    if x_says is asking.Word.GONE:
        raise links.is_gone()
    try:
        with transaction.atomic():
            post = lock(post)
            move(
                post,
                Verb.MARK_POSTED,
                by=by,
                now=now,
                details={"tweet_id": tweet_id, "x_says": str(x_says)},
                tweet_id=tweet_id,
                posted_at=now,
                trouble="",
            )
    except IntegrityError:
        raise links.belongs_elsewhere() from None
    return post


def send_again(*, post: Post, by: Person, now: datetime) -> Post:
    """Make a new attempt for a held post. Raises ``ApprovalGone``, ``TwinQueued``."""
    try:
        with transaction.atomic():
            return _send_again(lock(post), by, now)
    except IntegrityError as clash:
        if "post_once_a_day" not in str(clash):
            raise
        raise TwinQueued(
            gettext(
                "The same words and pictures are already scheduled or posted today. "
                "Cancel this one."
            )
        ) from None


def _send_again(post: Post, by: Person, now: datetime) -> Post:
    today = timezone.localdate(now)
    if not _still_sealed(post, now):
        raise ApprovalGone(
            gettext(
                "The policy or the post has changed since it was approved. Cancel this "
                "one and send a new draft."
            )
        )
    if not threads.is_next(post):
        raise ApprovalGone(
            gettext("The post before it in its thread is no longer on X. Cancel this one.")
        )
    if children.not_to_be_shown(post, today):
        raise ApprovalGone(gettext("A child in a picture may no longer be shown. Cancel this one."))
    move(
        post,
        Verb.SEND_AGAIN,
        by=by,
        now=now,
        scheduled_for=now,
        not_before=now,
        expires_at=now + timedelta(minutes=post.school.grace_minutes),
        fingerprint=seal.fingerprint(post, today.isoformat()),
        trouble="",
    )
    transaction.on_commit(partial(ring, tasks.send, post.school_id, post.pk))
    return post


def _still_sealed(post: Post, now: datetime) -> bool:
    try:
        policy = version_in_force(post.school, timezone.localdate(now))
    except NoPolicy:
        return False
    return still_sealed(post, policy.number)
