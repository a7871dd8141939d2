"""Rolls as schools' systems export them."""

import pytest

from policy.batch.rolls import RollError, read

SIMS = """Adno,Legal Forename,Legal Surname,Forename,Surname,Year Group
00001,Joshua,Hughes,Josh,Hughes,Year 4
00002,Zofia,Wiśniewska,Zosia,Wiśniewska,Year 5
"""


def finds(written: str | bytes, *names: str) -> bool:
    roll = read(written.encode() if isinstance(written, str) else written)
    return all([found.span for found in roll.find(name)] == [(0, len(name))] for name in names)


def trouble(written: bytes) -> str:
    with pytest.raises(RollError) as error:
        read(written)
    return str(error.value)


def test_legal_and_preferred_names() -> None:
    assert finds(SIMS, "Joshua Hughes", "Josh Hughes", "Zofia Wiśniewska", "Zosia Wiśniewska")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_unicode_with_a_byte_order_mark_or_without(encoding: str) -> None:
    assert finds(SIMS.encode(encoding), "Zofia Wiśniewska")


def test_windows_letters() -> None:
    assert finds("Forename;Surname\nÉlodie;Garçon\n".encode("cp1252"), "Élodie Garçon")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_recognised(delimiter: str) -> None:
    assert finds(SIMS.replace(",", delimiter), "Josh Hughes")


@pytest.mark.parametrize(
    "headings",
    [
        "Legal First Name,Legal Surname",
        "Legal First Name,Last Name",
        "First Name,Last Name",
        "LegalForename,LegalSurname",
        "Preferred First Name,Preferred Last Name",
        " FORENAME , sur name ",
        "first_name,last_name",
    ],
)
def test_headings_of_other_systems(headings: str) -> None:
    assert finds(f"{headings}\nAmelia,Brown\n", "Amelia Brown")


def test_preferred_name_may_be_the_whole_name() -> None:
    written = "LegalForename,Surname,Preferred Name\nAmelia,Brown,Millie Brown\n"

    assert finds(written, "Amelia Brown", "Millie Brown")


def test_one_column_with_the_whole_name() -> None:
    assert finds(
        'Name\n"Brown, Amelia"\nAbdul Rahman Saleh\n', "Amelia Brown", "Abdul Rahman Saleh"
    )


def test_rows_that_are_no_pupils_are_passed_over() -> None:
    written = (
        "Alder Lane Primary School\nPupils on roll,,\n\nAdno,Forename,Surname\n"
        "1,AMELIA,BROWN\n1,AMELIA,BROWN\n,,\nPrinted on 3 September 2026\n"
    )

    assert finds(written, "Amelia Brown")


def test_line_break_inside_a_cell() -> None:
    assert finds('Forename,Address,Surname\nAmelia,"1 Elm Road\nMaghull",Brown\n', "Amelia Brown")


def test_unreadable_roll_says_what_to_do() -> None:
    assert "no row of headings" in trouble(b"Amelia,Brown\n")
    assert "no row of headings" in trouble(b"")
    assert "no pupil below" in trouble(b"Forename,Surname\n")
    assert "Save it as CSV" in trouble(b"PK\x03\x04....")
    assert "Save it as CSV" in trouble(b"\xff\xfe\x00")
    assert "Save it as CSV" in trouble(b"Forename,Surname\n" + b"x" * 200_000)
