"""Erasing a child where posts are concerned: what is in the way, and drafts that lose a picture.

The register erases; this floor says whether a post still needs the child known.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from consent.actions import erasing
from consent.errors import Refusal
from consent.models import Disposed, Pupil
from consent.queries.shown import photos_showing
from moderation.drafts import shelving
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.queries import pupils as queries
from moderation.drafts.workflow import EDITABLE, LIVE, State
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit

OVER = frozenset({State.REJECTED, State.CANCELLED, State.REMOVED})
_IN_NOBODYS_WAY = EDITABLE | OVER | {State.FAILED, State.EXPIRED}


class ToTakeDown(Refusal):
    """A post with the child is still to be taken down."""


class StillShown(Refusal):
    """A post with the child is on X, or on its way there."""


def refuse_needed(pupil: Pupil, now: datetime) -> None:
    """Raises the one reason for which the child cannot be erased now, in a sentence."""
    erasing.refuse_needed(pupil, now)
    _refuse_shown(pupil, queries.posts_showing(pupil))


@transaction.atomic
def erase(*, pupil: Pupil, why: Disposed.Why, by: Person | None, now: datetime) -> dict[str, int]:
    """Erase the child; how many of each kind went. Raises as ``refuse_needed``.

    All of it happens, or nothing. A second time does nothing.
    """
    posts = list(queries.posts_showing(pupil).select_for_update(of=("self",)).order_by("pk"))
    _refuse_shown(pupil, posts)
    _take_out_of_drafts(pupil, posts, by, now)
    numbers = erasing.erase(pupil=pupil, why=why, by=by, now=now)
    shelving.clear_lost(by, now)
    return numbers


def _refuse_shown(pupil: Pupil, posts: Collection[Post]) -> None:
    if queries.takedowns_of(pupil).filter(done_at=None).exists():
        raise ToTakeDown(
            gettext(
                "A post that shows this child is still to be taken down. Leaders find it "
                "under “To take down”; erase the child once X no longer has it."
            )
        )
    states = {post.state for post in posts}
    if states & LIVE:
        raise StillShown(
            gettext(
                "A post on X shows this child. Ask a leader to delete it from X first; "
                "without the entry nobody would know whom it shows."
            )
        )
    if states - _IN_NOBODYS_WAY:
        raise StillShown(
            gettext(
                "A post that shows this child waits for approval or to go out. Ask a "
                "leader to return or cancel it first."
            )
        )


def _take_out_of_drafts(
    pupil: Pupil, posts: Collection[Post], by: Person | None, now: datetime
) -> None:
    photos = photos_showing(pupil.pk)
    for post in posts:
        if post.state not in EDITABLE:
            continue
        for placed in PostPhoto.objects.filter(post=post, photo__in=photos).order_by("position"):
            placed.delete()
            audit.record(
                school_id=post.school_id,
                by=by.pk if by else None,
                verb="post.photo_removed",
                subject=post,
                details={"position": placed.position},
                at=now,
            )
        _close_up(post)


def _close_up(post: Post) -> None:
    for position, row in enumerate(post.post_photos.order_by("position"), start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
