"""Correcting who is in a picture of a post that has left its author.

What follows from it is settled in the same transaction: a post that may not go out as it is comes
back, a live one has to come down or may stay after all. The word for the register's own worker is
written with it, so that a post on its way to X is settled when it has arrived.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from consent import errors as register
from consent.academic_year import day_of
from consent.actions import faces as accounts
from consent.models import Pupil
from consent.pictures import FaceBox
from consent.queries.accounted import Account, accounts_of
from moderation.drafts import settling
from moderation.drafts.actions.faces import FaceGone, NotDone, face_in
from moderation.drafts.children import FACES_CORRECTED, not_to_be_shown
from moderation.drafts.errors import Refusal
from moderation.drafts.jobs import telling
from moderation.drafts.models import Post, PostPhoto, Takedown
from moderation.drafts.transitions import lock
from moderation.drafts.workflow import QUEUED
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit

Change = Callable[[PostPhoto], object]


class NotToBeCorrected(Refusal):
    """The post is its author's to change, or over."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What a correction led to: which children in the picture may not be shown in it, whether the
    post came back to its author, has to come down by ``due``, or for some child no longer has to.
    """

    kept_from: frozenset[int]
    came_back: bool
    due: datetime | None
    may_stay: bool


def say(
    *, placed: PostPhoto, face: int, who: str, pupil: Pupil | None, by: Person, now: datetime
) -> Followed:
    """Say whose face that is. Raises ``NotToBeCorrected``, ``FaceGone``, ``NotDone``."""

    def change(row: PostPhoto) -> None:
        found = face_in(row, face)
        accounts.say(face=found, who=who, pupil=pupil, by=by, now=now, is_sent=True)

    return _correct(placed, change, by, now)


def add(*, placed: PostPhoto, box: FaceBox, by: Person, now: datetime) -> Followed:
    """Draw a box; nothing follows before somebody has said whose face it is. Raises as ``say``."""
    return _correct(
        placed, lambda row: accounts.add(photo=row.photo, box=box, by=by, now=now), by, now
    )


def remove(*, placed: PostPhoto, face: int, by: Person, now: datetime) -> Followed:
    """Take away a box that a person drew. Raises as ``say``."""
    return _correct(
        placed, lambda row: accounts.remove(face=face_in(row, face), by=by, now=now), by, now
    )


def sign_nobody(*, placed: PostPhoto, by: Person, now: datetime) -> Followed:
    """Sign that no child in it can be recognised. Raises as ``say``."""
    return _correct(
        placed, lambda row: accounts.sign_nobody(photo=row.photo, by=by, now=now), by, now
    )


def _correct(placed: PostPhoto, change: Change, by: Person, now: datetime) -> Followed:
    with transaction.atomic():
        row = _locked(placed)
        before = _account(row)
        try:
            change(row)
        except register.Refusal as refusal:
            raise NotDone(str(refusal)) from None
        audit.record(
            school_id=row.school_id,
            by=by.pk,
            verb="post.faces_corrected",
            subject=row.post,
            details={"position": row.position},
            at=now,
        )
        return _follow(row, before, _account(row), by, now)


def _locked(placed: PostPhoto) -> PostPhoto:
    post = lock(placed.post)
    if post.state not in settling.CONCERNED:
        raise NotToBeCorrected(
            gettext(
                "This post is back with its author or over, so who is in it is not corrected here."
            )
        )
    row = post.post_photos.select_related("photo").filter(pk=placed.pk).first()
    if row is None:
        raise FaceGone(gettext("That photo is no longer in the post. Open the post again."))
    row.post = post
    return row


def _account(row: PostPhoto) -> Account:
    return accounts_of([row.photo])[row.photo_id]


def _follow(row: PostPhoto, before: Account, after: Account, by: Person, now: datetime) -> Followed:
    post = row.post
    listed = _open_items(post)
    waited = post.state in settling.BACK
    for pupil in sorted(before.pupils | after.pupils):
        settling.settle(post, pupil, now)
    if post.state in QUEUED and before.said != after.said:
        settling.bring_back(post, FACES_CORRECTED, by=by, now=now)
        telling.the_seal_broke(post, now)
    still_listed = _open_items(post)
    barred = after.pupils & not_to_be_shown(post, day_of(now))
    return Followed(
        kept_from=barred,
        came_back=waited and post.state not in settling.BACK,
        due=min((due for pupil, due in still_listed.items() if pupil in barred), default=None),
        may_stay=bool(listed.keys() - still_listed.keys()),
    )


def _open_items(post: Post) -> dict[int, datetime]:
    """When the post has to be down, by the child for whom."""
    return dict(Takedown.objects.open().filter(post=post).values_list("pupil_id", "due_at"))
