"""The children a post is known to show, and whether they may be shown today."""

from datetime import datetime

from consent.academic_year import day_of
from consent.queries.showing import standing_of
from consent.queries.shown import pupils_in
from consent.standing import Standing
from moderation.drafts.models import Post

CONSENT_CHANGED = "consent-changed"
"""The code of why a post came back: never more than that."""


def shown_in(post: Post) -> set[int]:
    """Ids of the pupils somebody said are in its pictures."""
    photos = post.post_photos.values_list("photo_id", flat=True)
    return {pupil for pupils in pupils_in(list(photos)).values() for pupil in pupils}


def not_to_be_shown(post: Post, now: datetime) -> dict[int, Standing]:
    """Those of them who may not be shown today, and how each stands."""
    standing = standing_of(shown_in(post), day=day_of(now))
    return {pupil: one for pupil, one in standing.items() if not one.may_be_shown}
