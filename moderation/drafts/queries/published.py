"""What the school has on X, and the posts that need somebody's decision."""

from django.db.models import Prefetch

from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.queries.pages import Page, page

MOST_NEEDING = 25


def published_page(visible: PostQuerySet, cursor: str) -> Page[Post]:
    """One page of all that was ever on X, the newest first, with author, account and pictures."""
    return page(
        _with_pictures(visible.published()), by="posted_at", cursor=cursor, newest_first=True
    )


def everything(visible: PostQuerySet) -> PostQuerySet:
    """All that was ever on X, the newest first, with author and account."""
    return visible.published().select_related("author", "account")


def needing_a_decision(visible: PostQuerySet) -> list[Post]:
    """Held, failed and expired posts, the latest first."""
    waiting = visible.needing_a_decision().order_by("-scheduled_for", "-id")
    return list(_with_pictures(waiting)[:MOST_NEEDING])


def _with_pictures(posts: PostQuerySet) -> PostQuerySet:
    placed = PostPhoto.objects.select_related("photo").order_by("position")
    return posts.select_related("author", "account").prefetch_related(
        Prefetch("post_photos", queryset=placed)
    )
