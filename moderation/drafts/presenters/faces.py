"""The page on which an author says who is in a picture, and a reviewer corrects it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from consent.models import FaceAccount, Photo
from consent.queries.accounted import Account, FaceSaid
from consent.queries.pickable import Pickable, pickable
from moderation.drafts import facts, pictured, wall_clock
from moderation.drafts.forms.faces import COLUMNS, ROWS, BoxForm, CropForm
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.presenters import regions
from moderation.drafts.queries.library import is_kept
from policy.findings import Region
from schoolsocial.words import Words

_SAID: dict[FaceAccount.Who, Words] = {
    FaceAccount.Who.ADULT: _("An adult of the school"),
    FaceAccount.Who.VISITOR: _("A visitor"),
    FaceAccount.Who.UNRECOGNISABLE: _("Nobody who can be recognised"),
}
_DRAFT = _("The draft")
_BANDS = 3  # of the picture: faces of one band stand in one row
_AROUND = 0.3  # of the face, shown around it


@dataclass(frozen=True, slots=True)
class FaceShown:
    """One box. ``kept_from`` says that the child may not be shown in this picture; never why."""

    id: int
    number: int
    where: str
    said: Words
    name: str
    kept_from: bool
    drawn: bool
    box: regions.Box
    close_up: str

    @property
    def look(self) -> str:
        """How the box is drawn."""
        if self.kept_from:
            return "kept-from"
        return "said" if self.said else "unsaid"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid with its name in the middle of what it begins."""

    at: int
    middle: int
    name: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the page leads: the addresses of its buttons by name, and the page above it.

    ``blur`` is there for the author alone: another picture would need another approval.
    """

    page: str = "drafts:photo_faces"
    say: str = "drafts:face_say"
    add: str = "drafts:face_add"
    remove: str = "drafts:face_remove"
    nobody: str = "drafts:face_nobody"
    up: str = "drafts:compose"
    up_words: Words = _DRAFT
    blur: bool = True


@dataclass(frozen=True, slots=True)
class Faces:
    """The page. ``before_it`` says what a correction leads to. ``letters`` is how high a number
    stands in the picture, ``summary`` where things stand. ``fixed`` says that the picture is in the
    library, where nobody changes it from a draft."""

    placed: PostPhoto
    photo: Photo
    before: Photo | None
    account: Account
    faces: tuple[FaceShown, ...]
    letters: int
    summary: str
    columns: tuple[Line, ...]
    rows: tuple[Line, ...]
    pupils: list[Pickable]
    ways: Ways = field(default_factory=Ways)
    before_it: str = ""
    adding: Form = field(default_factory=BoxForm)
    cropping: Form = field(default_factory=CropForm)
    problem: str = ""
    fixed: bool = False

    @property
    def kept_from(self) -> int:
        """How many may not be shown."""
        return sum(face.kept_from for face in self.faces)

    @property
    def beyond_named(self) -> str:
        """That more pupils are counted than accounted for, in a sentence; empty where they are
        not."""
        faceless = sum(face.who == FaceAccount.Who.UNRECOGNISABLE for face in self.account.faces)
        counted, named = self.placed.pupils_counted or 0, len(self.account.pupils)
        if not named or counted <= named + faceless:
            return ""
        return ngettext(
            "This photo shows at least {counted} pupils and {named} is named.",
            "This photo shows at least {counted} pupils and {named} are named.",
            named,
        ).format(counted=counted, named=named)

    @property
    def may_sign(self) -> bool:
        """Whether it can be signed that nobody is to be recognised."""
        return not self.account.pupils and not self.account.nobody


def present(
    post: Post, placed: PostPhoto, *, adding: Form | None = None, problem: str = ""
) -> Faces:
    """The picture with its boxes, each with what was said of it, for the day it is to go out."""
    now = timezone.now()
    at = wall_clock.still_to_come(post.wall_time, now=now) or now
    return on_day(
        placed,
        timezone.localdate(at),
        pupils=pickable(post.author),
        fixed=is_kept(placed.photo_id),
        adding=adding or BoxForm(),
        problem=problem,
    )


def on_day(placed: PostPhoto, day: date, *, pupils: list[Pickable], **more: Any) -> Faces:
    """The same for any day; ``more`` goes into ``Faces`` as it is."""
    photo = placed.photo
    shown = pictured.pictured([placed], day)
    account = shown.of(photo)
    together = pictured.pupils_together(placed, account)
    barred = shown.kept_from(account, together, facts.group_in_force(placed.post.school))
    width, height = photo.width or 1, photo.height or 1
    before = photo.derived_from
    return Faces(
        placed=placed,
        photo=photo,
        before=before if before and before.state == Photo.State.READY else None,
        account=account,
        faces=tuple(_faces(account, shown, barred, width, height)),
        letters=max(1, max(width, height) // 25),
        summary=summary(account),
        columns=tuple(_lines(width, COLUMNS, "ABCDEFGHIJ")),
        rows=tuple(_lines(height, ROWS, "12345678")),
        pupils=pupils,
        **more,
    )


def summary(account: Account) -> str:
    """Where the picture stands, in a few words."""
    if account.has_failed and not account.is_known:
        return gettext("Faces could not be looked for: count by eye")
    if not account.is_known:
        return gettext("Being searched for faces")
    faces = len(account.faces)
    if account.unsaid:
        return ngettext(
            "{unsaid} of {faces} face not accounted for",
            "{unsaid} of {faces} faces not accounted for",
            faces,
        ).format(unsaid=account.unsaid, faces=faces)
    if faces:
        return ngettext(
            "{faces} face, each accounted for", "{faces} faces, each accounted for", faces
        ).format(faces=faces)
    return gettext("No recognisable child, signed") if account.nobody else gettext("No face found")


def in_words(account: Account) -> str:
    """The same for whoever reviews it, with the number of children named; no name."""
    named = len(account.pupils)
    if not named:
        return summary(account)
    children = ngettext("{named} child is named", "{named} children are named", named)
    return f"{summary(account)}; {children.format(named=named)}"


def _faces(
    account: Account, shown: pictured.Pictured, barred: frozenset[int], width: int, height: int
) -> Iterator[FaceShown]:
    faces = sorted(account.faces, key=lambda face: _as_read(face, height))
    boxes = [(number, _region(face, width, height)) for number, face in enumerate(faces, 1)]
    drawn = regions.drawing(width, height, boxes).boxes
    for (number, region), box, face in zip(boxes, drawn, faces, strict=True):
        name = shown.names.get(face.pupil, "") if face.pupil is not None else ""
        yield FaceShown(
            id=face.id,
            number=number,
            where=regions.in_words(region),
            said=name or _SAID.get(FaceAccount.Who(face.who), "") if face.who else "",
            name=name,
            kept_from=face.pupil in barred,
            drawn=face.drawn,
            box=box,
            close_up=_close_up(face),
        )


def _as_read(face: FaceSaid, height: int) -> tuple[int, int]:
    """In rows from the top, each from the left."""
    middle = face.box.top + face.box.height // 2
    return middle * _BANDS // height, face.box.left


def _region(face: FaceSaid, width: int, height: int) -> Region:
    box = face.box
    return Region(box.left / width, box.top / height, box.width / width, box.height / height)


def _close_up(face: FaceSaid) -> str:
    """The part of the picture to show beside the face, as a view box."""
    box = face.box
    side = round(max(box.width, box.height) * (1 + 2 * _AROUND))
    left = round(box.left + box.width / 2 - side / 2)
    top = round(box.top + box.height / 2 - side / 2)
    return f"{left} {top} {side} {side}"


def _lines(length: int, count: int, names: str) -> Iterator[Line]:
    for number in range(count):
        at = length * number // count
        yield Line(at, at + length // count // 2, names[number])
