"""What is on X with a family's children, as the people who wrote and approved it said."""

from collections.abc import Collection

from consent.queries.shown import photos_showing
from moderation.drafts.models import Post

MOST = 50


def live_with(pupils: Collection[int]) -> list[Post]:
    """Posts on X whose pictures show one of these pupils of the school in scope, newest first."""
    photos = {photo for pupil in pupils for photo in photos_showing(pupil)}
    live = Post.objects.live().filter(post_photos__photo__in=photos)
    return list(live.select_related("account").order_by("-posted_at", "-id").distinct()[:MOST])
