"""One row of an export as the values that the register keeps, and what is to be said about it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from consent.roll import contact_columns, contacts, dates, names, upn, years
from consent.roll.cells import said, said_again, text_of
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
SHORTEST_LIMIT = min(LONGEST.values())
_LONGEST_CONTACT, _LONGEST_PHONE = 160, 40
_HIGHEST_PRIORITY = 999
REPEATED = frozenset(
    {
        Field.SURNAME,
        Field.BORN_ON,
        Field.YEAR_GROUP,
        Field.CLASS,
        Field.JOINED_ON,
        Field.LEFT_ON,
        Field.RELATIONSHIP,
        Field.RESPONSIBILITY,
        Field.PRIORITY,
    }
)
"""What many children of a school have in common: read once, then remembered."""

BEFORE_UPN = frozenset({"N1", "N2", "E1", "E2"})  # a UPN comes with the first state school place
FEW_CELLS = 3  # in a row that may be about no child
_FOOTER = re.compile(
    r"(?:printed|generated|produced|exported|report|total|page|count|number of|end of|created|run"
    r"|©|confidential)\b",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """The texts of a row by what they are, in the order of ``Field``; empty where it is silent."""

    admission_number: str
    upn: str
    legal_forename: str
    legal_surname: str
    full_name: str
    preferred_forename: str
    preferred_surname: str
    born_on: str
    year_group: str
    class_name: str
    joined_on: str
    left_on: str
    contact_name: str
    contact_forename: str
    contact_surname: str
    relationship: str
    responsibility: str
    priority: str
    email: str
    phone: str


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
        return not (self.found and any(one.is_error for one in self.found))


class Reader:
    """Makes rows into entries, by one mapping and for one day."""

    def __init__(self, mapping: Mapping[str, int], today: date) -> None:
        self.mapping = mapping
        self.today = today
        of = {wanted: contact_columns.parted(wanted) for wanted in mapping}
        self._columns = [
            (said_again if of[wanted][0] in REPEATED else said, place)
            for wanted, place in mapping.items()
        ]
        self._width = max(mapping.values(), default=-1) + 1
        self._child = self._arranged(1)
        numbers = sorted({number for kind, number in of.values() if kind in CONTACT_FIELDS})
        self._contacts = {number: self._arranged(number) for number in numbers}

    def read(self, row: Row) -> Entry | None:
        """The row's child; None for a line that is about none (“Printed on 3 September”)."""
        first, number = _filled(row)
        if not number:
            return None
        texts = self._texts(row)
        told = Told._make(self._child(texts))
        if _FOOTER.match(first) and not _tells_of_a_child(told, first):
            return None
        entry = Entry(row.number)
        # First of all, so that a child whose row cannot be taken does not seem to have left
        entry.admission_number = told.admission_number
        entry.upn = upn.tidy(told.upn)[: upn.LENGTH]
        if number == 1 and len(self.mapping) > 1:
            self._remark(entry, Remark.LONE_CELL, value=first)
            return entry
        self._take_names(entry, told)
        if not entry.legal_forename:
            self._remark(entry, Remark.NO_NAME)
            return entry
        self._take_rest(entry, told)
        entry.contacts = self._all_contacts(entry, texts)
        return entry

    def _arranged(self, contact: int) -> Callable[[Sequence[str]], tuple[str, ...]]:
        """From a row's texts what is told of the child and of that contact of theirs."""
        order = {wanted: place for place, wanted in enumerate(self.mapping)}
        keys = (contact_columns.key(wanted, contact) for wanted in Field)
        return itemgetter(*(order.get(key, -1) for key in keys))

    def _texts(self, row: Row) -> list[str]:
        cells = row.cells
        if len(cells) < self._width:
            cells = [*cells, *[None] * (self._width - len(cells))]
        texts = [read(cells[place]) for read, place in self._columns]
        texts.append("")  # where every column stands that the file does not have
        return texts

    @staticmethod
    def _remark(entry: Entry, remark: Remark, where: Field | str = "", value: str = "") -> None:
        entry.found.append(Found(entry.row, remark, str(where), value[:LONGEST_VALUE]))

    def _take_names(self, entry: Entry, told: Told) -> None:
        forename, surname = told.legal_forename, told.legal_surname
        if not forename and Field.FORENAME not in self.mapping:
            split = names.whole(told.full_name)
            forename, surname = split[0], surname or split[1]
        if not forename:
            forename, surname = surname, ""
        entry.legal_forename = names.proper(forename)
        entry.legal_surname = names.proper(surname, surname=True)
        if told.preferred_forename or told.preferred_surname:
            self._take_preferred(entry, told, surname)

    @staticmethod
    def _take_preferred(entry: Entry, told: Told, surname: str) -> None:
        chosen = names.without_surname(told.preferred_forename, (told.preferred_surname, surname))
        chosen = names.proper(chosen)
        chosen_surname = names.proper(told.preferred_surname, surname=True)
        entry.preferred_forename = "" if chosen == entry.legal_forename else chosen
        entry.preferred_surname = "" if chosen_surname == entry.legal_surname else chosen_surname

    def _take_rest(self, entry: Entry, told: Told) -> None:
        self._take_days(entry, told)
        entry.class_name = told.class_name
        self._take_year(entry, told)
        if Field.UPN in self.mapping:
            self._take_upn(entry, upn.tidy(told.upn))
        if not entry.admission_number:
            self._remark(entry, Remark.NO_NUMBER)
        if max(map(len, told)) > SHORTEST_LIMIT:
            self._refuse_long(entry)

    def _take_upn(self, entry: Entry, number: str) -> None:
        verdict = upn.judge(number)
        if verdict is upn.Verdict.WRONG:
            self._remark(entry, Remark.UPN_WRONG, Field.UPN, number)
        elif verdict is upn.Verdict.TEMPORARY:
            self._remark(entry, Remark.UPN_TEMPORARY, Field.UPN, number)
        elif verdict is upn.Verdict.BLANK and entry.year_group not in BEFORE_UPN:
            self._remark(entry, Remark.UPN_BLANK, Field.UPN)

    def _take_days(self, entry: Entry, told: Told) -> None:
        entry.born_on = self._day(entry, told.born_on, Field.BORN_ON)
        if entry.born_on and entry.born_on > self.today:
            self._remark(entry, Remark.BORN_IN_FUTURE, Field.BORN_ON, f"{entry.born_on:%d/%m/%Y}")
            entry.born_on = None
        entry.joined_on = self._day(entry, told.joined_on, Field.JOINED_ON)
        if entry.joined_on and entry.joined_on > self.today:
            entry.joined_on = None
        entry.left_on = self._day(entry, told.left_on, Field.LEFT_ON)
        if entry.left_on and entry.left_on >= self.today:
            self._remark(entry, Remark.LEAVES_LATER, Field.LEFT_ON, f"{entry.left_on:%d/%m/%Y}")
            entry.left_on = None

    def _day(self, entry: Entry, written: str, wanted: Field) -> date | None:
        if not written:
            return None
        try:
            return dates.parse(written)
        except dates.NotADay:
            self._remark(entry, Remark.DAY_UNREADABLE, wanted, written)
            return None

    def _take_year(self, entry: Entry, told: Told) -> None:
        written = told.year_group
        usual = years.expected(entry.born_on, day=self.today) if entry.born_on else None
        known = years.parse(written) if written else None
        if written and known is None:
            self._remark(entry, Remark.YEAR_UNKNOWN, Field.YEAR_GROUP, written)
        if known is None:
            known = years.of_class(entry.class_name) or usual
            if known is None:
                self._remark(entry, Remark.YEAR_MISSING, Field.YEAR_GROUP)
        elif usual is not None and usual != known and entry.left_on is None:
            self._remark(entry, Remark.YEAR_UNUSUAL, Field.YEAR_GROUP, written)
        entry.year_group = known or ""

    def _refuse_long(self, entry: Entry) -> None:
        for where, most in LONGEST.items():
            value = getattr(entry, where.value)
            if len(value) > most:
                self._remark(entry, Remark.TOO_LONG, where, value)

    def _all_contacts(self, entry: Entry, texts: Sequence[str]) -> list[Contact]:
        """Everybody the row names, each once."""
        found: dict[str, Contact] = {}
        for number, arranged in self._contacts.items():
            contact = self._contact(entry, Told._make(arranged(texts)), number)
            if contact is not None:
                found.setdefault(contact.name.casefold(), contact)
        return list(found.values())

    def _contact(self, entry: Entry, told: Told, number: int) -> Contact | None:
        name = told.contact_name or f"{told.contact_forename} {told.contact_surname}".strip()
        if not name:
            return None
        if "," in name:
            name = " ".join(names.whole(name)).strip()
        email = told.email.lower()
        if email and not contacts.is_email(email):
            where = contact_columns.key(Field.EMAIL, number)
            self._remark(entry, Remark.EMAIL_WRONG, where, email)
            email = ""
        tells = contact_columns.key(Field.RESPONSIBILITY, number) in self.mapping
        return Contact(
            name=names.proper(contacts.without_title(name), surname=True)[:_LONGEST_CONTACT],
            relationship=contacts.relationship(told.relationship),
            responsible=contacts.says_yes(told.responsibility) if tells else None,
            email=email,
            phone=told.phone[:_LONGEST_PHONE],
            priority=_priority(told.priority) or self._order(number),
        )

    def _order(self, number: int) -> int | None:
        """Who is contact 1 comes before contact 2; a file with one contact a row says nothing."""
        return number if len(self._contacts) > 1 else None


def _tells_of_a_child(told: Told, first: str) -> bool:
    """“Printed on 3 September | Page 1” does not, whatever its first column is called; a child
    called Page has a class."""
    telling = (told.admission_number, told.upn, told.born_on, told.class_name, told.year_group)
    return any(text not in {"", first} for text in telling)


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
