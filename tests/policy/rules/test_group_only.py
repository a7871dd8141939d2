"""St C: "only post photos of working and learning in groups" (S6)."""

from functools import partial

import pytest

from policy.facts import Face, PhotoFacts, Who
from tests.policy import tools
from tests.policy.making import ADULT, PUPIL, UNSAID, shown

passes = partial(tools.assert_passes, "group-only")
flags = partial(tools.assert_flags, "group-only", at=None, where="photo:1")

NAMES = ("Amelia Brown", "Josh Hughes", "Rose Hill")


@pytest.mark.parametrize(
    "photo",
    [
        PhotoFacts(1, "Reading", faces=(PUPIL,) * 3),
        PhotoFacts(1, "Reading", pupils=NAMES),
        PhotoFacts(1, "Reading", pupils_counted=3),
        PhotoFacts(1, "Reading", pupils_counted=12, faces=(PUPIL,)),
        PhotoFacts(1, "Reading", faces=(PUPIL, PUPIL, PUPIL, UNSAID)),
    ],
    ids=["faces", "named", "counted", "backs of heads", "one face more"],
)
def test_group_passes(photo: PhotoFacts) -> None:
    passes(shown(photo))


@pytest.mark.parametrize(
    "photo",
    [
        PhotoFacts(1, "Reading", faces=(PUPIL, ADULT)),
        PhotoFacts(1, "Reading", pupils=NAMES[:2]),
        PhotoFacts(1, "Reading", pupils_counted=1),
        PhotoFacts(1, "Reading", shows_pupils=True, faces=(PUPIL,) * 2, pupils=NAMES[:2]),
        PhotoFacts(1, "Reading", shows_pupils=False, pupils=NAMES[:1]),
    ],
    ids=["faces", "named", "counted", "all known", "said to show none"],
)
def test_fewer_pupils_than_a_group_are_flagged(photo: PhotoFacts) -> None:
    flags(shown(photo))


@pytest.mark.parametrize(
    "photo",
    [
        PhotoFacts(1, "Reading"),
        PhotoFacts(1, "Reading", shows_pupils=True),
        PhotoFacts(1, "Reading", shows_pupils=True, faces=()),
        PhotoFacts(1, "Reading", faces=(UNSAID,) * 5),
        PhotoFacts(1, "Reading", faces=(PUPIL, Face(who=Who.UNRECOGNISABLE))),
        PhotoFacts(1, "Reading", pupils=()),
    ],
    ids=["nothing", "how many", "no faces", "unsaid", "not made out", "no names"],
)
def test_unknown_number_is_asked_about(photo: PhotoFacts) -> None:
    flags(shown(photo), doubtful=True)


@pytest.mark.parametrize(
    "photo",
    [
        PhotoFacts(1, "A frog", shows_pupils=False),
        PhotoFacts(1, "A frog", faces=(), pupils=()),
        PhotoFacts(1, "The head", faces=(ADULT,)),
        PhotoFacts(1, "A frog", pupils_counted=0),
    ],
    ids=["said", "no faces", "adult", "counted"],
)
def test_photo_without_pupils_passes(photo: PhotoFacts) -> None:
    passes(shown(photo))


def test_policy_says_how_many_make_a_group() -> None:
    pair = shown(PhotoFacts(1, "Reading", pupils=NAMES[:2]))

    passes(pair, {"minimum": 2})
    flags(pair, options={"minimum": 5})


def test_message_counts_the_pupils() -> None:
    (one,) = tools.marks("group-only", shown(PhotoFacts(1, "Reading", pupils_counted=1)))
    (two,) = tools.marks("group-only", shown(PhotoFacts(2, "Reading", pupils_counted=2)))

    assert one.message == "Photo 1 shows one pupil; a group is 3 or more."
    assert two.message == "Photo 2 shows 2 pupils; a group is 3 or more."
