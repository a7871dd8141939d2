"""One row of an export as the values that the register keeps, and what is to be said about it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from consent.roll import contact_columns, contacts, dates, names, upn, years
from consent.roll.cells import Cell, said, text_of
from consent.roll.columns import CONTACT_FIELDS, Field
from consent.roll.contacts import Contact
from consent.roll.remarks import LONGEST_VALUE, Found, Remark
from consent.roll.sheets import Row

LONGEST: dict[Field, int] = {
    Field.ADMISSION_NUMBER: 20,
    Field.FORENAME: 80,
    Field.SURNAME: 80,
    Field.PREFERRED_FORENAME: 80,
    Field.PREFERRED_SURNAME: 80,
    Field.CLASS: 40,
}
_LONGEST_CONTACT, _LONGEST_PHONE = 160, 40
_HIGHEST_PRIORITY = 999
BEFORE_UPN = frozenset({"N1", "N2", "E1", "E2"})  # a UPN comes with the first state school place
FEW_CELLS = 3  # in a row that may be about no child
_TELLING = (Field.ADMISSION_NUMBER, Field.UPN, Field.BORN_ON, Field.CLASS, Field.YEAR_GROUP)
_FOOTER = re.compile(
    r"(?:printed|generated|produced|exported|report|total|page|count|number of|end of|created|run"
    r"|©|confidential)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Entry:
    """A child as one row tells of it. Empty and None mean that the row does not say."""

    row: int
    admission_number: str = ""
    upn: str = ""
    legal_forename: str = ""
    legal_surname: str = ""
    preferred_forename: str = ""
    preferred_surname: str = ""
    year_group: str = ""
    class_name: str = ""
    born_on: date | None = None
    joined_on: date | None = None
    left_on: date | None = None
    contacts: list[Contact] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    @property
    def is_taken(self) -> bool:
        return not any(one.is_error for one in self.found)


class Reader:
    """Makes rows into entries, by one mapping and for one day."""

    def __init__(self, mapping: Mapping[str, int], today: date) -> None:
        self.mapping = mapping
        self.today = today
        named = {
            one: place
            for one, place in mapping.items()
            if contact_columns.parted(one)[0] in CONTACT_FIELDS
        }
        self._of_contacts = contact_columns.by_contact(named)

    def read(self, row: Row) -> Entry | None:
        """The row's child; None for a line that is about none (“Printed on 3 September”)."""
        first, number = _filled(row)
        if not number or self._is_footer(first, row):
            return None
        entry = Entry(row.number)
        # First of all, so that a child whose row cannot be taken does not seem to have left
        entry.admission_number = self._said(row, Field.ADMISSION_NUMBER)
        entry.upn = upn.tidy(self._said(row, Field.UPN))[: upn.LENGTH]
        if number == 1 and len(self.mapping) > 1:
            self._remark(entry, Remark.LONE_CELL, value=first)
            return entry
        self._take_names(entry, row)
        if not entry.legal_forename:
            self._remark(entry, Remark.NO_NAME)
            return entry
        self._take_days(entry, row)
        entry.class_name = self._said(row, Field.CLASS)
        self._take_year(entry, row)
        self._take_upn(entry, row)
        if not entry.admission_number:
            self._remark(entry, Remark.NO_NUMBER)
        self._refuse_long(entry)
        entry.contacts = self._contacts(entry, row)
        return entry

    def _cell(self, row: Row, wanted: Field) -> Cell:
        return _at(row, self.mapping, wanted)

    def _said(self, row: Row, wanted: Field) -> str:
        return said(self._cell(row, wanted))

    @staticmethod
    def _remark(entry: Entry, remark: Remark, where: Field | str = "", value: str = "") -> None:
        entry.found.append(Found(entry.row, remark, str(where), value[:LONGEST_VALUE]))

    def _is_footer(self, first: str, row: Row) -> bool:
        """“Printed on 3 September | Page 1”; a child called Page has a class."""
        if not _FOOTER.match(first):
            return False
        return not any(self._said(row, one) for one in _TELLING if one in self.mapping)

    def _take_names(self, entry: Entry, row: Row) -> None:
        forename, surname = self._said(row, Field.FORENAME), self._said(row, Field.SURNAME)
        if not forename and Field.FORENAME not in self.mapping:
            split = names.whole(self._said(row, Field.FULL_NAME))
            forename, surname = split[0], surname or split[1]
        if not forename:
            forename, surname = surname, ""
        entry.legal_forename = names.proper(forename)
        entry.legal_surname = names.proper(surname, surname=True)
        chosen_surname = self._said(row, Field.PREFERRED_SURNAME)
        chosen = names.without_surname(
            self._said(row, Field.PREFERRED_FORENAME), (chosen_surname, surname)
        )
        chosen, chosen_surname = names.proper(chosen), names.proper(chosen_surname, surname=True)
        entry.preferred_forename = "" if chosen == entry.legal_forename else chosen
        entry.preferred_surname = "" if chosen_surname == entry.legal_surname else chosen_surname

    def _take_upn(self, entry: Entry, row: Row) -> None:
        if Field.UPN not in self.mapping:
            return
        entry.upn = upn.tidy(self._said(row, Field.UPN))
        verdict = upn.judge(entry.upn)
        if len(entry.upn) > upn.LENGTH:
            self._remark(entry, Remark.UPN_WRONG, Field.UPN, entry.upn)
            entry.upn = entry.upn[: upn.LENGTH]
        elif verdict is upn.Verdict.WRONG:
            self._remark(entry, Remark.UPN_WRONG, Field.UPN, entry.upn)
        elif verdict is upn.Verdict.TEMPORARY:
            self._remark(entry, Remark.UPN_TEMPORARY, Field.UPN, entry.upn)
        elif verdict is upn.Verdict.BLANK and entry.year_group not in BEFORE_UPN:
            self._remark(entry, Remark.UPN_BLANK, Field.UPN)

    def _take_days(self, entry: Entry, row: Row) -> None:
        entry.born_on = self._day(entry, row, Field.BORN_ON)
        if entry.born_on and entry.born_on > self.today:
            self._remark(entry, Remark.BORN_IN_FUTURE, Field.BORN_ON, f"{entry.born_on:%d/%m/%Y}")
            entry.born_on = None
        entry.joined_on = self._day(entry, row, Field.JOINED_ON)
        if entry.joined_on and entry.joined_on > self.today:
            entry.joined_on = None
        entry.left_on = self._day(entry, row, Field.LEFT_ON)
        if entry.left_on and entry.left_on >= self.today:
            self._remark(entry, Remark.LEAVES_LATER, Field.LEFT_ON, f"{entry.left_on:%d/%m/%Y}")
            entry.left_on = None

    def _day(self, entry: Entry, row: Row, wanted: Field) -> date | None:
        cell = self._cell(row, wanted)
        try:
            return dates.parse(cell if not isinstance(cell, str) else said(cell))
        except dates.NotADay:
            self._remark(entry, Remark.DAY_UNREADABLE, wanted, text_of(cell))
            return None

    def _take_year(self, entry: Entry, row: Row) -> None:
        written = self._said(row, Field.YEAR_GROUP)
        usual = years.expected(entry.born_on, day=self.today) if entry.born_on else None
        known = years.parse(written) if written else None
        if written and known is None:
            self._remark(entry, Remark.YEAR_UNKNOWN, Field.YEAR_GROUP, written)
        if known is None:
            known = years.of_class(entry.class_name) or usual
            if known is None:
                self._remark(entry, Remark.YEAR_MISSING, Field.YEAR_GROUP)
        elif usual not in {None, known} and entry.left_on is None:
            self._remark(entry, Remark.YEAR_UNUSUAL, Field.YEAR_GROUP, written)
        entry.year_group = known or ""

    def _refuse_long(self, entry: Entry) -> None:
        for where, most in LONGEST.items():
            value = getattr(entry, where.value)
            if len(value) > most:
                self._remark(entry, Remark.TOO_LONG, where, value)

    def _contacts(self, entry: Entry, row: Row) -> list[Contact]:
        """Everybody the row names, each once."""
        found: dict[str, Contact] = {}
        for number, places in self._of_contacts.items():
            contact = self._contact(entry, row, number, places)
            if contact is not None:
                found.setdefault(contact.name.casefold(), contact)
        return list(found.values())

    def _contact(
        self, entry: Entry, row: Row, number: int, places: Mapping[str, int]
    ) -> Contact | None:
        def told(wanted: Field) -> str:
            return said(_at(row, places, wanted))

        parts = (told(Field.CONTACT_FORENAME), told(Field.CONTACT_SURNAME))
        name = told(Field.CONTACT) or " ".join(filter(None, parts))
        if not name:
            return None
        if "," in name:
            name = " ".join(names.whole(name)).strip()
        email = told(Field.EMAIL).lower()
        if email and not contacts.is_email(email):
            where = contact_columns.key(Field.EMAIL, number)
            self._remark(entry, Remark.EMAIL_WRONG, where, email)
            email = ""
        held = told(Field.RESPONSIBILITY)
        return Contact(
            name=names.proper(contacts.without_title(name), surname=True)[:_LONGEST_CONTACT],
            relationship=contacts.relationship(told(Field.RELATIONSHIP)),
            responsible=contacts.says_yes(held) if Field.RESPONSIBILITY in places else None,
            email=email,
            phone=told(Field.PHONE)[:_LONGEST_PHONE],
            priority=_priority(told(Field.PRIORITY)) or self._order(number),
        )

    def _order(self, number: int) -> int | None:
        """Who is contact 1 comes before contact 2; a file with one contact a row says nothing."""
        return number if len(self._of_contacts) > 1 else None


def _at(row: Row, places: Mapping[str, int], wanted: Field) -> Cell:
    place = places.get(wanted, -1)
    return row.cells[place] if 0 <= place < len(row.cells) else None


def _priority(text: str) -> int | None:
    return int(text) if text.isdecimal() and int(text) <= _HIGHEST_PRIORITY else None


def _filled(row: Row) -> tuple[str, int]:
    """The first text in the row, and how many cells hold any; of many, that there are many."""
    cells = [cell for cell in row.cells if cell is not None and cell != ""]
    if len(cells) >= FEW_CELLS and (first := text_of(cells[0])):
        return first, len(cells)
    texts = [text for text in map(text_of, cells) if text]
    return (texts[0] if texts else ""), len(texts)


def entries(rows: Iterator[Row], mapping: Mapping[str, int], today: date) -> Iterator[Entry]:
    """Every child's row in turn."""
    reader = Reader(mapping, today)
    for row in rows:
        entry = reader.read(row)
        if entry is not None:
            yield entry
