"""The children a post is known to show, and whether they may be shown today."""

from datetime import date

from consent.queries.shown import pupils_in
from moderation.drafts.facts import group_in_force
from moderation.drafts.models import Post
from moderation.drafts.pictured import pictured, pupils_together

CONSENT_CHANGED = "consent-changed"
"""The code of why a post came back: never more than that."""

FACES_CORRECTED = "faces-corrected"
"""The code where somebody corrected who is in a picture after the approval."""


def shown_in(post: Post) -> set[int]:
    """Ids of the pupils somebody said are in its pictures."""
    photos = post.post_photos.values_list("photo_id", flat=True)
    return {pupil for pupils in pupils_in(list(photos)).values() for pupil in pupils}


def not_to_be_shown(post: Post, day: date) -> set[int]:
    """Those of them who may not be shown on that day as they are, whatever the policy asks.

    A child that is named in a picture can be made out in it: a blurred face has no name.
    """
    rows = list(post.post_photos.select_related("photo"))
    shown = pictured(rows, day)
    if not shown.standings:
        return set()
    group = group_in_force(post.school)
    kept = set[int]()
    for row in rows:
        account = shown.of(row.photo)
        kept |= shown.kept_from(account, pupils_together(row, account), group)
    return kept
