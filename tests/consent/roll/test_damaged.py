"""Sheets that were cut short, spoiled or written with other letters than they say."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest

from consent.roll import table
from consent.roll.cells import Cell
from consent.roll.sheets import Unreadable
from tests.consent.roll.books import ods, xlsx

HEADER = ["Adno", "Forename", "DOB"]
PUPILS = [[f"{number:06}", "Zoë", "01/05/2018"] for number in range(30)]
BOOKS = {"xlsx": xlsx([HEADER, *PUPILS]), "ods": ods([HEADER, *PUPILS])}
SHEETS = {"xlsx": "xl/worksheets/sheet1.xml", "ods": "content.xml"}

each_book = pytest.mark.parametrize("kind", BOOKS)


def lines(content: bytes) -> list[list[Cell]]:
    return [list(row.cells) for row in table.find(io.BytesIO(content)).rows]


def spoiled(book: bytes, name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The workbook with another content in one of its parts, or without that part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as held, zipfile.ZipFile(packed, "w") as archive:
        for one in held.namelist():
            content = held.read(one)
            changed = change(content) if one == name else content
            if changed is not None:
                archive.writestr(one, changed)
    return packed.getvalue()


@each_book
def test_whole_book_is_read(kind: str) -> None:
    assert len(lines(BOOKS[kind])) == len(PUPILS)


@each_book
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_book_that_was_cut_short_is_refused(kind: str, part: float) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        lines(BOOKS[kind][: int(len(BOOKS[kind]) * part)])


@each_book
@pytest.mark.parametrize(
    "change",
    [
        lambda _content: None,
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"0", b"&nothing;", 40),
        lambda content: b"\0" * len(content),
    ],
    ids=["missing", "cut short", "wrong entity", "zeros"],
)
def test_book_with_a_spoiled_sheet_is_refused(
    kind: str, change: Callable[[bytes], bytes | None]
) -> None:
    with pytest.raises(Unreadable):
        lines(spoiled(BOOKS[kind], SHEETS[kind], change))


@each_book
def test_book_packed_for_a_program_that_does_not_exist_is_refused(kind: str) -> None:
    book = bytearray(BOOKS[kind])
    book[book.rindex(b"PK\x01\x02") + 6] = 190  # the version needed to unpack it

    with pytest.raises(Unreadable, match="damaged"):
        lines(bytes(book))


@each_book
def test_byte_that_fell_over_never_stops_the_program(kind: str) -> None:
    for place in range(0, len(BOOKS[kind]), 37):
        book = bytearray(BOOKS[kind])
        book[place] ^= 0xFF
        with suppress(Unreadable):
            lines(bytes(book))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Zoë".encode("cp1252"), "Zoë"),
        ("Zoë".encode(), "Zoë"),
        (b"Zo\x81", "Zo\ufffd"),  # stands for nothing in any of them
        ("Łukasz".encode("cp1250"), "£ukasz"),  # taken for the alphabet of Western Europe
    ],
)
def test_letters_of_another_alphabet_lose_no_child(written: bytes, read: str) -> None:
    content = b"Adno,Forename,DOB\n1," + written + b",01/05/2018\n2,Bea,02/05/2018\n"

    assert [cells[1] for cells in lines(content)] == [read, "Bea"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_half_a_letter_at_the_end_loses_no_child(encoding: str) -> None:
    content = "Adno,Forename,DOB\r\n1,Zoë,01/05/2018\r\n".encode(encoding)

    assert lines(content + b"\0")[0][1] == "Zoë"
