"""Both: "Images or text that infringe upon copyright" (S16)."""

from dataclasses import replace
from functools import partial

import pytest

from policy.facts import Facts, Moment, PhotoFacts, Process
from policy.roll import PupilName, Roll
from tests.policy import tools
from tests.policy.making import AUTHOR, shown

passes = partial(tools.assert_passes, "copyright")
flags = partial(tools.assert_flags, "copyright")
in_picture = partial(flags, at=None, where="photo:1")


def noticed(*rights: str) -> Facts:
    return replace(
        shown(PhotoFacts(1, "A castle", rights=rights)),
        school_phrases=("Hunts Cross Primary School",),
        staff=Roll.of([PupilName(1, "Sarah", "Jones")]),
    )


def read(written: str) -> Facts:
    return shown(PhotoFacts(1, "A castle", written=written))


def named(file_name: str) -> Facts:
    return shown(PhotoFacts(1, "A castle", file_name=file_name))


@pytest.mark.parametrize(
    "rights",
    [
        (),
        ("",),
        ("©",),
        ("Copyright 2026. All rights reserved.",),
        ("unknown",),
        ("© 2026 Hunts Cross Primary School",),
        ("HuntsCrossPri",),
        ("Photo by Sarah Jones",),
        ("© Hunts Cross Primary School", "Sarah Jones"),
    ],
)
def test_schools_own_and_empty_notices_pass(rights: tuple[str, ...]) -> None:
    passes(noticed(*rights))


@pytest.mark.parametrize(
    "rights",
    [
        ("© Getty Images",),
        ("Hunts Cross Primary School", "Getty Images/iStockphoto"),
        ("Alamy Stock Photo",),
        ("stock.adobe.com", "Adobe Stock"),
        ("PA Media",),
        ("SHUTTERSTOCK",),
    ],
)
def test_agencys_notice_is_flagged_once(rights: tuple[str, ...]) -> None:
    in_picture(noticed(*rights))


@pytest.mark.parametrize(
    "rights",
    [
        ("© Liverpool Echo",),
        ("Photo by John Smith",),
        ("Sarah Jones", "John Smith"),
        ("(c) Disney",),
    ],
)
def test_notice_of_somebody_else_is_asked_about(rights: tuple[str, ...]) -> None:
    in_picture(noticed(*rights), doubtful=True)


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("shutterstock", "shutterstock"),
        ("gettyimages\nCredit: X", "gettyimages"),
        ("Adobe Stock | #1234", "Adobe Stock"),
        ("a alamy a", "alamy"),
    ],
)
def test_watermark_is_flagged_where_it_is_read(written: str, at: str) -> None:
    flags(read(written), at=at, where="photo:1")


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("© Walker Books", "©"),
        ("Photo by a neighbour", "Photo by"),
        ("Photograph: courtesy of the museum", "Photograph: courtesy of"),
        ("(c) 2019 Somebody", "(c) "),
    ],
)
def test_credit_in_a_picture_is_asked_about(written: str, at: str) -> None:
    flags(read(written), at=at, where="photo:1", doubtful=True)


@pytest.mark.parametrize(
    ("file_name", "at"),
    [
        ("gettyimages-123456.jpg", "gettyimages"),
        ("shutterstock_1234.jpg", "shutterstock"),
        ("AdobeStock_99.jpeg", "AdobeStock"),
        ("iStock-77.jpg", "iStock"),
    ],
)
def test_agencys_file_name_is_flagged(file_name: str, at: str) -> None:
    flags(named(file_name), at=at, where="file:1")


def test_file_from_a_free_site_is_asked_about() -> None:
    flags(named("pexels-photo-1.jpg"), at="pexels", where="file:1", doubtful=True)


@pytest.mark.parametrize(
    "written",
    [
        "We photographed the castle",
        "Photos of Year 4",
        "Our stockings and photo booth",
        "(c) The answer is 4",
        "Calamity Jane",
        "bistockings",
    ],
)
def test_ordinary_words_in_a_picture_pass(written: str) -> None:
    passes(read(written))


@pytest.mark.parametrize("source", ["school", "licensed", ""])
def test_picture_of_ones_own_or_bought_passes(source: str) -> None:
    passes(shown(PhotoFacts(1, "A castle", source=source)))


def test_picture_from_the_web_is_flagged() -> None:
    in_picture(shown(PhotoFacts(1, "A castle", source="web")))


@pytest.mark.parametrize("source", ["parent", "visitor"])
def test_picture_sent_by_others_is_asked_about(source: str) -> None:
    in_picture(shown(PhotoFacts(1, "A castle", source=source)), doubtful=True)


def test_unsaid_source_is_asked_about_where_the_policy_wants_it() -> None:
    process, wanted = Process(Moment.DRAFTING, AUTHOR), {"source_needed": True}

    unsaid = shown(PhotoFacts(1, "A castle"), process=process)
    in_picture(unsaid, doubtful=True, options=wanted)
    passes(unsaid)
    passes(shown(PhotoFacts(1, "A castle", source="school"), process=process), wanted)


def test_source_is_not_asked_where_only_the_words_are_looked_at() -> None:
    passes(shown(PhotoFacts(1, "A castle")), {"source_needed": True})


@pytest.mark.parametrize("source", ["web", "parent", "visitor", ""])
def test_owners_leave_settles_it(source: str) -> None:
    leave = frozenset({"permission"})
    photo = PhotoFacts(1, "A castle", source=source, rights=("© X",), declared=leave)
    draft = shown(photo, process=Process(Moment.DRAFTING, AUTHOR))

    passes(draft, {"source_needed": True})


def test_bought_picture_may_carry_its_agencys_notice() -> None:
    passes(shown(PhotoFacts(1, "A castle", source="licensed", rights=("© Getty Images",))))


@pytest.mark.parametrize("picture", [read("shutterstock"), noticed("© Getty Images")])
def test_taken_at_school_does_not_explain_away_an_agencys_mark(picture: Facts) -> None:
    (photo,) = picture.photos

    assert tools.marks("copyright", shown(replace(photo, source="school")))


@pytest.mark.parametrize(
    "text",
    [
        "Photo courtesy of the Echo",
        "Picture credit: J. Marsh",
        "We found this on Google.",
        "Images from the internet",
        "© The Gazette",
    ],
)
def test_credit_in_the_words_beside_a_picture_is_asked_about(text: str) -> None:
    (mark,) = tools.marks("copyright", replace(shown(PhotoFacts(1, "A castle")), text=text))
    assert mark.doubtful
    passes(text)
    passes(replace(shown(PhotoFacts(1, "A castle", source="licensed")), text=text))


@pytest.mark.parametrize(
    "text",
    [
        "Photos by Year 4 are in the hall.",
        "We took photos from the tower.",
        "Is everything on the internet true?",
        "A picture by Turner was our model.",
    ],
)
def test_pictures_spoken_of_without_an_owner_pass(text: str) -> None:
    passes(replace(shown(PhotoFacts(1, "A castle")), text=text))
