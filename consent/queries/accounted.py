"""Who is in a picture, as people said it: each box with the last word on it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Max, Q

from consent.models import Face, FaceAccount, NobodyStatement, Photo, Pupil, Search
from consent.pictures import FaceBox


@dataclass(frozen=True, slots=True)
class FaceSaid:
    """A box and what was last said of it; ``who`` is empty where nothing was. ``drawn`` says that
    a person put it there."""

    id: int
    box: FaceBox
    drawn: bool
    who: str = ""
    pupil: int | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One picture: whether it was looked at, its boxes from the top left, and whether somebody
    signed that no child in it can be recognised."""

    search: Search
    faces: tuple[FaceSaid, ...] = ()
    nobody: bool = False

    @property
    def pupils(self) -> frozenset[int]:
        """The children said to be in it."""
        return frozenset(face.pupil for face in self.faces if face.pupil is not None)

    @property
    def said(self) -> tuple[object, ...]:
        """All that people said of it, to be compared."""
        words = tuple((face.id, face.who, face.pupil) for face in self.faces if face.who)
        return (*words, self.nobody)

    @property
    def is_answered(self) -> bool:
        """Whether enough was said for the register to be asked: a child was named, each face
        accounted for, or it was signed that nobody can be recognised."""
        return self.nobody or bool(self.pupils) or bool(self.faces and not self.unsaid)

    @property
    def unsaid(self) -> int:
        """How many boxes nobody has accounted for."""
        return sum(not face.who for face in self.faces)

    @property
    def is_known(self) -> bool:
        """Whether all faces are known: the software looked, or a person drew them or signed."""
        drawn = any(face.drawn for face in self.faces)
        return self.search is Search.DONE or self.nobody or (self.has_failed and drawn)

    @property
    def has_failed(self) -> bool:
        return self.search is Search.FAILED


def accounts_of(photos: Collection[Photo]) -> dict[int, Account]:
    """The account of each of these photos, by its id; three queries for all of them."""
    faces = _faces([photo.pk for photo in photos])
    signed = _signed([photo.pk for photo in photos])
    return {
        photo.pk: Account(photo.search, tuple(faces[photo.pk]), photo.pk in signed)
        for photo in photos
    }


def names_of(pupils: Collection[int]) -> Mapping[int, str]:
    """What these children are called, in full."""
    rows = Pupil.objects.filter(pk__in=pupils) if pupils else ()
    return {pupil.pk: pupil.called for pupil in rows}


def _faces(photos: Collection[int]) -> defaultdict[int, list[FaceSaid]]:
    found = defaultdict[int, list[FaceSaid]](list)
    faces = Face.objects.filter(photo_id__in=photos).standing().order_by("top", "left", "id")
    rows = list(faces)
    said = _said(photos) if rows else {}
    for face in rows:
        word = said.get(face.pk)
        found[face.photo_id].append(
            FaceSaid(
                id=face.pk,
                box=FaceBox(face.left, face.top, face.width, face.height),
                drawn=face.found_by == Face.FoundBy.PERSON,
                who=word.who if word else "",
                pupil=word.pupil_id if word else None,
            )
        )
    return found


def _said(photos: Collection[int]) -> dict[int, FaceAccount]:
    words = FaceAccount.objects.filter(face__photo__in=photos).last_words()
    return {word.face_id: word for word in words}


def _signed(photos: Collection[int]) -> set[int]:
    """Those signed for since a face in them was last said to be a pupil's."""
    named = Max("photo__faces__accounts__said_at", filter=Q(photo__faces__accounts__who="pupil"))
    rows = NobodyStatement.objects.filter(photo_id__in=photos).values("photo_id")
    told = rows.annotate(signed=Max("said_at"), named=named)
    return {row["photo_id"] for row in told if row["named"] is None or row["signed"] > row["named"]}
