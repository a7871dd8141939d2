"""Names of pupils found in a text."""

import pytest

from policy.roll import NameKind, PupilName, Roll
from tests.policy.tools import ROLL


def found(text: str, roll: Roll = ROLL) -> list[tuple[str, NameKind]]:
    return [(text[name.start : name.end], name.kind) for name in roll.find(text)]


def sure(text: str) -> list[str]:
    return [text[name.start : name.end] for name in ROLL.find(text) if not name.doubtful]


def doubted(text: str) -> list[str]:
    return [text[name.start : name.end] for name in ROLL.find(text) if name.doubtful]


def test_no_name_is_printed() -> None:
    pupil = PupilName(7, "Zuzanna", "Adeyemi", "Zuzu", "Ade")

    assert repr(pupil) == "PupilName(pupil_id=7)"
    assert "zuzanna" not in repr(Roll.of([pupil])).casefold()


def test_empty_roll_finds_nobody() -> None:
    assert Roll().find("Amelia Brown") == ()
    assert Roll.of([]).find("Amelia Brown") == ()


def test_blank_names_find_nobody() -> None:
    roll = Roll.of([PupilName(1, "", ""), PupilName(2, "  ", "-", preferred_forename="'")])

    assert roll.find("A - ' text, with blanks  and a B.") == ()


def test_pupil_with_one_name_is_found() -> None:
    roll = Roll.of([PupilName(1, "Ameliya", "")])

    assert found("Ameliya sang", roll) == [("Ameliya", NameKind.FORENAME)]


def test_kinds_of_name_are_told_apart() -> None:
    text = "Amelia Brown, Josh, J. Hughes and Okafor"

    assert found(text) == [
        ("Amelia Brown", NameKind.FULL),
        ("Josh", NameKind.FORENAME),
        ("J. Hughes", NameKind.INITIAL),
        ("Okafor", NameKind.SURNAME),
    ]


def test_ids_are_of_all_who_may_be_meant() -> None:
    roll = Roll.of([PupilName(1, "Amelia", "Brown"), PupilName(2, "Amelia", "Khan")])

    assert roll.find("Amelia sang")[0].pupils == {1, 2}
    assert roll.find("Amelia Khan sang")[0].pupils == {2}


def test_preferred_and_legal_names_may_be_mixed() -> None:
    roll = Roll.of([PupilName(1, "Joshua", "Hughes", "Joss", "Lee")])

    for name in ("Joshua Hughes", "Joss Lee", "Joss Hughes", "Joshua Lee"):
        assert found(f"{name} sang", roll) == [(name, NameKind.FULL)]


@pytest.mark.parametrize("name", ["Millie Brown", "Will Young", "Bill Young", "Josh Hughes"])
def test_short_form_with_surname_is_a_full_name(name: str) -> None:
    assert found(f"Today {name} sang") == [(name, NameKind.FULL)]


def test_short_form_alone_is_doubtful() -> None:
    assert doubted("Today Millie sang") == ["Millie"]


def test_longest_name_wins() -> None:
    assert found("Amelia-Rose Ó Briain") == [("Amelia-Rose Ó Briain", NameKind.FULL)]


@pytest.mark.parametrize(
    "text", ["Amelia.\nBrown bears", "Amelia! Brown bears", "Amelia; Brown bears", "Amelia's Brown"]
)
def test_full_name_does_not_reach_across_a_break(text: str) -> None:
    assert (text[: len("Amelia")], NameKind.FORENAME) in found(text)
    assert NameKind.FULL not in [kind for _, kind in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "amelia with her kite",
        "AMELIA AND HER KITE",
        "Amelia’s kite",
        "“Amelia” said the hare",
        "#AmeliaAndTheKite",
        "we saw josh run",
    ],
)
def test_plain_first_name_is_sure_in_any_dress(text: str) -> None:
    assert [name.casefold() for name in sure(text)] in (["amelia"], ["josh"])


@pytest.mark.parametrize(
    "text",
    [
        "Rose planted the beans.",
        "Rose with her beans",
        "Our hero was Rose.",
        "Well done Hope",
        "Amelia, Grace and Mark",
        "Today Will scored twice.",
        "May showed her sunflower.",
        "The beans that Rose grew",
        "Congratulations to Florence",
    ],
)
def test_name_that_is_a_word_is_sure_where_a_person_is_spoken_of(text: str) -> None:
    assert sure(text)


@pytest.mark.parametrize(
    "text",
    [
        "the rose and the grace of summer",
        "Will you come? May we ask? Mark your diaries. Hope you can.",
        "Rose Class, Hope Street, Summer Fair, Art Club, May half term",
        "4 May, on 4th May, in May, since May, next Summer",
        "The Rose was red. Our Art was bold. This Summer was hot.",
        "A day in Florence",
        "Grace of God",
        "Tim Berners-Lee, Charlie and the Chocolate Factory, Florence Nightingale",
        "Mr Mark, Miss May, St Amelia, Mrs Rose and Mr. Charlie",
        "William IV and Grace II",
        "McDonald's Farm",
        "an apple, An apple",
        "@AmeliaBrown",
    ],
)
def test_words_places_titles_and_figures_are_no_names(text: str) -> None:
    assert [name for name in found(text) if name != ("McDonald", NameKind.SURNAME)] == []


@pytest.mark.parametrize(
    "text",
    [
        "We love Summer.",
        "Amelia Zbigniew visited us.",
        "King Charlie",
        "A poem of Grace",
        "see school.uk/amelia",
    ],
)
def test_what_only_a_person_can_tell_is_doubtful(text: str) -> None:
    assert doubted(text)
    assert sure(text) == []


def test_capitals_throughout_leave_words_unsure() -> None:
    assert found("THE SUMMER FAIR IN MAY WILL BE FUN") == []
    assert doubted("WELL DONE ROSE") == ["ROSE"]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("#welldoneamelia", "amelia"),
        ("#ameliarocks", "amelia"),
        ("#charlienguyen", "charlienguyen"),
    ],
)
def test_names_run_together_in_a_tag_are_found(tag: str, name: str) -> None:
    assert sure(f"Fun! {tag}") == [name]


@pytest.mark.parametrize("tag", ["#artweek", "#hopeful", "#roses", "#market", "#timetable"])
def test_tags_that_only_hold_the_letters_of_a_name_pass(tag: str) -> None:
    assert found(f"Fun! {tag}") == []


def test_phrases_of_the_school_are_no_names() -> None:
    text = "St Hope of Florence, #TeamAmelia, and Amelia"
    names = ROLL.find(text, not_pupils=("St Hope of Florence", "#TeamAmelia"))

    assert [name.span for name in names] == [(text.rindex("Amelia"), len(text))]


@pytest.mark.parametrize("text", ["#Amelia Brown ran", "#Amelia #Brown ran", "Amelia #Brown ran"])
def test_full_name_may_be_spread_over_a_tag(text: str) -> None:
    assert [kind for _, kind in found(text)] == [NameKind.FULL]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Josh h ran", [("Josh", NameKind.FORENAME)]),
        ("josh H ran", [("josh", NameKind.FORENAME)]),
        ("Josh. H is a letter", [("Josh", NameKind.FORENAME)]),
        ("Josh A great run", [("Josh", NameKind.FORENAME)]),
        ("j. Hughes ran", [("Hughes", NameKind.SURNAME)]),
        ("J! Hughes ran", [("Hughes", NameKind.SURNAME)]),
        ("J. hughes ran", []),
        ("K. Hughes ran", [("Hughes", NameKind.SURNAME)]),
        ("see school.uk/J-Hughes", []),
        ("see school.uk/j-hughes", []),
    ],
)
def test_initial_is_a_capital_joined_to_the_name(
    text: str, expected: list[tuple[str, NameKind]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hughes, Josh", [("Hughes, Josh", NameKind.FULL)]),
        ("Hughes Josh", [("Hughes Josh", NameKind.FULL)]),
        ("hughes, Josh", [("Josh", NameKind.FORENAME)]),
        ("Hughes. Josh", [("Hughes", NameKind.SURNAME), ("Josh", NameKind.FORENAME)]),
        ("Okafor, Josh", [("Okafor", NameKind.SURNAME), ("Josh", NameKind.FORENAME)]),
    ],
)
def test_surname_first_needs_capitals_and_a_comma_at_most(
    text: str, expected: list[tuple[str, NameKind]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text", ["Josh met Hughes", "Josh A B C Hughes", "Josh! 😀 Hughes", "Josh and Amelia Hughes"]
)
def test_only_two_middle_names_stand_between(text: str) -> None:
    assert NameKind.FULL not in [kind for _, kind in found(text)]


def test_short_form_with_surname_leaves_no_doubt() -> None:
    assert sure("Today Millie Brown sang") == ["Millie Brown"]


def test_all_pupils_of_a_big_roll_are_found() -> None:
    pupils = [PupilName(i, f"Nam{'abcdefghij'[i % 10]}", f"Fam{i}") for i in range(3000)]
    roll = Roll.of(pupils)

    assert roll.find("Nama Fam2990 ran")[0].pupils == {2990}
    assert len(roll.find("Nama ran")[0].pupils) == 300
