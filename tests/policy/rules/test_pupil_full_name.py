"""St C: "only use pupils' first names when referencing children" (S5)."""

from functools import partial

import pytest

from tests.policy import tools, unseen

passes = partial(tools.assert_passes, "pupil-full-name")
flags = partial(tools.assert_flags, "pupil-full-name")


@pytest.mark.parametrize(
    "text",
    [
        "Amelia and Josh built a volcano.",
        "Rose Class visited Hope Street.",
        "Mr Hughes and Mrs Patel led the walk.",
        "Will young readers join us on Friday?",
        "A brown bear came to our forest school.",
        "Thank you to Michelle and to the PTA.",
    ],
)
def test_first_names_and_everyday_words_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Amelia Brown won the race.", "Amelia Brown"),
        ("well done amelia brown", "amelia brown"),
        ("AMELIA BROWN WON", "AMELIA BROWN"),
        ("Amelia Brown’s rocket", "Amelia Brown"),
        ("Amelia Jane Brown read to us.", "Amelia Jane Brown"),
        ("Amelia (Millie) Brown read to us.", "Amelia (Millie) Brown"),
        ("On stage: Brown, Amelia", "Brown, Amelia"),
        ("Joshua Hughes and friends", "Joshua Hughes"),
        ("Josh Hughes and friends", "Josh Hughes"),
        ("Art O’Neill painted this.", "Art O’Neill"),
        ("Art O'Neill painted this.", "Art O'Neill"),
        ("Summer van der Berg sang.", "Summer van der Berg"),
        ("Summer Vanderberg sang.", "Summer Vanderberg"),
        ("Grace Smith-Jones and friends", "Grace Smith-Jones"),
        ("Grace Smith and friends", "Grace Smith"),
        ("Reader of the day:\nAmelia\nBrown", "Amelia\nBrown"),
        ("Rose 🌹 Hill sang first.", "Rose 🌹 Hill"),
        ("Elodie Garcia danced.", "Elodie Garcia"),
        ("Élodie Dubois danced.", "Élodie Dubois"),
        ("Great work! #AmeliaBrown", "AmeliaBrown"),
        ("Great work! #ameliabrown", "ameliabrown"),
        ("See school.uk/news/amelia-brown-wins", "amelia-brown"),
    ],
)
def test_full_name_in_any_spelling_is_flagged(text: str, at: str) -> None:
    flags(text, at=at)


def test_full_name_in_alt_text_is_flagged_there() -> None:
    draft = tools.facts("Sports day!", alt="Amelia Brown jumping")

    flags(draft, at="Amelia Brown", where="alt:1")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Tim Peake spoke to us from space.", "Tim Peake"),
        ("Mr Josh Hughes spoke to us.", "Josh Hughes"),
        ("The Florence Day Trust gave us trees.", "Florence Day"),
    ],
)
def test_full_name_somebody_else_may_bear_is_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Josh H won.", "Josh H"),
        ("J. Hughes won.", "J. Hughes"),
        ("Well done A. Brown", "A. Brown"),
    ],
)
def test_initial_is_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


def test_initial_passes_where_the_policy_allows_it() -> None:
    passes("Josh H won.", {"initials": False})


def test_surname_alone_is_asked_about() -> None:
    flags("Then Okafor took the ball.", at="Okafor", doubtful=True)


def test_surname_alone_passes_where_the_policy_allows_it() -> None:
    passes("Then Okafor took the ball.", {"surnames": False})


def test_first_and_last_name_of_different_pupils_are_no_full_name() -> None:
    passes("Amelia and Hughes", {"surnames": False})
    passes("Charlie Brown is our class book.", {"surnames": False})


@pytest.mark.parametrize(
    "text",
    [
        "Mohammed Iqbal swam a mile.",
        "Layla Osman, violin",
        "Steven Marsh in goal",
        "Zainab Mir read first.",
        "Harriett Lowther drew this",
        "Isobel Frome won",
        "Rhys Tranter is our captain",
        "Abigale Westwood sings",
        "Aly Reza? No: Ally Reza",
        "N e d  B a r r o w is nine",
        "S.a.m. Bolton ran",
        "N-e-d Barrow sails",
        "well done ruby carver",
        "bravo holly mason",
        "Kiann Doyle leads",
        "x.uk/news/mia_hale_wins",
    ],
)
def test_ways_of_writing_it_nobody_had_thought_of_are_found(text: str) -> None:
    assert tools.marks("pupil-full-name", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Mayor of Bolton came.",
        "We walked in Sefton and at Preston.",
        "Bolton Wanderers sent shirts.",
        "Preston North End beat us.",
        "Marsh Lane is closed.",
        "Sefton Council planted trees.",
        "ruby red and holly green",
        "Barrow AFC coached us",
        "We visited Preston and Bolton.",
        "Mason bees live in our garden wall.",
        "Barrow’s Bakery and Tranter’s Nursery gave prizes.",
        "Carver made by an apprentice out of one oak: our new totem pole.",
    ],
)
def test_words_like_those_that_mean_it_pass(text: str) -> None:
    assert not tools.marks("pupil-full-name", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Carver scored twice.",
        "Carver’s goal won it.",
        "Then Carver ran.",
    ],
)
def test_surname_that_is_a_word_is_asked_about_where_it_acts(text: str) -> None:
    assert tools.marks("pupil-full-name", unseen.draft(text))
