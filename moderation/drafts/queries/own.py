"""The posts of one author."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.queries.pages import Page, page
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School

OVER = frozenset({State.POSTED, State.REMOVING, State.REMOVED, State.REJECTED, State.CANCELLED})
MOST_UNDER_WAY = 100
_FIELDS = (
    "school", "kind", "text", "state", "place", "saved_at", "submitted_at", "scheduled_for",
    "posted_at", "account__handle", "trip__name", "trip__returned_at",
)  # fmt: skip


def under_way(school: School, person: Person) -> list[Post]:
    """All that is not over yet nor set aside, what was touched last first."""
    open_ones = _of(school, person).exclude(state__in=OVER).filter(set_aside_at=None)
    posts = open_ones.order_by("-saved_at", "-id")
    return list(posts[:MOST_UNDER_WAY])


def over(school: School, person: Person, *, cursor: str) -> Page[Post]:
    """One page of what was posted, rejected or cancelled, the newest first."""
    posts = _of(school, person).filter(state__in=OVER)
    return page(posts, by="saved_at", cursor=cursor, newest_first=True)


def everything(school: School, person: Person) -> PostQuerySet:
    """All of them but those set aside, what was touched last first."""
    return _of(school, person).filter(set_aside_at=None).order_by("-saved_at", "-id")


def _of(school: School, person: Person) -> PostQuerySet:
    """With ``photo_count`` on each; without those they only took into the record."""
    written = school.posts.by(person).filter(adopted_at=None)
    posts: PostQuerySet = written.select_related("account", "trip")
    placed = PostPhoto.objects.filter(post=OuterRef("pk")).values("post")
    count = placed.annotate(many=Count("pk")).values("many")
    return posts.only(*_FIELDS).annotate(photo_count=Coalesce(Subquery(count), 0))
