"""Names and numbers in a picture, and in its file's name."""

from functools import partial

import pytest

from policy.facts import Facts, Moment, PhotoFacts, Process
from tests.policy import tools
from tests.policy.making import AUTHOR, shown

PROCESS = Process(Moment.DRAFTING, author=AUTHOR)

passes = partial(tools.assert_passes, "text-in-photo")
flags = partial(tools.assert_flags, "text-in-photo")


def read(written: str | None, *, file_name: str = "", shows_pupils: bool | None = True) -> Facts:
    photo = PhotoFacts(1, "A wall", shows_pupils, written=written, file_name=file_name)
    return shown(photo)


@pytest.mark.parametrize(
    "written", [None, "", "WELCOME TO YEAR 4", "Be kind\nBe brave", "May 2026"]
)
def test_picture_without_names_or_numbers_passes(written: str | None) -> None:
    passes(read(written))


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("Star of the week: Amelia", "Amelia"),
        ("Josh Hughes\n4 Oak", "Josh Hughes"),
        ("AMELIA BROWN", "AMELIA BROWN"),
        ("Amelia\nJosh", ("Amelia", "Josh")),
    ],
)
def test_pupils_name_in_a_picture_is_flagged(written: str, at: str) -> None:
    flags(read(written), at=at, where="photo:1")


@pytest.mark.parametrize(
    ("file_name", "at"),
    [
        ("Amelia Brown.jpg", "Amelia Brown"),
        ("amelia-brown.jpg", "amelia-brown"),
        ("Josh.PNG", "Josh"),
    ],
)
def test_pupils_name_in_a_file_name_is_flagged(file_name: str, at: str) -> None:
    flags(read(None, file_name=file_name), at=at, where="file:1", doubtful=True)


@pytest.mark.parametrize(
    "file_name", ["IMG_2034.jpg", "sports-day.heic", "PXL_20261116_101500.jpg"]
)
def test_ordinary_file_names_pass(file_name: str) -> None:
    passes(read(None, file_name=file_name))


def test_first_name_where_no_pupil_is_shown_is_asked_about() -> None:
    flags(read("By Amelia", shows_pupils=False), at="Amelia", where="photo:1", doubtful=True)


def test_full_name_is_flagged_even_where_no_pupil_is_shown() -> None:
    draft = read("By Amelia Brown", shows_pupils=False)

    flags(draft, at="Amelia Brown", where="photo:1")


def test_what_may_be_a_name_is_asked_about() -> None:
    flags(read("Okafor & Sons"), at="Okafor", where="photo:1", doubtful=True)


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("Call 0151 496 0000 now", "0151 496 0000"),
        ("mum@example.org", "mum@example.org"),
        ("12 High Street, L1 1AA", "L1 1AA"),
        ("UPN B801200005001", "B801200005001"),
    ],
)
@pytest.mark.parametrize("shows_pupils", [True, False])
def test_identifier_in_a_picture_is_flagged(written: str, at: str, shows_pupils: bool) -> None:
    flags(read(written, shows_pupils=shows_pupils), at=at, where="photo:1")


def test_schools_own_address_passes_however_spaced() -> None:
    own = "0151 496 0000 office@school.example L1 1AA"

    passes(read("+44 151 4960000, OFFICE@school.example, L11AA"), {"allowed": own})
    flags(read("0151 496 0001"), at="0151 496 0001", where="photo:1", options={"allowed": own})


def test_name_in_text_or_alt_text_is_left_to_the_name_rules() -> None:
    passes(tools.facts("Amelia Brown read", alt="Amelia reads, 0151 496 0000"))


def test_message_says_what_was_read_and_where() -> None:
    (mark,) = tools.marks("text-in-photo", read("mum@example.org"))
    (named,) = tools.marks("text-in-photo", read(None, file_name="josh hughes.jpg"))

    assert mark.message == "There is an e-mail address in photo 1."
    assert mark.remedy == "Cover it or crop it out."
    assert (
        named.message
        == "This is the full name of a pupil, and it stands in the file name of photo 1."
    )
    assert named.remedy == "Look whether that child may be shown."


def test_picture_nobody_has_read_is_asked_about() -> None:
    unread = PhotoFacts(2, "A wall", written=None)
    draft = shown(PhotoFacts(1, "A wall", written=""), unread, process=PROCESS)

    flags(draft, at=None, where="photo:2", doubtful=True)
    (mark,) = tools.marks("text-in-photo", draft)
    assert mark.message == "The words in this picture have not been read yet."
    assert mark.excuses == ("I looked: no name can be read in it.",)


def test_unread_picture_passes_where_nobody_is_there_to_look() -> None:
    passes(shown(PhotoFacts(1, "A wall", written=None), process=None))


def test_same_name_in_two_photos_is_marked_in_each() -> None:
    photos = (PhotoFacts(1, "A", written="Amelia"), PhotoFacts(2, "B", written="Amelia"))
    found = tools.marks("text-in-photo", shown(*photos))

    assert [mark.where for mark in found] == ["photo:1", "photo:2"]
