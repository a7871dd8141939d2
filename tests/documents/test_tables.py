"""Tables: no text becomes a formula, numbers are numbers, days are days."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from schoolsocial.documents import tables
from schoolsocial.documents.tables import BadSheets, Cell, Percent, Sheet

NOW = datetime(2026, 11, 30, 11, 20, tzinfo=UTC)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", '=HYPERLINK("http://x")']


def made(*rows: list[Cell], name: str = "Figures") -> bytes:
    return tables.xlsx([Sheet(name, ["What", "Value"], rows)], made_at=NOW)


def read(content: bytes) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


@pytest.mark.parametrize("formula", FORMULAS)
def test_text_is_never_a_formula_in_either_kind(formula: str) -> None:
    [_, [cell, _]] = read(made([formula, 1]))
    [[again]] = csv.reader(io.StringIO(tables.csv([[formula]]).decode("utf-8-sig"), newline=""))

    assert str(cell).startswith("'")
    assert again.startswith("'")


def test_formula_is_no_formula_when_saved_again_as_csv() -> None:
    content = made(["=cmd|' /C calc'!A0", 1])

    saved = io.StringIO()
    csv.writer(saved).writerows(read(content))

    assert not any(line.startswith("=") for line in saved.getvalue().splitlines())
    assert b"<f>" not in content


def test_numbers_days_and_shares_are_what_they_are() -> None:
    rows = read(made(["n", 1234], ["d", date(2026, 11, 30)], ["p", Percent(95)], ["x", None]))

    assert [row[1] for row in rows[1:4]] == [1234.0, date(2026, 11, 30), 95.0]
    assert type(rows[1][1]) is float


def test_number_in_words_stays_words() -> None:
    assert read(made(["007", "12"]))[1] == ["007", "12"]


def test_same_rows_give_the_same_bytes() -> None:
    assert made(["a", 1]) == made(["a", 1])


@settings(max_examples=80, deadline=None)
@given(words=st.text(max_size=60))
def test_any_text_is_written_and_none_is_worked_out(words: str) -> None:
    rows = read(made([words, 1]))

    cell = str(rows[1][0]) if len(rows) > 1 else ""
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_text_longer_than_a_cell_is_cut_not_lost() -> None:
    [_, [cell, _]] = read(made(["a" * 40_000, 1]))

    assert len(str(cell)) == tables.LONGEST_CELL


@pytest.mark.parametrize("names", [[], [""], ["One", "one"], ["[]"], ["a" * 31 + "b", "a" * 31]])
def test_sheets_without_a_name_of_their_own_are_refused(names: list[str]) -> None:
    with pytest.raises(BadSheets):
        tables.xlsx([Sheet(name, ["A"], []) for name in names], made_at=NOW)


def test_name_a_spreadsheet_refuses_is_put_right() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made(name="2026/27: [draft]? 'x'")))

    assert book.sheet_names == ["2026 27   draft   'x"]
