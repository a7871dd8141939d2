"""Pupils' names from a file exported by the school's MIS: CSV as SIMS, Arbor, Bromcom and
ScholarPack write it, with the quirks of spreadsheets.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice

from policy.names import PupilName
from policy.roll import Roll

_LEGAL_FORENAME = ("legalforename", "legalfirstname")
_FORENAME = ("forename", "firstname", "givenname")
_CHOSEN_FORENAME = (
    "preferredforename", "preferredfirstname", "chosenforename", "chosenname", "chosen",
    "knownas", "preferredname",
)  # fmt: skip
_LEGAL_SURNAME = ("legalsurname", "legallastname", "legalfamilyname")
_SURNAME = ("surname", "lastname", "familyname")
_CHOSEN_SURNAME = ("preferredsurname", "preferredlastname", "chosensurname")
_WHOLE = ("name", "fullname", "pupil", "pupilname", "student", "studentname")

_DELIMITERS = ",;\t"
_TITLE_ROWS = 20  # most that stand above a header
_NOT_A_LETTER = re.compile(r"[\W_]+")

Columns = Mapping[str, int]


class RollError(ValueError):
    """The file is no roll that can be read; the text says why and what to do."""


def read(written: bytes) -> Roll:
    """The roll in a CSV file. Raises `RollError`."""
    rows = _rows(_decoded(written))
    columns = next(filter(None, map(_columns, islice(rows, _TITLE_ROWS))), None)
    if columns is None:
        raise RollError(
            "The roll has no row of headings with a first name and a surname, such as "
            "“Forename” and “Surname”. Export it again with its headings."
        )
    names = dict.fromkeys(filter(None, (_names(row, columns) for row in rows)))
    if not names:
        raise RollError("The roll has headings but no pupil below them. Export it again.")
    return Roll.of(PupilName(number, *each) for number, each in enumerate(names, start=1))


def _decoded(written: bytes) -> str:
    if written.startswith(b"PK\x03\x04"):
        raise RollError("The roll is an Excel file. Save it as CSV and try again.")
    encodings = (
        ("utf-16",) if written[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252")
    )
    for encoding in encodings:
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RollError("The roll is not a text file. Save it as CSV in UTF-8 and try again.")


def _rows(text: str) -> Iterator[list[str]]:
    """Its rows, parted by whichever mark stands most often in the first lines."""
    sample = "\n".join(islice(StringIO(text), _TITLE_ROWS))
    delimiter = max(_DELIMITERS, key=sample.count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        raise RollError("The roll is not CSV. Save it as CSV and try again.") from None


def _columns(row: Sequence[str]) -> Columns | None:
    """Which column holds what; None for a row that is no row of headings.

    A plain “Forename” is the preferred one beside “Legal Forename”, and the legal one alone.
    """
    at = {
        _NOT_A_LETTER.sub("", cell.casefold()): place for place, cell in reversed([*enumerate(row)])
    }
    legal, chosen = _first(at, _LEGAL_FORENAME), _first(at, _CHOSEN_FORENAME)
    plain = _first(at, _FORENAME)
    forename = legal if legal is not None else plain
    columns = {
        "forename": forename if forename is not None else chosen,
        "surname": _first(at, (*_LEGAL_SURNAME, *_SURNAME, *_CHOSEN_SURNAME)),
        "chosen forename": chosen if chosen is not None else plain,
        "chosen surname": _first(at, (*_CHOSEN_SURNAME, *_SURNAME)),
        "whole": _first(at, _WHOLE),
    }
    found = {what: place for what, place in columns.items() if place is not None}
    return found if {"forename", "surname"} <= found.keys() or _only_whole(found) else None


def _only_whole(found: Columns) -> bool:
    return found.keys() == {"whole"}


def _first(at: Columns, names: Sequence[str]) -> int | None:
    return next((at[name] for name in names if name in at), None)


def _names(row: Sequence[str], columns: Columns) -> tuple[str, str, str, str] | None:
    """Legal forename and surname, then the preferred ones; None for a row that is no pupil's."""
    cells = {what: row[place].strip() for what, place in columns.items() if place < len(row)}
    if "forename" in columns:
        forename, surname = cells.get("forename", ""), cells.get("surname", "")
    else:
        forename, surname = _parted(cells.get("whole", ""))
    chosen_surname = cells.get("chosen surname", "")
    chosen = _without(_without(cells.get("chosen forename", ""), surname), chosen_surname)
    names = (forename, surname, chosen, chosen_surname)
    written = "".join(names)
    return names if written and not any(letter.isdigit() for letter in written) else None


def _parted(whole: str) -> tuple[str, str]:
    """“Brown, Amelia” and “Amelia Brown”; all that follows the first name is the surname."""
    if "," in whole:
        surname, _, forename = whole.partition(",")
        return forename.strip(), surname.strip()
    forename, _, surname = whole.partition(" ")
    return forename, surname.strip()


def _without(name: str, surname: str) -> str:
    """The first name of a preferred name that is the whole name."""
    whole = surname and name.casefold().endswith(f" {surname.casefold()}")
    return name[: -len(surname)].strip() if whole else name
