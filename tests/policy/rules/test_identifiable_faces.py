"""UK guidance of May 2026: no pupils face-on and identifiable."""

from functools import partial

import pytest

from policy.facts import Face, PhotoFacts, Who
from policy.findings import Region
from tests.policy import tools
from tests.policy.making import ADULT, BOX, PUPIL, UNSAID, shown

RULE = "identifiable-faces"
passes = partial(tools.assert_passes, RULE)
flags = partial(tools.assert_flags, RULE, at=None, where="photo:1")

SMALL_BOX = Region(0.1, 0.2, 0.02, 0.03)
READING = PhotoFacts(1, "Reading", shows_pupils=True)


def photo(*faces: Face, shows_pupils: bool | None = None) -> PhotoFacts:
    return PhotoFacts(1, "Reading", shows_pupils=shows_pupils, faces=faces)


@pytest.mark.parametrize("pixels", [60, 61, 900])
def test_pupils_face_that_can_be_made_out_is_flagged_in_its_place(pixels: int) -> None:
    (mark,) = tools.marks(RULE, shown(photo(Face(BOX, Who.PUPIL, pixels))))

    assert (mark.where, mark.region, mark.doubtful) == ("photo:1", BOX, False)


@pytest.mark.parametrize("pixels", [0, 20, 59])
def test_small_face_passes(pixels: int) -> None:
    passes(shown(photo(Face(BOX, Who.PUPIL, pixels))))


def test_share_of_the_height_decides_where_the_size_is_not_known() -> None:
    flags(shown(photo(Face(BOX, Who.PUPIL))))
    flags(shown(photo(Face(Region(0.1, 0.2, 0.04, 0.05), Who.PUPIL))))
    passes(shown(photo(Face(SMALL_BOX, Who.PUPIL))))


@pytest.mark.parametrize("who", [Who.ADULT, Who.VISITOR, Who.UNRECOGNISABLE])
def test_faces_of_others_pass(who: Who) -> None:
    passes(shown(photo(Face(BOX, who, 400))))


def test_large_face_nobody_accounted_for_is_asked_about() -> None:
    flags(shown(photo(UNSAID)), doubtful=True)


def test_faces_counted_without_size_are_only_noted_and_once() -> None:
    (mark,) = tools.marks(RULE, shown(photo(*[Face(who=Who.PUPIL)] * 3, Face())))

    assert mark.noted


@pytest.mark.parametrize("shows_pupils", [True, None], ids=["shows pupils", "not said"])
def test_photo_nobody_looked_at_is_asked_about(shows_pupils: bool | None) -> None:
    flags(shown(PhotoFacts(1, "Reading", shows_pupils=shows_pupils)), doubtful=True)


def test_photo_in_which_no_face_was_found_passes() -> None:
    passes(shown(photo(shows_pupils=True)))


@pytest.mark.parametrize("exposure", ["none", "no-identifiable-face", "group", "consented"])
def test_photo_said_to_show_no_pupils_passes(exposure: str) -> None:
    passes(shown(photo(UNSAID, ADULT, shows_pupils=False)), {"exposure": exposure})


@pytest.mark.parametrize("draft", [photo(PUPIL), READING, photo(Face(who=Who.PUPIL))])
def test_exposure_none_allows_no_pupil_at_all(draft: PhotoFacts) -> None:
    flags(shown(draft), options={"exposure": "none"})


def test_exposure_none_asks_where_nobody_said_what_a_photo_shows() -> None:
    flags(shown(PhotoFacts(1, "Reading")), doubtful=True, options={"exposure": "none"})


def test_exposure_group_allows_faces_among_others() -> None:
    allowed = {"exposure": "group"}

    passes(shown(photo(PUPIL, PUPIL, PUPIL)), allowed)
    passes(shown(PhotoFacts(1, "Reading", pupils_counted=3)), allowed)
    flags(shown(photo(PUPIL)), options=allowed)
    flags(shown(READING), doubtful=True, options=allowed)
    assert len(tools.marks(RULE, shown(photo(PUPIL, PUPIL, PUPIL)), {**allowed, "group": 4})) == 3


def test_exposure_consented_leaves_it_to_the_families() -> None:
    passes(shown(photo(PUPIL, UNSAID)), {"exposure": "consented"})
    passes(shown(READING), {"exposure": "consented"})


def test_policy_sets_the_size() -> None:
    passes(shown(photo(Face(BOX, Who.PUPIL, 100))), {"pixels": 101})
    passes(shown(photo(Face(BOX, Who.PUPIL))), {"percent": 21})


def test_unreadable_exposure_is_the_strict_one() -> None:
    flags(shown(photo(PUPIL)), options={"exposure": "anything"})


def test_doubt_has_a_reason_at_hand() -> None:
    (mark,) = tools.marks(RULE, shown(READING))

    assert "No face can be made out: backs of heads, blurred or far away." in mark.excuses
