"""Rows of a file, whatever wrote it: CSV of any encoding and separator, XLSX, XLS, ODS.

CSV streams: however long the file, one row is held at a time.
"""

import codecs
import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, ZipError

from consent.errors import Refusal
from consent.roll.cells import Cell

MAX_BYTES = 25 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 250
SEPARATORS = ",;\t|"

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
_BLOCK = 64 * 1024
_SAMPLE_LINES = 40
_MANY_ZEROS = 0.3


class Unreadable(Refusal):
    """No roll can be read from this file; ``str()`` is a sentence for whoever gave it."""


class Row(NamedTuple):
    """One row; ``number`` as a spreadsheet shows it."""

    number: int
    cells: Sequence[Cell]


def sheets(file: BinaryIO) -> Iterator[Iterator[Row]]:
    """The sheets of a workbook, or the one a text file is. Raises ``Unreadable``."""
    file.seek(0)
    head = file.read(_BLOCK)
    if not head.strip(b"\0 \r\n\t"):
        raise Unreadable(gettext("This file is empty. Export the list of pupils again."))
    if head.startswith((_ZIP, _OLE)):
        return _workbook(file, head)
    if head.startswith(_PDF):
        raise Unreadable(
            gettext("This is a PDF. Export the list of pupils as CSV or Excel instead.")
        )
    if head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        raise Unreadable(
            gettext(
                "This is a web page with an Excel name. Open it in Excel and save it as "
                ".xlsx or .csv."
            )
        )
    return iter([_text(file, head)])


def _workbook(file: BinaryIO, head: bytes) -> Iterator[Iterator[Row]]:
    if head.startswith(_ZIP):
        _refuse_bomb(file)
    file.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise _locked() from error
    except (CalamineError, ZipError, OSError, ValueError) as error:
        if head.startswith(_OLE) and b"E\0n\0c\0r\0y\0p\0t" in _whole(file):
            raise _locked() from error
        raise _damaged() from error
    return (_whole_sheet(book, place) for place in range(len(book.sheet_names)))


def _whole_sheet(book: CalamineWorkbook, place: int) -> Iterator[Row]:
    """A sheet is opened when it is asked for, and may be damaged though the workbook is not."""
    try:
        yield from _sheet(book.get_sheet_by_index(place))
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged() from error


def _damaged() -> Unreadable:
    return Unreadable(
        gettext("This file is damaged or no spreadsheet. Export the list of pupils again.")
    )


def _locked() -> Unreadable:
    return Unreadable(
        gettext(
            "This file is protected by a password. Open it, save it without a password, "
            "and try again."
        )
    )


def _whole(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(MAX_BYTES)


def _refuse_bomb(file: BinaryIO) -> None:
    """A workbook is a zip: one that unpacks to hundreds of megabytes is no list of pupils."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise _damaged() from error
    if unpacked > MAX_UNPACKED:
        raise _too_large()


def _too_large() -> Unreadable:
    return Unreadable(
        gettext(
            "This file is larger than a school's roll can be (more than {number} rows). "
            "Export only this school's pupils."
        ).format(number=f"{MAX_ROWS:,}")
    )


def _sheet(sheet: CalamineSheet) -> Iterator[Row]:
    first = sheet.start[0] if sheet.start else 0
    for number, cells in enumerate(sheet.iter_rows(), start=first + 1):
        if number > MAX_ROWS:
            raise _too_large()
        yield Row(number, cells[:MAX_COLUMNS])


def _text(file: BinaryIO, head: bytes) -> Iterator[Row]:
    encoding = _encoding(file, head)
    sample = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    if "\0" in sample:
        raise Unreadable(
            gettext("This is no list of pupils. Export it from your MIS as CSV or Excel.")
        )
    separator = _separator(sample)
    file.seek(0)
    wrapper = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        for number, cells in enumerate(csv.reader(wrapper, delimiter=separator), start=1):
            if number > MAX_ROWS:
                raise _too_large()
            yield Row(number, cells[:MAX_COLUMNS])
    except csv.Error as error:
        raise Unreadable(
            gettext("This file stops being a table half-way. Export the list of pupils again.")
        ) from error
    finally:
        wrapper.detach()


def _encoding(file: BinaryIO, head: bytes) -> str:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    if head[1::2].count(0) > _MANY_ZEROS * len(head) / 2:
        return "utf-16-le"
    if head[::2].count(0) > _MANY_ZEROS * len(head) / 2:
        return "utf-16-be"
    return "utf-8" if _is_utf8(file) else "cp1252"


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator(sample: str) -> str:
    """What splits most of the first lines into one and the same number of cells."""
    lines = [line for line in sample.splitlines() if line.strip()][:_SAMPLE_LINES]
    return max(SEPARATORS, key=lambda separator: _agreement(lines, separator))


def _agreement(lines: list[str], separator: str) -> tuple[int, int]:
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=separator))
    except csv.Error:
        return 0, 0
    del widths[1]
    if not widths:
        return 0, 0
    width, times = widths.most_common(1)[0]
    return times, width
