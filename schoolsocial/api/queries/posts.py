"""What of a school is public: the posts that stand on X, and the accounts they stand on."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from consent.models import Photo
from moderation.drafts.models import Attempt, Post, PostPhoto, Takedown
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.queries.pages import beyond
from moderation.drafts.workflow import State
from schoolsocial.x.models import Account

CURSOR = r"^[0-9]{1,16}-[0-9]{1,18}$"
SCHOOLS_OWN = (Account.Kind.SCHOOL, Account.Kind.CLASS)
"""An account of a member of staff is theirs, and not the school's to show."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Latest:
    """A page of posts, the newest first; an empty cursor means that there are no older ones."""

    posts: list[Post]
    next: str


def public(posts: PostQuerySet) -> PostQuerySet:
    """Those that stand on X and may stay there: not what is being deleted, or is to come down.

    Pictures that were never approved here are not handed on.
    """
    to_come_down = Takedown.objects.open().filter(post=OuterRef("pk"))
    standing = posts.filter(state=State.POSTED, account__kind__in=SCHOOLS_OWN)
    approved = PostPhoto.objects.filter(post__adopted_at=None)
    placed = approved.select_related("photo").order_by("position")
    thread = Post.objects.filter(thread=OuterRef("thread"), place=OuterRef("place") - 1)
    return (
        standing.exclude(Exists(to_come_down))
        .annotate(follows=Subquery(thread.values("pk")))
        .select_related("account")
        .prefetch_related(Prefetch("post_photos", queryset=placed))
    )


def latest(*, limit: int, cursor: str | None) -> Latest:
    """The latest public posts of the school in scope, or those before the cursor."""
    posts = public(Post.objects.all())
    if cursor:
        moment, pk = _read(cursor)
        posts = posts.filter(beyond("posted_at", moment, pk, descending=True))
    rows = list(posts.order_by("-posted_at", "-id")[: limit + 1])
    more = len(rows) > limit
    return Latest(rows[:limit], _written(rows[limit - 1]) if more else "")


def one(pk: int) -> Post | None:
    """That post, while it is public."""
    return public(Post.objects.filter(pk=pk)).first()


def picture(post_id: int, position: int) -> Photo | None:
    """The picture at that place of a post, while the post is public."""
    post = one(post_id)
    places = post.post_photos.all() if post else ()
    found = (place.photo for place in places if place.position == position)
    return next((photo for photo in found if photo.state == Photo.State.READY), None)


def changed_at() -> datetime | None:
    """When the list of public posts last changed: one came, went, is to go, or may stay after all.

    A renamed account is not counted; the entity tag tells of that.
    """
    asked = Max("not_before", filter=Q(state=State.REMOVING))
    posts = (
        Post.objects.published()
        .order_by()
        .aggregate(Max("posted_at"), Max("removed_at"), asked=asked)
    )
    takedowns = Takedown.objects.aggregate(Max("opened_at"), Max("done_at"))
    deletions = Attempt.objects.filter(kind=Attempt.Kind.DELETE).aggregate(Max("finished_at"))
    moments = [*posts.values(), *takedowns.values(), *deletions.values()]
    return max(filter(None, moments), default=None)


def accounts() -> QuerySet[Account]:
    """The school's own accounts that were connected, by handle."""
    connected = Account.objects.filter(kind__in=SCHOOLS_OWN).exclude(access_token=b"")
    return connected.order_by("handle", "pk")


def _read(cursor: str) -> tuple[datetime, int]:
    microseconds, pk = re.split("-", cursor)
    return _EPOCH + timedelta(microseconds=int(microseconds)), int(pk)


def _written(post: Post) -> str:
    moment = post.posted_at or _EPOCH
    return f"{(moment - _EPOCH) // timedelta(microseconds=1)}-{post.pk}"
