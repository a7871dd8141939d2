"""HX: "Tweets sent by school name will adhere to this list" (S10)."""

from dataclasses import replace
from functools import partial

import pytest

from policy.engine import Severity, check
from policy.facts import Face, PhotoFacts, Who
from policy.roll import PupilName, Roll
from tests.policy import tools
from tests.policy.making import PUPIL, shown

passes = partial(tools.assert_passes, "photo-consent")
flags = partial(tools.assert_flags, "photo-consent", at=None)


def test_post_without_photos_passes() -> None:
    passes("A day in Year 4.")


def test_photo_of_pupils_who_may_all_be_shown_passes() -> None:
    passes(shown(PhotoFacts(1, "Children reading", shows_pupils=True, consented=True)))


@pytest.mark.parametrize("consented", [None, False], ids=["not known", "no"])
def test_photo_that_shows_no_pupils_passes(consented: bool | None) -> None:
    passes(shown(PhotoFacts(1, "A frog", shows_pupils=False, consented=consented)))


@pytest.mark.parametrize("shows_pupils", [True, None], ids=["shows pupils", "not said"])
def test_refusal_stops_the_photo(shows_pupils: bool | None) -> None:
    photo = PhotoFacts(2, "Children reading", shows_pupils=shows_pupils, consented=False)

    flags(shown(photo), where="photo:2")


@pytest.mark.parametrize("shows_pupils", [True, None], ids=["shows pupils", "not said"])
def test_photo_nobody_checked_is_asked_about(shows_pupils: bool | None) -> None:
    photo = PhotoFacts(1, "Children reading", shows_pupils=shows_pupils)

    flags(shown(photo), where="photo:1", doubtful=True)


@pytest.mark.parametrize(
    "photo",
    [
        PhotoFacts(1, "A frog", shows_pupils=False, consented=False, pupils=("Amelia Brown",)),
        PhotoFacts(1, "A frog", shows_pupils=False, consented=False, pupils_counted=1),
        PhotoFacts(1, "A frog", shows_pupils=False, consented=False, faces=(Face(who=Who.PUPIL),)),
    ],
    ids=["named", "counted", "face"],
)
def test_pupil_in_it_outweighs_that_it_shows_none(photo: PhotoFacts) -> None:
    flags(shown(photo), where="photo:1")


def test_each_photo_is_judged_by_itself() -> None:
    fine = PhotoFacts(1, "Children reading", shows_pupils=True, consented=True)
    refused = PhotoFacts(3, "Children reading", shows_pupils=True, consented=False)

    flags(shown(fine, refused), where="photo:3")


def test_refusal_blocks_and_doubt_asks() -> None:
    rules = tools.ruleset("photo-consent")
    refused = check(shown(PhotoFacts(1, "Reading", consented=False)), rules)
    unknown = check(shown(PhotoFacts(1, "Reading")), rules)

    assert [finding.severity for finding in (*refused, *unknown)] == [Severity.BLOCK, Severity.WARN]


def test_pupils_counted_beside_those_named_are_asked_about() -> None:
    photo = PhotoFacts(1, "Reading", pupils_counted=6, pupils=("Amelia Brown",) * 5, faces=(PUPIL,))

    (mark,) = tools.marks("photo-consent", shown(photo))

    assert str(mark.message).startswith("Photo 1 shows at least 6 pupils and 5 are named")
    assert (mark.doubtful, mark.excuses) == (True, ("The others cannot be recognised.",))


def test_reason_that_others_cannot_be_recognised_is_not_offered_for_faces_nobody_spoke_of() -> None:
    faces = (PUPIL, Face(PUPIL.region))
    photo = PhotoFacts(1, "Reading", pupils_counted=2, pupils=("Amelia Brown",), faces=faces)

    (mark,) = tools.marks("photo-consent", shown(photo))

    assert mark.excuses == ()


@pytest.mark.parametrize(("counted", "beyond"), [(None, 0), (2, 0), (3, 0), (4, 1)])
def test_face_that_cannot_be_recognised_needs_no_name(counted: int | None, beyond: int) -> None:
    faces = (PUPIL, PUPIL, Face(PUPIL.region, Who.UNRECOGNISABLE), Face(PUPIL.region, Who.ADULT))
    photo = PhotoFacts(1, "Reading", pupils_counted=counted, pupils=("A B", "C D"), faces=faces)

    assert photo.beyond_named == beyond


def test_neither_child_nor_reason_is_told() -> None:
    photo = PhotoFacts(1, "Reading", pupils=("Amelia Brown",), faces=(PUPIL,), consented=False)
    (mark,) = tools.marks("photo-consent", shown(photo))

    assert mark.message == "Not everybody in photo 1 may be shown."
    assert mark.region is None
    assert "Amelia" not in f"{mark.message}{mark.remedy}"


def test_name_of_a_child_shown_without_it_is_marked_in_the_words() -> None:
    roll = Roll.of([PupilName(7, "Zebedee", "Quillfeather"), PupilName(8, "Amelia", "Brown")])
    photo = PhotoFacts(1, "Reading", shows_pupils=True, consented=True, unnamed=frozenset({7}))

    marks = tools.marks(
        "photo-consent",
        replace(shown(photo), text="Zebedee Quillfeather read with Amelia Brown.", roll=roll),
    )

    assert [mark.span for mark in marks] == [(0, 20)]
    assert marks[0].message == "A child in photo 1 is shown without the name only."
