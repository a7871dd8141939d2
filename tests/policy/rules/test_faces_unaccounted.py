"""Every face is a pupil's, an adult's, a visitor's or nobody's who can be made out."""

from functools import partial

import pytest

from policy.facts import Face, PhotoFacts, Who
from policy.findings import Region
from tests.policy import tools
from tests.policy.making import ADULT, BOX, PUPIL, UNSAID, shown

passes = partial(tools.assert_passes, "faces-unaccounted")
flags = partial(tools.assert_flags, "faces-unaccounted", at=None, where="photo:1")

COUNTED = Face()


def photo(*faces: Face, pupils: tuple[str, ...] | None = None) -> PhotoFacts:
    return PhotoFacts(1, "In the hall", faces=faces, pupils=pupils)


@pytest.mark.parametrize("who", list(Who))
def test_face_somebody_accounted_for_passes(who: Who) -> None:
    passes(shown(photo(Face(BOX, who))))


def test_photo_in_which_nobody_looked_for_faces_says_nothing() -> None:
    passes(shown(PhotoFacts(1, "In the hall", shows_pupils=True)))


def test_photo_without_faces_passes() -> None:
    passes(shown(photo()))


def test_each_unsaid_face_is_marked_in_its_place() -> None:
    other = Region(0.6, 0.2, 0.1, 0.2)
    found = tools.marks("faces-unaccounted", shown(photo(UNSAID, PUPIL, Face(other), ADULT)))

    assert [(mark.where, mark.region) for mark in found] == [("photo:1", BOX), ("photo:1", other)]


def test_unsaid_face_counts_even_where_no_pupils_are_said_to_be() -> None:
    flags(shown(PhotoFacts(1, "In the hall", shows_pupils=False, faces=(UNSAID,))))


def test_naming_a_pupil_does_not_account_for_a_face_in_its_place() -> None:
    flags(shown(photo(UNSAID, pupils=("Amelia Brown",))))


@pytest.mark.parametrize(
    "faces",
    [
        (COUNTED, COUNTED),
        (COUNTED,),
        (COUNTED, COUNTED, Face(who=Who.ADULT)),
        (Face(who=Who.PUPIL), Face(who=Who.PUPIL)),
        (PUPIL, COUNTED),
    ],
)
def test_counted_faces_no_more_than_pupils_named_and_others_pass(faces: tuple[Face, ...]) -> None:
    passes(shown(photo(*faces, pupils=("Amelia Brown", "Josh Hughes"))))


@pytest.mark.parametrize(
    ("faces", "message"),
    [
        ((COUNTED,) * 3, "One face is not accounted for in photo 1."),
        ((COUNTED,) * 5, "3 faces are not accounted for in photo 1."),
        ((Face(who=Who.PUPIL), COUNTED, COUNTED), "One face is not accounted for in photo 1."),
        ((PUPIL, PUPIL, COUNTED), "One face is not accounted for in photo 1."),
    ],
)
def test_more_counted_faces_than_named_give_one_mark(faces: tuple[Face, ...], message: str) -> None:
    draft = shown(photo(*faces, pupils=("Amelia Brown", "Josh Hughes")))

    (mark,) = tools.marks("faces-unaccounted", draft)
    assert (mark.message, mark.region, mark.doubtful) == (message, None, False)


@pytest.mark.parametrize("pupils", [None, ()], ids=["not known", "none"])
def test_counted_face_with_nobody_named_is_marked(pupils: tuple[str, ...] | None) -> None:
    flags(shown(photo(COUNTED, pupils=pupils)))


def test_counting_pupils_does_not_say_whose_faces_they_are() -> None:
    flags(shown(PhotoFacts(1, "In the hall", faces=(COUNTED,), pupils_counted=1)))
