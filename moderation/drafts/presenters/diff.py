"""What changed from one version to the next, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from moderation.drafts.models import Version
from schoolsocial.changed_words import Change, Piece, words


@dataclass(frozen=True, slots=True)
class PictureChange:
    """What became of one picture; ``alt`` is the diff of its description where that changed."""

    sentence: str
    alt: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """From version ``before`` to version ``after``."""

    before: int
    after: int
    words: tuple[Piece, ...]
    pictures: tuple[PictureChange, ...]

    @property
    def words_changed(self) -> bool:
        return any(piece.change is not Change.KEPT for piece in self.words)


def between(before: Version, after: Version) -> Diff:
    """The changes a reviewer wants to see first."""
    return Diff(
        before=before.number,
        after=after.number,
        words=words(before.text, after.text),
        pictures=tuple(_pictures(before.pictures, after.pictures)),
    )


def _pictures(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[PictureChange]:
    was = {picture["photo"]: (place, picture) for place, picture in enumerate(before, 1)}
    kept = {picture["photo"] for picture in after}
    for place, picture in enumerate(after, 1):
        if picture["photo"] not in was:
            yield PictureChange(gettext("Photo {place} is new.").format(place=place))
        else:
            yield from _picture(place, picture, *was[picture["photo"]])
    for photo, (place, _) in was.items():
        if photo not in kept:
            yield PictureChange(
                gettext("The photo that was number {place} was taken out.").format(place=place)
            )


def _picture(
    place: int, now: dict[str, Any], was_at: int, then: dict[str, Any]
) -> Iterator[PictureChange]:
    if place != was_at:
        yield PictureChange(
            gettext("Photo {place} was number {earlier}.").format(place=place, earlier=was_at)
        )
    if now["alt_text"] != then["alt_text"]:
        alt = words(then["alt_text"], now["alt_text"])
        yield PictureChange(
            gettext("The description of photo {place} changed:").format(place=place), alt
        )
    if now["shows_pupils"] != then["shows_pupils"]:
        said = (
            gettext("The author now says that photo {place} shows pupils.")
            if now["shows_pupils"]
            else gettext("The author now says that photo {place} shows no pupil.")
        )
        yield PictureChange(said.format(place=place))
