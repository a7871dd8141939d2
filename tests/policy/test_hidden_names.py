"""Names run together, spaced out or with digits in them."""

import pytest

from policy.roll import NameKind, PupilName, Roll

ROLL = Roll.of(
    [
        PupilName(1, "Amelia", "Brown"),
        PupilName(2, "Josh", "Hughes"),
        PupilName(3, "Charlie", "Nguyen"),
        PupilName(4, "Rose", "Hill"),
        PupilName(5, "Ben", "Ito"),
        PupilName(6, "Emma", "Stone"),
    ]
)


def found(text: str) -> list[tuple[str, bool]]:
    return [(text[slice(*name.span)], name.doubtful) for name in ROLL.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("#welldoneamelia", "amelia"),
        ("#ameliarocks", "amelia"),
        ("#ameliabrown", "ameliabrown"),
        ("see school.uk/news/ameliabrown", "ameliabrown"),
        ("IMG_ameliabrown.jpg", "ameliabrown"),
        ("A m e l i a won", "A m e l i a"),
        ("A.m.e.l.i.a won", "A.m.e.l.i.a"),
        ("Аmelіа won", "Аmelіа"),
        ("Ame\u200blia won", "Ame\u200blia"),
        ("Ａｍｅｌｉａ won", "Ａｍｅｌｉａ"),
    ],
)
def test_disguised_name_is_sure(text: str, name: str) -> None:
    assert found(text) == [(name, False)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("#prayforamelia", "amelia"),
        ("#ameliathebrave", "amelia"),
        ("Am3lia won", "Am3lia"),
        ("J0sh won", "J0sh"),
    ],
)
def test_what_may_be_a_disguise_is_doubtful(text: str, name: str) -> None:
    assert found(text) == [(name, True)]


def test_two_names_in_one_tag_are_both_found() -> None:
    assert found("#ameliaandjosh") == [("amelia", True), ("josh", True)]


def test_full_name_run_together_knows_its_first_name() -> None:
    (name,) = ROLL.find("#ameliabrown")

    assert name.kind is NameKind.FULL
    assert name.forename == (1, 7)


@pytest.mark.parametrize(
    "text",
    [
        "#benin #emmaus #joshing #roses #rosehillside #charlieandthechocolatefactory",
        "s a t p i n are our first sounds",
        "r o s e spells a flower; a m e l i a is only letters",
        "KS2 Y5 3B 100m 1st",
        f"#{'ab' * 60}",
    ],
)
def test_other_letters_hold_no_name(text: str) -> None:
    assert found(text) == []
