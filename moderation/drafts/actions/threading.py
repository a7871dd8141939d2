"""Making a thread of a draft: a post after it, another order, one post less."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from moderation.drafts import threads, wall_clock
from moderation.drafts.actions import drafts
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post, Thread
from moderation.drafts.models.threads import LONGEST
from moderation.drafts.workflow import EDITABLE
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


class NoThread(Refusal):
    """An emergency notice says everything in one post."""


class Full(Refusal):
    """A thread has ten posts at most."""


class UnderWay(Refusal):
    """Posts of the thread wait for approval, are queued or are live, so its order stands."""


def add(*, post: Post, by: Person, now: datetime, wished: str = "") -> Post:
    """An empty draft right after this one, made a thread where it is none yet; the London time
    ``wished`` for, as it stands on the page, is kept with both.

    Raises as ``drafts.writable``, ``NoThread``, ``Full``, ``UnderWay``.
    """
    with transaction.atomic():
        post = drafts.writable(post, by, now)
        if post.kind == Post.Kind.EMERGENCY:
            raise NoThread(
                gettext(
                    "An emergency notice says everything in one post, so that nobody misses half."
                )
            )
        _keep_wish(post, wished, now)
        posts = threads.held(post)
        if len(posts) >= LONGEST:
            raise Full(gettext("A thread has {most} posts at most.").format(most=LONGEST))
        here = posts.index(post) + 1
        _refuse_under_way(posts[here:])
        added = _empty(post, now)
        thread_id = post.thread_id or _begin(post, now).pk
        threads.arrange([*posts[:here], added, *posts[here:]], thread_id=thread_id)
        _record("post.thread_added_to", added, by, now)
    return Post.objects.get(pk=added.pk)


def move_up(*, post: Post, by: Person, now: datetime, wished: str = "") -> None:
    """The draft changes places with the one before it. Raises as ``drafts.writable``, ``UnderWay``.

    ``wished`` as for ``add``.
    """
    with transaction.atomic():
        post = drafts.writable(post, by, now)
        _keep_wish(post, wished, now)
        posts = threads.held(post)
        here = posts.index(post)
        if here == 0:
            return
        _refuse_under_way(posts[here - 1 :])
        posts[here - 1], posts[here] = posts[here], posts[here - 1]
        threads.arrange(posts, thread_id=post.thread_id)
        _record("post.thread_rearranged", post, by, now)


def take_out(*, post: Post, by: Person, now: datetime) -> Post | None:
    """The draft leaves its thread: deleted where nobody else was ever shown it, else kept as a
    draft of its own. The one beside it where it was deleted. Raises as ``drafts.editable``,
    ``NoThread``, ``UnderWay``.
    """
    with transaction.atomic():
        post = drafts.editable(post, by)
        posts = threads.held(post)
        if post.thread_id is None:
            raise NoThread(gettext("This post is in no thread any more."))
        here = posts.index(post)
        _refuse_under_way(posts[here:])
        beside = posts[here - 1] if here else posts[1]
        unseen = post.submitted_at is None
        _record("post.discarded" if unseen else "post.thread_left", post, by, now)
        if unseen:
            drafts.delete(post, now)
        else:
            drafts.leave(post)
    return beside if unseen else None


def _refuse_under_way(posts: list[Post]) -> None:
    if any(one.state not in EDITABLE for one in posts):
        raise UnderWay(
            gettext("Some of the thread is no longer a draft, so its order stands as it is.")
        )


def _keep_wish(post: Post, wished: str, now: datetime) -> None:
    """One that has gone by or cannot be read is asked for anew when the thread is sent."""
    if wall_clock.still_to_come(wished, now=now) is not None:
        post.wall_time = wall_clock.as_entered(wished)
        post.save(update_fields=["wall_time"])


def _begin(post: Post, now: datetime) -> Thread:
    return Thread.objects.create(
        school_id=post.school_id, author=post.author, account=post.account, begun_at=now
    )


def _empty(post: Post, now: datetime) -> Post:
    return Post.objects.create(
        school_id=post.school_id,
        author=post.author,
        account=post.account,
        kind=post.kind,
        trip=post.trip,
        wall_time=post.wall_time,
        created_at=now,
        saved_at=now,
    )


def _record(verb: str, post: Post, by: Person, now: datetime) -> None:
    audit.record(school_id=post.school_id, by=by.pk, verb=verb, subject=post, at=now)
