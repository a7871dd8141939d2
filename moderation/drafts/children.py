"""The children a post is known to show, and whether they may be shown today."""

from datetime import date

from consent.models import Limit
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


def not_to_be_shown(post: Post, day: date) -> set[int]:
    """Those of them who may not be shown on that day, whatever the policy asks.

    A child that is named in a picture can be made out in it.
    """
    shown = shown_in(post)
    standing = standing_of(shown, day=day) if shown else {}
    return {pupil for pupil in shown if not _may_be_shown(standing.get(pupil))}


def _may_be_shown(standing: Standing | None) -> bool:
    return standing is not None and standing.may_be_shown and Limit.NO_FACE not in standing.limits
