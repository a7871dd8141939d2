"""A thread as its author, its reviewers and its readers see it: each post in its place."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from moderation.drafts import costs, threads
from moderation.drafts.models import Post
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.models.threads import LONGEST
from moderation.drafts.workflow import EDITABLE, ON_X, State
from schoolsocial.words import Words

FIRST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Part:
    """One post of the thread; all words are ready to be read."""

    pk: int
    place: int
    first_words: str
    photos: str
    state: str
    stands: Words
    is_this: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """The posts of it in order, and which of them this is. ``cost`` is for what has not gone out.

    ``live_after`` is how many on X reply to this one, straight or through others.
    """

    place: int
    parts: tuple[Part, ...]
    cost: str
    may_grow: bool
    may_go_up: bool
    live_after: int

    @property
    def total(self) -> int:
        return len(self.parts)


def present(post: Post, visible: PostQuerySet | None = None) -> Thread | None:
    """The thread, or as much of it as is ``visible``; None for a post on its own, or left so."""
    if post.thread_id is None or post.place is None:
        return None
    posts = list(_rows(post, visible))
    if not posts[1:]:
        return None
    here = next((n for n, one in enumerate(posts) if one.pk == post.pk), 0)
    open_after = all(one.state in EDITABLE for one in posts[here + 1 :])
    return Thread(
        place=post.place,
        parts=tuple(_part(one, post) for one in posts),
        cost=_cost(posts),
        may_grow=len(posts) < LONGEST and open_after,
        may_go_up=here > 0 and posts[here - 1].state in EDITABLE and open_after,
        live_after=sum(one.state == State.POSTED for one in posts[here + 1 :]),
    )


def place_words(post: Post) -> str:
    """Which post of a thread it is, for a row of a list; empty for one on its own."""
    return gettext("Post {place} of a thread").format(place=post.place) if post.place else ""


def thread_of(many: int | None) -> str:
    """That a row stands for a whole thread; empty for a post on its own."""
    return gettext("Thread of {number}").format(number=many) if many else ""


def _rows(post: Post, visible: PostQuerySet | None) -> PostQuerySet:
    rows = threads.of(post)
    if visible is not None:
        rows = rows.filter(pk__in=visible.filter(thread=post.thread_id).order_by().values("pk"))
    return rows.prefetch_related("post_photos")


def _part(post: Post, this: Post) -> Part:
    count = len(post.post_photos.all())
    return Part(
        pk=post.pk,
        place=post.place or 0,
        first_words=Truncator(" ".join(post.text.split())).chars(FIRST_WORDS)
        or gettext("No words yet"),
        photos=ngettext("{photos} photo", "{photos} photos", count).format(photos=count)
        if count
        else "",
        state=post.state,
        stands=State(post.state).label,
        is_this=post.pk == this.pk,
    )


def _cost(posts: list[Post]) -> str:
    to_go = [one for one in posts if one.state not in ON_X]
    dollars = sum(
        (costs.dollars_of(one.text, len(one.post_photos.all())) for one in to_go), Decimal(0)
    )
    if not to_go:
        return ""
    return gettext("The whole thread: about {cents} US cents of X credit.").format(
        cents=f"{dollars * 100:.1f}"
    )
