"""The pictures of a post in their order, read once for a page that speaks of them in many places.

What decides, seals or sends locks the post first, which brings none along, and asks for them anew.
"""

from django.db.models import Prefetch

from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.models.posts import PostQuerySet


def with_pictures(posts: PostQuerySet) -> PostQuerySet:
    """Each with its pictures, for whoever shows it and changes nothing."""
    rows = PostPhoto.objects.select_related("photo").order_by("position")
    return posts.prefetch_related(Prefetch("post_photos", queryset=rows, to_attr="placed"))


def pictures_of(post: Post) -> list[PostPhoto]:
    """The post's pictures with their photos: those it was read with, else as they are now."""
    read: list[PostPhoto] | None = vars(post).get("placed")
    if read is not None:
        return read
    return list(post.post_photos.select_related("photo").order_by("position"))
