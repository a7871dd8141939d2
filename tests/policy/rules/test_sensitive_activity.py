"""Both: "Unsuitable images or content posted into its feed" are inappropriate (S16)."""

from functools import partial

import pytest

from tests.policy import tools

passes = partial(tools.assert_passes, "sensitive-activity")
flags = partial(tools.assert_flags, "sensitive-activity")
SHOWN = partial(tools.facts, alt="", shows_pupils=True)


@pytest.mark.parametrize(
    "text",
    [
        "Tadpoles swimming in our pond",
        "Our teddy bear hospital was busy!",
        "Tears of laughter in the panto",
        "Elephants have long trunks.",
        "Getting dressed up for World Book Day",
        "Superhero capes and reflective vests for road safety",
        "Never post anything that upsets somebody.",
        "A model ambulance made of boxes",
        "We read George’s Marvellous Medicine.",
        "Sports day was a huge success.",
    ],
)
def test_ordinary_pictures_pass(text: str) -> None:
    passes(SHOWN(text))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Year 4 enjoyed swimming.", "swimming"),
        ("A 25m swimming certificate!", "swimming"),
        ("Fun in the paddling pool", "paddling pool"),
        ("Gymnastics in the hall", "Gymnastics"),
        ("Getting changed for PE", "Getting changed"),
        ("Potty time in Nursery", "Potty"),
        ("Bandages on, and smiling", "Bandages"),
        ("In tears at the end", "In tears"),
        ("Our flu vaccinations went well", "vaccinations"),
        ("Everyone in pyjamas", "pyjamas"),
    ],
)
def test_sensitive_pictures_are_asked_about(text: str, at: str) -> None:
    flags(SHOWN(text), at=at, doubtful=True)


def test_description_is_read_too() -> None:
    draft = tools.facts("Great fun", alt="Children in the swimming pool")
    flags(draft, at="swimming pool", where="alt:1", doubtful=True)


def test_post_without_a_photo_passes() -> None:
    passes("Year 4 enjoyed swimming.")


def test_photo_that_shows_no_pupils_passes() -> None:
    passes(tools.facts("Our new swimming pool", alt="An empty pool", shows_pupils=False))


def test_school_may_stop_such_pictures() -> None:
    flags(SHOWN("Year 4 enjoyed swimming."), at="swimming", options={"stop": True})
