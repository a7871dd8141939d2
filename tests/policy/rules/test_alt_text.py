"""Every photo has a description that says something, under the same name rules."""

from functools import partial

import pytest

from policy.facts import PhotoFacts
from tests.policy import tools

passes = partial(tools.assert_passes, "alt-text")
flags = partial(tools.assert_flags, "alt-text")


def test_description_passes() -> None:
    passes(tools.facts("Sports day", alt="Children run across a field"))


def test_post_without_photos_passes() -> None:
    passes("Sports day")


@pytest.mark.parametrize("alt", ["", "   ", "…", "\u200b", "😀"])
def test_photo_without_a_description_is_flagged(alt: str) -> None:
    flags(tools.facts("Sports day", alt=alt), at=None, where="alt:1")


@pytest.mark.parametrize("alt", ["IMG_2034.jpg", "photo", "Image 1", "DSC0001", "123", "alt text"])
def test_description_that_says_nothing_is_flagged(alt: str) -> None:
    flags(tools.facts("Sports day", alt=alt), at=alt, where="alt:1")


@pytest.mark.parametrize("alt", ["Pictures of frogs", "A cat", "Imogen's frog", "Altar cloth"])
def test_short_descriptions_pass(alt: str) -> None:
    passes(tools.facts("Frogs", alt=alt))


def test_each_photo_is_looked_at() -> None:
    photos = (PhotoFacts(1, "A frog"), PhotoFacts(3, ""))
    (mark,) = tools.marks("alt-text", tools.facts("Frogs", photos=photos))

    assert mark.where == "alt:3"
    assert mark.message == "Photo 3 has no description."


def test_description_longer_than_x_takes_is_flagged_where_it_is_over() -> None:
    flags(tools.facts("Frogs", alt="x" * 1000 + "yz"), at="yz", where="alt:1")


def test_name_is_left_to_the_name_rules() -> None:
    passes(tools.facts("Sports day", alt="Amelia jumping"))


def test_name_is_flagged_where_the_policy_allows_none() -> None:
    draft = tools.facts("Sports day", alt="Amelia jumping")

    flags(draft, at="Amelia", where="alt:1", options={"names": "never"})


def test_names_are_flagged_at_their_own_photo_only() -> None:
    photos = (PhotoFacts(1, "Amelia jumping"), PhotoFacts(2, "A frog"))
    draft = tools.facts("Josh jumps too", photos=photos)

    flags(draft, at="Amelia", where="alt:1", options={"names": "never"})


def test_name_beside_a_photo_without_pupils_passes() -> None:
    draft = tools.facts("Sports day", alt="The rabbit Amelia", shows_pupils=False)

    passes(draft, {"names": "never"})


@pytest.mark.parametrize(
    "alt",
    [
        "sports-day-2026.jpg",
        "Sports day (1).JPEG",
        "WhatsApp Image 2026-05-03 at 10.15.22",
        "Screenshot 2026-05-03",
        "20260503_101522",
        "FB_IMG_123",
        "IMG-20260503-WA0001",
        "download (1)",
        "untitled",
        "Photo of",
        "Add alt text here",
        "description",
        "n/a",
        "TBC",
    ],
)
def test_file_names_and_placeholders_are_flagged(alt: str) -> None:
    flags(tools.facts("Sports day", alt=alt), at=alt, where="alt:1")


@pytest.mark.parametrize("alt", ["Assembly", "Fun!", "#SportsDay"])
def test_single_word_is_asked_about(alt: str) -> None:
    flags(tools.facts("Sports day", alt=alt), at=alt, where="alt:1", doubtful=True)


@pytest.mark.parametrize("alt", ["Our summer fair.", " our SUMMER fair!! "])
def test_description_that_repeats_the_post_is_flagged(alt: str) -> None:
    flags(tools.facts("Our summer fair!", alt=alt), at=alt, where="alt:1")


def test_same_description_of_two_photos_is_flagged_at_the_second() -> None:
    photos = (
        PhotoFacts(1, "A green frog"),
        PhotoFacts(2, "A fish"),
        PhotoFacts(3, "a green frog."),
    )
    (mark,) = tools.marks("alt-text", tools.facts("Pond dipping", photos=photos))

    assert mark.where == "alt:3"
    assert mark.message == "Photos 1 and 3 have the same description."


@pytest.mark.parametrize(
    ("alt", "mended"),
    [
        ("Photo of a frog on a leaf", "A frog on a leaf"),
        ("A picture showing Year 4 from behind", "Year 4 from behind"),
        ("This is an image of the hall", "The hall"),
    ],
)
def test_opening_that_says_nothing_is_asked_about_where_the_policy_wants(
    alt: str, mended: str
) -> None:
    draft = tools.facts("Pond dipping", alt=alt)

    passes(draft)
    (mark,) = tools.marks("alt-text", draft, {"openings": True})
    assert mark.doubtful
    assert mark.fixes[0].applied_to(alt) == mended


@pytest.mark.parametrize(
    "alt", ["Pictures on a wall", "Image processing club", "Photographers at work"]
)
def test_words_that_only_look_like_an_opening_pass(alt: str) -> None:
    passes(tools.facts("Clubs", alt=alt), {"openings": True})


@pytest.mark.parametrize("alt", ["-" * 4000 + "!", "a." * 2000, "1 " * 2000 + "é", "image " * 600])
def test_hostile_description_is_answered(alt: str) -> None:
    tools.marks("alt-text", tools.facts("Clubs", alt=alt), {"openings": True})
