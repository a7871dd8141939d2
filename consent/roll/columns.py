"""What each column of an export is, by the names SIMS, Arbor, Bromcom and ScholarPack give it."""

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from consent.roll.cells import Cell, text_of


class Field(StrEnum):
    """What the register takes from a file."""

    ADMISSION_NUMBER = "admission_number"
    UPN = "upn"
    FORENAME = "legal_forename"
    SURNAME = "legal_surname"
    FULL_NAME = "full_name"
    PREFERRED_FORENAME = "preferred_forename"
    PREFERRED_SURNAME = "preferred_surname"
    BORN_ON = "born_on"
    YEAR_GROUP = "year_group"
    CLASS = "class_name"
    JOINED_ON = "joined_on"
    LEFT_ON = "left_on"
    CONTACT = "contact_name"
    CONTACT_FORENAME = "contact_forename"
    CONTACT_SURNAME = "contact_surname"
    RELATIONSHIP = "relationship"
    RESPONSIBILITY = "responsibility"
    PRIORITY = "priority"
    EMAIL = "email"
    PHONE = "phone"


LABELS: dict[Field, str] = {
    Field.ADMISSION_NUMBER: "Admission number",
    Field.UPN: "UPN",
    Field.FORENAME: "Legal forename",
    Field.SURNAME: "Legal surname",
    Field.FULL_NAME: "Whole name in one column",
    Field.PREFERRED_FORENAME: "Preferred forename",
    Field.PREFERRED_SURNAME: "Preferred surname",
    Field.BORN_ON: "Date of birth",
    Field.YEAR_GROUP: "Year group",
    Field.CLASS: "Class",
    Field.JOINED_ON: "Admission date",
    Field.LEFT_ON: "Leaving date",
    Field.CONTACT: "Contact: whole name",
    Field.CONTACT_FORENAME: "Contact: forename",
    Field.CONTACT_SURNAME: "Contact: surname",
    Field.RELATIONSHIP: "Contact: relationship",
    Field.RESPONSIBILITY: "Contact: parental responsibility",
    Field.PRIORITY: "Contact: priority",
    Field.EMAIL: "Contact: e-mail",
    Field.PHONE: "Contact: phone",
}

_NAMES: dict[Field, str] = {
    Field.ADMISSION_NUMBER: "adno, admission number, admission no, adm no, admno, pupil id,"
    " student id, id, learnerid, misid, mis id, pupil number, student number, admission",
    Field.UPN: "upn, unique pupil number",
    Field.FORENAME: "legal forename, legal first name, legal given name, given name",
    Field.SURNAME: "legal surname, legal last name, legal family name, family name",
    Field.FULL_NAME: "name, full name, pupil name, student name, pupil, student, child, child name,"
    " legal name, legal full name, childs name",
    Field.PREFERRED_FORENAME: "preferred forename, preferred first name, preferred name, chosen,"
    " chosen name, chosen forename, known as, preferred given name",
    Field.PREFERRED_SURNAME: "preferred surname, preferred last name, chosen surname",
    Field.BORN_ON: "dob, date of birth, birth date, birthdate, born, d o b",
    Field.YEAR_GROUP: "year group, year taught in, nc year, year, curriculum year, yeargroup,"
    " national curriculum year, actual nc year, yr, yr grp, year grp, nc year actual",
    Field.CLASS: "reg group, reg, registration form, registration group, form, class, tutor group,"
    " class name, form group, registration, reg form, reggroup",
    Field.JOINED_ON: "admission date, date of admission, doa, entry date, start date, date joined,"
    " enrolment date, join date, joining date",
    Field.LEFT_ON: "dol, leaving date, date of leaving, leave date, left on, date left, end date,"
    " leavingdate",
    Field.CONTACT: "contact name, contact, contact full name, parent, parent name, parent carer,"
    " parent carer name, guardian, guardian name, guardians name, primary contact, contact 1 name,"
    " parent 1 name, primary guardian, primary contact name, carer name, parent guardian,"
    " parent guardian name",
    Field.CONTACT_FORENAME: "contact forename, contact first name, parent forename,"
    " parent first name, guardian first name, contact 1 forename, contact 1 first name",
    Field.CONTACT_SURNAME: "contact surname, contact last name, parent surname, parent last name,"
    " guardian last name, contact 1 surname, contact 1 last name",
    Field.RELATIONSHIP: "relationship, relationship to pupil, relationship to student,"
    " contact relationship, relation, relationship type, contact 1 relationship, relation to pupil,"
    " relationship to child",
    Field.RESPONSIBILITY: "parental responsibility, pr, has parental responsibility,"
    " contact parental responsibility, legal guardian, parental resp, parental responsibility flag",
    Field.PRIORITY: "priority, contact priority, contact order, contact number, order,"
    " priority number",
    Field.EMAIL: "email, email address, contact email, contact email address, parent email,"
    " primary email, home email, guardian email, main email, contact 1 email, parent email address",
    Field.PHONE: "phone, telephone, mobile, contact phone, contact telephone, mobile phone,"
    " main telephone, phone number, mobile number, contact mobile, telephone number, home phone,"
    " contact number 1, contact 1 mobile, contact 1 telephone, parent phone, main phone",
}
_EITHER: dict[str, tuple[Field, Field]] = {
    "forename": (Field.FORENAME, Field.PREFERRED_FORENAME),
    "firstname": (Field.FORENAME, Field.PREFERRED_FORENAME),
    "surname": (Field.SURNAME, Field.PREFERRED_SURNAME),
    "lastname": (Field.SURNAME, Field.PREFERRED_SURNAME),
}
"""The legal name where the file has no other for it; beside a legal one, the preferred."""

_OWNERS = ("pupils", "pupil", "students", "student", "childs", "child", "learners", "learner")


def squeeze(header: Cell) -> str:
    """A column's name as it is compared: letters and digits alone."""
    plain = unicodedata.normalize("NFKC", text_of(header)).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


_BY_NAME = {squeeze(name): field for field, names in _NAMES.items() for name in names.split(",")}


def recognise(
    header: Sequence[Cell], remembered: Mapping[str, str] | None = None
) -> dict[Field, int]:
    """Which column holds what; the first where two would. Columns nobody knows are left out.

    ``remembered`` is what the school chose before: a squeezed name to a field ("" for ignored).
    """
    found: dict[Field, int] = {}
    unclear: list[tuple[int, str]] = []
    for place, cell in enumerate(header):
        name = squeeze(cell)
        field = _known(name, remembered or {})
        if field is not None:
            found.setdefault(field, place)
        elif name not in (remembered or {}) and _bare(name) in _EITHER:
            unclear.append((place, _bare(name)))
    for place, name in unclear:
        legal, preferred = _EITHER[name]
        found.setdefault(preferred if legal in found else legal, place)
    if Field.FORENAME in found and Field.FULL_NAME in found:
        del found[Field.FULL_NAME]
    return found


def _bare(name: str) -> str:
    """The name without whose it is, where that makes it a known one."""
    if name in _EITHER or name in _BY_NAME:
        return name
    for owner in _OWNERS:
        rest = name.removeprefix(owner)
        if rest != name and (rest in _EITHER or rest in _BY_NAME):
            return rest
    return name


def _known(name: str, remembered: Mapping[str, str]) -> Field | None:
    if not name:
        return None
    if name in remembered:
        chosen = remembered[name]
        return Field(chosen) if chosen in set(Field) else None
    return _BY_NAME.get(_bare(name))


def names_a_child(found: Mapping[Field, int]) -> bool:
    """Whether rows under these columns say who a child is."""
    return Field.FULL_NAME in found or Field.FORENAME in found or Field.SURNAME in found
