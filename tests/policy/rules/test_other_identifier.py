"""Rules of other schools: no ages, no birthday, address, phone, e-mail, UPN, SEN or care words."""

from functools import partial

import pytest

from tests.policy import tools, unseen

passes = partial(tools.assert_passes, "other-identifier")
flags = partial(tools.assert_flags, "other-identifier")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Call Gran on 07700 900123 for a lift.", "07700 900123"),
        ("Mum can be reached on 0151 496 0123", "0151 496 0123"),
        ("Ask jo.smith@mail.example about it", "jo.smith@mail.example"),
        ("UPN N823432113104", "N823432113104"),
        ("He lives on Hope Street near us", "lives on Hope Street"),
        ("She lives at 12 Hope Street", "lives at 12 Hope Street"),
    ],
)
def test_numbers_and_homes_are_flagged(text: str, at: str) -> None:
    flags(text, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Meet us at L25 0NN", "L25 0NN"),
        ("The party is at 12 Hope Street", "12 Hope Street"),
        ("UPN N823432113107", "N823432113107"),
    ],
)
def test_what_may_be_a_public_place_or_another_number_is_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


@pytest.mark.parametrize(
    "text",
    [
        "Ring the school office on 0151 496 0123.",
        "Childline: 0800 1111. NSPCC: 0808 800 5000.",
        "E-mail office@school.example or admin@school.example.",
        "2025-26, 09:00-15:30, 01/02/2026, £1,000.50, 3-2, 10,000 steps",
        "Y6 1ST, KS2 2ND, Year 4 Hope Street Court",
        "From 0900 to 1000, then 1100 to 1200",
        "Bus 86 leaves from Hope Street.",
    ],
)
def test_public_numbers_scores_and_dates_pass(text: str) -> None:
    passes(text)


def test_schools_own_numbers_pass_where_the_policy_lists_them() -> None:
    own = {"allowed": "0151 496 0123 fair@school.example L25 0NN"}

    passes("Fair at L250NN, fair@school.example or 0151 4960123", own)
    flags("Fair at L1 1AA", at="L1 1AA", doubtful=True, options=own)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Happy birthday Amelia!", "Happy birthday Amelia"),
        ("Happy 7th birthday to our lovely Josh", "Happy 7th birthday to our lovely Josh"),
        ("Amelia, aged 7, won the cup.", "Amelia, aged 7"),
        ("Amelia (7) won the cup.", "Amelia (7)"),
        ("Josh turned 8 today.", "Josh turned 8"),
        ("Josh is 8!", "Josh is 8"),
        ("Josh’s birthday is on Friday.", "Josh’s birthday"),
        ("A story by Oluwaseun, age 6", "Oluwaseun, age 6"),
        ("Our birthday girl had a cake.", "birthday girl"),
        ("A pupil born on 4 May 2018", "born on 4"),
        ("Our 7-year-old Amelia", "7-year-old Amelia"),
        ("Happy birthday Amelia, 8 today!", "Happy birthday Amelia, 8"),
        ("Amelia and Josh are both eight.", "Josh are both eight"),
        ("Josh, Amelia and Charlie have turned 9!", "Charlie have turned 9"),
        ("Hope (8) lost a tooth.", "Hope (8)"),
        ("Hope, 8, cut the ribbon.", "Hope, 8"),
        ("Happy birthday for Sunday, Josh!", "Happy birthday for Sunday, Josh"),
    ],
)
def test_age_and_birthday_of_a_child_are_flagged(text: str, at: str) -> None:
    flags(text, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Happy birthday Oluwaseun!", "Happy birthday Oluwaseun"),
        ("Somebody turned 7 today!", "turned 7"),
        ("A 7-year-old boy won the cup.", "7-year-old boy"),
        ("Rose, six today, cut the ribbon.", "Rose, six"),
    ],
)
def test_age_of_nobody_on_the_roll_is_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


@pytest.mark.parametrize(
    "text",
    [
        "Happy birthday to our school!",
        "Happy birthday Roald Dahl and happy birthday Your Majesty!",
        "Our school turned 50 today. The NHS turns 80 this year.",
        "For children aged 5 to 11. Ages 3+. Reception, aged 4 and 5.",
        "Josh is 1st, Amelia is 2nd.",
        "Josh won 7 medals, Amelia 8.",
        "Amelia is 7 points ahead.",
        "Josh and Amelia are 4 miles from the top.",
        "On May 8 and Summer 2: dates for everybody.",
        "We meet in May, 8 days after the fair.",
    ],
)
def test_other_birthdays_ages_and_numbers_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Josh has ADHD and did so well.", "ADHD"),
        ("Amelia with her asthma inhaler", "asthma"),
        ("Josh’s EHCP meeting went well.", "EHCP"),
        ("Amelia, who has dyspraxia, gave our assembly talk.", "dyspraxia"),
        ("Josh, who is diabetic, led the charity walk.", "diabetic"),
        ("Amelia lives with epilepsy.", "epilepsy"),
        ("Josh’s new adoptive dad read to us.", "adoptive dad"),
    ],
)
def test_need_or_illness_of_a_named_child_is_flagged(text: str, at: str) -> None:
    found = tools.marks("other-identifier", text)

    assert (at, False) in {
        (text[slice(*mark.span)], mark.doubtful) for mark in found if mark.span is not None
    }


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Amelia told us about epilepsy.", "epilepsy"),
        ("One of our pupils had an asthma attack.", "asthma attack"),
        ("A child in Year 3 has an allergy: no nuts please.", "allergy"),
        ("He is autistic and loves trains.", "autistic"),
        ("Amelia and her foster brother sang.", "foster brother"),
        ("Josh met two refugees from Sudan.", "refugees"),
        ("Our much-loved child in foster care sang.", "in foster care"),
        ("Foster child Josh joined our choir.", "Foster child"),
    ],
)
def test_need_or_illness_beside_a_child_is_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


@pytest.mark.parametrize(
    "text",
    [
        "World Autism Awareness Week begins on Monday.",
        "Our SEND coffee morning is on Friday. SEN parents are welcome.",
        "Josh and Amelia raised £50 for the asthma charity.",
        "Please send Josh to the hall and add a coat.",
        "We are a nut-free school because of allergies.",
        "Mental health matters: talk to us.",
        "Dyslexia friendly books are in the library.",
        "Please check for head lice this weekend.",
    ],
)
def test_awareness_and_news_for_all_pass(text: str) -> None:
    passes(text)


def test_ages_and_care_can_be_left_alone() -> None:
    passes("Happy birthday Amelia! Josh has ADHD.", {"ages": False, "care": False})


def test_alt_text_is_read_too() -> None:
    flags(tools.facts("Cake!", alt="Amelia, aged 7"), at="Amelia, aged 7", where="alt:1")


@pytest.mark.parametrize(
    "text",
    [
        "Get well, Mia, after your surgery.",
        "Kian is in hospital this week.",
        "Rosie broke her wrist on Sunday.",
        "Ned (SEN support) played chess.",
        "Welcome back, Leila! Your operation went well.",
        "Abigail came on crutches.",
        "Reece has had his tonsils out.",
        "Harriet is on a reduced timetable.",
        "Isabelle, who lost her dad, read.",
        "Stephen has concussion",
    ],
)
def test_ways_of_writing_it_nobody_had_thought_of_are_found(text: str) -> None:
    assert tools.marks("other-identifier", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ring our school on 0151 496 0222.",
        "Our nursery is at Hale Hall, L24 4AX.",
        "Find our school: L24 4AX",
        "The office opens at eight in the morning and closes at four; ring 0151 496 0222.",
        "Operation Christmas Child boxes",
        "Year 2 role-play hospital",
        "Our hospital corner has X-rays.",
        "Plaster casts of fossils in Year 3",
        "Cross stitches in Year 4",
        "Speech therapists visit on Monday.",
        "Doctors' surgery role play",
    ],
)
def test_words_like_those_that_mean_it_pass(text: str) -> None:
    assert not tools.marks("other-identifier", unseen.draft(text))
