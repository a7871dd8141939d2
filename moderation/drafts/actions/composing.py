"""Keeping what a window sends at once: the words, what is said of each picture, new pictures.

Nothing typed is lost to another part's refusal: what can be kept is kept, the rest is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext

from moderation.drafts.actions import drafts, photos, trips
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post, PostPhoto, Trip
from moderation.drafts.said import Said
from schoolsocial.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Words:
    """The text, and the revision of it that the window was shown."""

    text: str
    revision: int


@dataclass(frozen=True, slots=True)
class Description:
    """What a window says of the picture ``placed`` (a ``PostPhoto``'s id).

    ``shown`` is what the window was shown of it; ``insist`` writes over what another window said.
    """

    placed: int
    said: Said
    shown: Said
    insist: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """Which trip the draft is about; None for none."""

    trip: Trip | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a window sends; a part that it did not send is None or empty."""

    words: Words | None = None
    about: About | None = None
    descriptions: tuple[Description, ...] = ()
    uploads: "tuple[UploadedFile[bytes], ...]" = ()


@dataclass(slots=True)
class Kept:
    """What became of a sheet. ``theirs`` is the text another window saved in the meantime,
    ``said_elsewhere`` what another window said of a picture, by the ``PostPhoto``'s id.
    """

    post: Post
    added: list[PostPhoto] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    theirs: str | None = None
    said_elsewhere: dict[int, Said] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Everything that was sent is in the draft."""
        return not self.problems


def keep(*, post: Post, by: Person, sheet: Sheet, now: datetime) -> Kept:
    """Save as much of the sheet as may be saved. Raises nothing: ``problems`` are sentences."""
    kept = Kept(post)
    _keep_words(kept, sheet.words, by, now)
    _keep_about(kept, sheet.about, by, now)
    _keep_descriptions(kept, sheet.descriptions, by, now)
    _keep_uploads(kept, sheet.uploads, by, now)
    return kept


def _keep_words(kept: Kept, words: Words | None, by: Person, now: datetime) -> None:
    if words is None:
        return
    try:
        kept.post = drafts.save(
            post=kept.post, by=by, text=words.text, revision=words.revision, now=now
        )
    except drafts.ChangedElsewhere as changed:
        kept.theirs = changed.theirs
        kept.problems.append(str(changed))
    except Refusal as refusal:
        kept.problems.append(str(refusal))


def _keep_about(kept: Kept, about: About | None, by: Person, now: datetime) -> None:
    if about is None:
        return
    try:
        kept.post = trips.mark(post=kept.post, by=by, trip=about.trip, now=now)
    except Refusal as refusal:
        if str(refusal) not in kept.problems:
            kept.problems.append(str(refusal))


def _keep_descriptions(
    kept: Kept, descriptions: Iterable[Description], by: Person, now: datetime
) -> None:
    changed = [one for one in descriptions if one.insist or one.said != one.shown]
    rows = kept.post.post_photos.in_bulk([one.placed for one in changed])
    for one in changed:
        if one.placed in rows:  # else another window removed it this moment
            _describe(kept, rows[one.placed], one, by, now)


def _describe(kept: Kept, row: PostPhoto, one: Description, by: Person, now: datetime) -> None:
    stands = Said.of(row)
    if one.said == stands:
        return
    if stands != one.shown and not one.insist:
        kept.said_elsewhere[row.pk] = stands
        kept.problems.append(
            gettext(
                "What is said of photo {position} was changed in another window. Yours "
                "is not saved yet: compare the two and choose."
            ).format(position=row.position)
        )
        return
    try:
        photos.describe(post_photo=row, by=by, said=one.said, now=now)
    except Refusal as refusal:
        kept.problems.append(str(refusal))


def _keep_uploads(
    kept: Kept, uploads: "Iterable[UploadedFile[bytes]]", by: Person, now: datetime
) -> None:
    for upload in uploads:
        try:
            kept.added.append(photos.add(post=kept.post, by=by, upload=upload, now=now))
        except photos.TooManyPhotos as full:
            kept.problems.append(str(full))
            return
        except Refusal as refusal:
            kept.problems.append(str(refusal))
