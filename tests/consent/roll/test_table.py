import io
from datetime import date

import pytest

from consent.roll import table
from consent.roll.cells import Cell
from consent.roll.columns import Field
from consent.roll.sheets import Unreadable, sheets
from tests.consent.roll.books import ods, xlsx

HEADER = ["Adno", "Forename", "Surname", "Class"]
PUPIL = ["000123", "Zoë", "O’Neill", "3 Oak"]


def lines(content: bytes) -> list[list[Cell]]:
    return [list(row.cells) for row in table.find(io.BytesIO(content)).rows]


def text(*rows: list[str], separator: str = ",") -> str:
    return "\r\n".join(separator.join(row) for row in rows) + "\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_of_any_encoding_and_separator(encoding: str, separator: str) -> None:
    content = text(HEADER, PUPIL, PUPIL, PUPIL, separator=separator).encode(encoding)

    assert lines(content) == [PUPIL] * 3


def test_commas_in_cells_do_not_make_columns() -> None:
    rows = [HEADER, ["1", "Zoë", "Brown", "Oak, Beech, Elm and Ash"]]

    assert lines(text(*rows, separator=";").encode())[0][3] == "Oak, Beech, Elm and Ash"


def test_titles_above_and_blank_lines_are_left_out() -> None:
    content = text(["St Catherine"], ["Class list", "2026"], [], HEADER, [], PUPIL).encode()

    found = table.find(io.BytesIO(content))

    assert found.line == 4
    assert [row.number for row in found.rows] == [6]


def test_header_printed_again_is_left_out() -> None:
    assert lines(text(HEADER, PUPIL, HEADER, PUPIL).encode()) == [PUPIL, PUPIL]


def test_xlsx_gives_numbers_and_days() -> None:
    content = xlsx([["Adno", "Forename", "DOB"], [123, "Zoë", date(2018, 5, 1)]])

    assert lines(content) == [[123.0, "Zoë", date(2018, 5, 1)]]


def test_rows_of_xlsx_have_the_numbers_excel_shows() -> None:
    content = xlsx([["A title"], [None], ["Adno", "Forename"], ["1", "Zoë"]])

    assert [row.number for row in table.find(io.BytesIO(content)).rows] == [4]


def test_sheet_with_pupils_is_found() -> None:
    content = xlsx([["Notes"], ["Read me"]], [HEADER, PUPIL])

    assert lines(content) == [PUPIL]


def test_ods() -> None:
    assert lines(ods([HEADER, PUPIL])) == [PUPIL]


def test_columns_are_recognised() -> None:
    found = table.find(io.BytesIO(text(HEADER, PUPIL).encode()))

    assert found.mapping == {
        Field.ADMISSION_NUMBER: 0,
        Field.FORENAME: 1,
        Field.SURNAME: 2,
        Field.CLASS: 3,
    }


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\0\0\0", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><table>", "web page"),
        (b"PK\x03\x04 rubbish", "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\2", "no list of pupils"),
        (b"Dear all,\nplease find the list of pupils below.\n", "names of columns"),
    ],
)
def test_what_is_no_roll_is_refused_with_a_reason(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        table.find(io.BytesIO(content))


def test_endless_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consent.roll.sheets.MAX_ROWS", 3)

    with pytest.raises(Unreadable, match="larger than"):
        lines(text(HEADER, PUPIL, PUPIL, PUPIL, PUPIL).encode())


def test_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consent.roll.sheets.MAX_UNPACKED", 100)

    with pytest.raises(Unreadable, match="larger than"):
        lines(xlsx([HEADER, PUPIL]))


def test_cell_without_end_is_refused() -> None:
    content = ('Adno,Forename\n1,"' + "x" * 200_000).encode()

    with pytest.raises(Unreadable, match="half-way"):
        list(next(iter(sheets(io.BytesIO(content)))))
