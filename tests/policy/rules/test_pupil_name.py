"""St C: "only use pupils' first names when referencing children" (S5); elsewhere: none at all."""

from dataclasses import replace
from functools import partial

import pytest

from policy.facts import Facts
from policy.roll import PupilName, Roll
from tests.policy import tools

passes = partial(tools.assert_passes, "pupil-name")
flags = partial(tools.assert_flags, "pupil-name")
STAFF = Roll.of([PupilName(1, "Sarah", "Okonkwo")])


def with_staff(text: str) -> Facts:
    return replace(tools.facts(text), staff=STAFF)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Amelia won the race.", "Amelia"),
        ("amelia won the race", "amelia"),
        ("AMELIA won", "AMELIA"),
        ("Josh Hughes won.", "Josh Hughes"),
        ("Josh H won.", "Josh H"),
        ("Star baker: Hope", "Hope"),
        ("Well done to May and Grace!", ("May", "Grace")),
        ("#WellDoneAmelia", "Amelia"),
        ("A m e l i a won", "A m e l i a"),
        ("Аmelia won", "Аmelia"),
    ],
)
def test_every_name_is_flagged_where_none_is_allowed(text: str, at: str) -> None:
    flags(text, at=at)


def test_name_in_alt_text_is_flagged_there() -> None:
    flags(tools.facts("Sports day", alt="Amelia jumping"), at="Amelia", where="alt:1")


@pytest.mark.parametrize(
    ("text", "at"),
    [("Ameila won the race.", "Ameila"), ("Am3lia won the race.", "Am3lia")],
)
def test_misspelt_name_is_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


@pytest.mark.parametrize("allow", ["first", "first-initial", "first-year"])
def test_first_name_passes_where_it_is_allowed(allow: str) -> None:
    passes("Amelia and Josh won.", {"allow": allow})


@pytest.mark.parametrize(("allow", "noted"), [("first", True), ("none", False)])
def test_unknown_first_name_is_noted_where_first_names_may_stand(allow: str, noted: bool) -> None:
    (mark,) = tools.marks("pupil-name", tools.facts("Olivia cheered."), {"allow": allow})

    assert mark.noted is noted


@pytest.mark.parametrize(
    ("allow", "text", "passing"),
    [
        ("first", "Josh H won.", False),
        ("first-initial", "Josh H won.", True),
        ("first-initial", "J. Hughes won.", False),
        ("first-initial", "Josh Hughes won.", False),
        ("first-year", "Josh H won.", False),
        ("first", "Josh (Y4) won.", False),
        ("first", "Josh Year 4 won.", False),
        ("first-year", "Josh (Y4) won.", True),
        ("first-year", "Josh Hughes (Y4) won.", False),
    ],
)
def test_what_stands_beside_a_first_name_is_for_the_policy_to_allow(
    allow: str, text: str, passing: bool
) -> None:
    assert (tools.marks("pupil-name", text, {"allow": allow}) == []) is passing


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Well done Oluwaseun!", "Oluwaseun"),
        ("Zuzanna read to us.", "Zuzanna"),
        ("A story by Niamh in Year 4.", "Niamh"),
        ("Ben Smith scored twice.", "Ben Smith"),
        ("Congratulations to Xyloria on her medal!", "Xyloria"),
        ("Look at Ruby with her kite.", "Ruby"),
        ("Angharad’s poem", "Angharad"),
    ],
)
def test_name_that_is_not_on_the_roll_is_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


@pytest.mark.parametrize(
    "text",
    [
        "Reception loved Phonics and PE in the Hall on Friday.",
        "Well done Everton and Liverpool!",
        "Congratulations England! Thank you Tesco and Asda.",
        "Author Tom Percival came to Year 3.",
        "We read “Skellig” by David Almond.",
        "Thank you to Laura from the NSPCC.",
        "Sheila, our lollipop lady, retires today.",
        "Father Michael said Mass. Sister Bernadette came too.",
        "St George’s Day and St David’s Day",
        "Emily House won the cup; off to Alexandra Park!",
        "Tim Peake, Charlie and the Chocolate Factory, Matilda the Musical",
        "Will you come? Summer Fair in May. Mark your diaries!",
        "Ruby, emerald and pearl: gems in Year 3.",
        "KS2 SATs: Reading on Monday, SPaG on Tuesday.",
        "Mrs Patel and Mr Jones led the walk.",
    ],
)
def test_ordinary_capitals_are_not_asked_about(text: str) -> None:
    passes(tools.facts(text, roll=Roll()))


def test_unknown_names_can_be_left_alone() -> None:
    passes("Well done Oluwaseun!", {"unknown_names": False})


def test_unknown_full_name_is_asked_about_where_first_names_are_allowed() -> None:
    flags("Ben Smith scored twice.", at="Ben Smith", doubtful=True, options={"allow": "first"})


def test_title_that_is_on_no_list_of_staff_is_asked_about() -> None:
    flags(with_staff("Thank you to Miss Trelawny."), at="Miss Trelawny", doubtful=True)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you to Mrs Okonkwo and to Miss Sarah.",
        "Sarah Okonkwo led the walk.",
        "Mr Tumble and Mrs Claus visited.",
        "Mr and Mrs Okonkwo",
        "Year 6 wrote as Winston Churchill, Wilfred Owen and Agatha Christie.",
        "Judith Kerr and Allan Ahlberg fill our shelves.",
    ],
)
def test_staff_and_figures_are_not_asked_about(text: str) -> None:
    passes(with_staff(text))


def test_doubtful_name_has_reasons_to_set_it_aside() -> None:
    (unknown,) = tools.marks("pupil-name", "Well done Oluwaseun!")
    (sure,) = tools.marks("pupil-name", "Amelia won.")

    assert "A public figure or a character, not a pupil." in unknown.excuses
    assert sure.excuses == ()


@pytest.mark.parametrize(
    ("text", "allow", "fixed"),
    [
        ("Amelia won.", "none", "One of our pupils won."),
        ("Amelia’s kite flew.", "none", "A pupil’s kite flew."),
        ("We saw Amelia, Josh and Grace run.", "none", "We saw three of our pupils run."),
        ("Well done to Amelia!", "none", "Well done to one of our pupils!"),
        ("What a day! #WellDoneAmelia #Fun", "none", "What a day! #Fun"),
        ("Amelia Brown won.", "first", "Amelia won."),
        ("Josh H won.", "first", "Josh won."),
        ("Brown, Amelia", "first", "Amelia"),
        ("Fun #ameliabrown", "first", "Fun #amelia"),
    ],
)
def test_fix_leaves_a_sound_sentence(text: str, allow: str, fixed: str) -> None:
    (fix,) = tools.marks("pupil-name", text, {"allow": allow})[0].fixes

    assert fix.applied_to(text) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "Well done Amelia!",
        "Amelia, you were a star.",
        "Our Amelia won.",
        "See school.uk/amelia-brown",
        "#AmeliaWins was our word of the day",
        "Amelia and Josh’s kite",
    ],
)
def test_no_fix_where_the_sentence_would_not_survive_it(text: str) -> None:
    found = tools.marks("pupil-name", text)

    assert found
    assert [mark.fixes for mark in found] == [()] * len(found)
