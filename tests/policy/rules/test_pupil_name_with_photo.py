"""HX: "no names of pupils will be used alongside any pictures of pupils" (S5)."""

from functools import partial

import pytest

from policy.facts import PhotoFacts
from tests.policy import tools

passes = partial(tools.assert_passes, "pupil-name-with-photo")
flags = partial(tools.assert_flags, "pupil-name-with-photo")


def test_name_without_a_photo_passes() -> None:
    passes("Josh and Amelia built a volcano.")


def test_photo_without_a_name_passes() -> None:
    passes(tools.facts("Year 4 built a volcano.", alt="A volcano of clay"))


def test_name_beside_a_photo_said_to_show_no_pupils_passes() -> None:
    passes(tools.facts("Josh built this volcano.", alt="A volcano of clay", shows_pupils=False))


@pytest.mark.parametrize("shows_pupils", [True, None], ids=["shows pupils", "not said"])
def test_first_name_beside_a_photo_is_flagged(shows_pupils: bool | None) -> None:
    draft = tools.facts("Josh built a volcano.", alt="A volcano", shows_pupils=shows_pupils)

    flags(draft, at="Josh")


def test_one_photo_not_spoken_for_is_enough() -> None:
    photos = (PhotoFacts(1, "A volcano", shows_pupils=False), PhotoFacts(2, "Our class"))

    flags(tools.facts("Josh built it.", photos=photos), at="Josh")


def test_name_in_alt_text_is_flagged_there() -> None:
    flags(tools.facts("Sports day!", alt="Amelia jumping"), at="Amelia", where="alt:1")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Well done! #WellDoneAmelia", "Amelia"),
        ("Well done! #welldoneamelia", "amelia"),
        ("Rose with her sunflower", "Rose"),
        ("Hope’s sunflower", "Hope"),
        ("Will showed his model.", "Will"),
        ("Today May won a medal.", "May"),
        ("Amelia, Rose and Josh", ("Amelia", "Rose", "Josh")),
        ("Amelia-Rose and friends", "Amelia-Rose"),
    ],
)
def test_hidden_and_everyday_names_are_found(text: str, at: str) -> None:
    flags(tools.facts(text, alt="Children in a garden"), at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Poems by Hope and peace with Okafor", "Okafor"),
        ("We met Charlie Watts today.", "Charlie"),
        ("Joshuas work on the wall", "Joshuas"),
        ("What a lovely Summer", "Summer"),
    ],
)
def test_what_may_be_a_name_is_asked_about(text: str, at: str) -> None:
    found = tools.marks("pupil-name-with-photo", tools.facts(text, alt="A wall"))

    assert at in {text[slice(*mark.span)] for mark in found if mark.span and mark.doubtful}


@pytest.mark.parametrize(
    "text",
    [
        "Will you join us at the Summer Fair in May? Mark your diaries!",
        "Rose Class loved Charlie and the Chocolate Factory.",
        "Mr Hughes took Art Club to Hope Street.",
        "St Tim's, St Rose and Florence Nightingale were in our assembly.",
        "An apple a day: Grace before lunch is said by all of us.",
    ],
)
def test_words_places_titles_and_stories_pass(text: str) -> None:
    draft = tools.facts(text, alt="Our hall")
    found = tools.marks("pupil-name-with-photo", draft)

    assert [mark for mark in found if not mark.doubtful] == []


def test_message_says_how_sure_it_is() -> None:
    (sure,) = tools.marks("pupil-name-with-photo", tools.facts("Josh ran", alt="A field"))
    (unsure,) = tools.marks("pupil-name-with-photo", tools.facts("Okafor ran", alt="A field"))

    assert sure.message == "The first name of a pupil stands beside a photo of pupils."
    assert unsure.message == "This may be the surname of a pupil, beside a photo of pupils."


def test_schools_own_name_and_hashtag_pass() -> None:
    text = "Thank you from St Florence of Hope #TeamHope"
    draft = tools.facts(text, alt="Our hall", school_phrases=("St Florence of Hope", "#TeamHope"))

    passes(draft)
