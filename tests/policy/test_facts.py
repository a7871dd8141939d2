"""What counts as showing pupils, and where names are looked for."""

import pytest

from policy.facts import PhotoFacts
from tests.policy.tools import facts


@pytest.mark.parametrize(
    ("said", "counts"), [(True, True), (None, True), (False, False)], ids=["yes", "unsaid", "no"]
)
def test_photo_shows_pupils_unless_said_otherwise(said: bool | None, counts: bool) -> None:
    draft = facts("Hello", alt="A wall", shows_pupils=said)

    assert draft.may_show_pupils is counts


def test_draft_without_photos_shows_nobody() -> None:
    assert not facts("Hello").may_show_pupils


def test_places_are_the_text_and_what_is_written_of_photos() -> None:
    photos = (PhotoFacts(1, ""), PhotoFacts(2, "A wall"), PhotoFacts(4, "A roof"))

    places = facts("Hello", photos=photos).places

    assert [(place.where, place.text) for place in places] == [
        ("text", "Hello"),
        ("alt:2", "A wall"),
        ("alt:4", "A roof"),
    ]


def test_names_are_found_in_every_place() -> None:
    draft = facts("Josh ran.", alt="Amelia runs")

    assert [(where, name.span) for where, name in draft.names] == [
        ("text", (0, 4)),
        ("alt:1", (0, 6)),
    ]
