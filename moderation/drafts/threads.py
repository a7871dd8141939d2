"""Posts that follow one another: each goes out once the one before it is posted, or not at all.

Those that wait are approved and not scheduled, so that nothing that looks for what is due ever sees
them.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from moderation.drafts.models import Post, Thread
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.workflow import QUEUED, State

BROKEN = "thread-broken"
LATE = "thread-late"


def hold(post: Post) -> None:
    """Wait until nobody else changes where a post of its thread stands, and keep it so until the
    transaction ends; always before any of its posts is locked.
    """
    list(_rows(post))


def take_if_free(post: Post) -> bool:
    """The same without waiting, for who holds the post already; false where somebody else has the
    thread at this moment.
    """
    return post.thread_id is None or bool(list(_rows(post, skip_locked=True)))


def of(post: Post) -> PostQuerySet:
    """All posts of its thread in their order; itself alone where it is in none."""
    if post.thread_id is None:
        return Post.objects.filter(pk=post.pk)
    return Post.objects.filter(thread=post.thread_id).order_by("place")


def held(post: Post) -> list[Post]:
    """The same, locked, with account, school and author; the thread is held already."""
    rows = of(post).select_related("account", "school", "author")
    return list(rows.select_for_update(of=("self",)))


def before(post: Post) -> Post | None:
    """The post that this one replies to; None for the first, and outside a thread."""
    if post.place is None or post.place == 1:
        return None
    return Post.objects.filter(thread=post.thread_id, place=post.place - 1).first()


def is_next(post: Post) -> bool:
    """Whether the one before it stands on X, or there is none to wait for."""
    if post.place is None or post.place == 1:
        return True
    forerunner = before(post)
    return forerunner is not None and forerunner.state == State.POSTED


def behind(post: Post) -> list[Post]:
    """What is decided on with it: the posts of its thread after it that wait for a decision too."""
    if post.thread_id is None or post.state != State.SUBMITTED:
        return []
    rows = of(post).filter(place__gt=post.place, state=State.SUBMITTED)
    return list(rows.select_related("account", "school", "author", "trip"))


def approved_behind(post: Post) -> list[Post]:
    """What waits for it to be posted."""
    if post.thread_id is None:
        return []
    return list(of(post).filter(place__gt=post.place, state=State.APPROVED))


def lead(post: Post) -> Post:
    """The post under which it is decided on: the first of its thread that waits, if it waits."""
    if post.thread_id is None or post.state != State.SUBMITTED:
        return post
    return of(post).filter(state=State.SUBMITTED).first() or post


def queued_besides(post: Post) -> list[Post]:
    """The others of its thread that are approved and not under way, locked."""
    if post.thread_id is None:
        return []
    return [one for one in held(post) if one.pk != post.pk and one.state in QUEUED]


def submitted_with(post: Post) -> list[Post]:
    """The post, and the others of its thread that wait for a decision with it, locked, in order."""
    return [one for one in held(post) if one.pk == post.pk or one.state == State.SUBMITTED]


def live_after(post: Post) -> list[Post]:
    """Those after it in its thread that stand on X and that nobody deletes, locked, in order."""
    posts = held(post)
    after = posts[[one.pk for one in posts].index(post.pk) + 1 :]
    return [one for one in after if one.state == State.POSTED]


def arrange(posts: Iterable[Post], *, thread_id: int | None) -> None:
    """Give the locked posts their places in the thread in this order, or take them out of any."""
    for number, one in enumerate(posts, start=1):
        place = number if thread_id else None
        if (one.thread_id, one.place) != (thread_id, place):
            Post.objects.filter(pk=one.pk).update(thread=thread_id, place=place)


def _rows(post: Post, *, skip_locked: bool = False) -> QuerySet[Thread]:
    threads = Thread.objects.select_for_update(of=("self",), skip_locked=skip_locked)
    return threads.filter(posts=post.pk)
