"""What each column of an export is, by the names SIMS, Arbor, Bromcom and ScholarPack give it."""

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from consent.roll import contact_columns
from consent.roll.cells import Cell, text_of
from schoolsocial.words import Words


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


LABELS: dict[Field, Words] = {
    Field.ADMISSION_NUMBER: _("Admission number"),
    Field.UPN: "UPN",
    Field.FORENAME: _("Legal forename"),
    Field.SURNAME: _("Legal surname"),
    Field.FULL_NAME: _("Whole name in one column"),
    Field.PREFERRED_FORENAME: _("Preferred forename"),
    Field.PREFERRED_SURNAME: _("Preferred surname"),
    Field.BORN_ON: _("Date of birth"),
    Field.YEAR_GROUP: _("Year group"),
    Field.CLASS: _("Class"),
    Field.JOINED_ON: _("Admission date"),
    Field.LEFT_ON: _("Leaving date"),
    Field.CONTACT: _("Contact: whole name"),
    Field.CONTACT_FORENAME: _("Contact: forename"),
    Field.CONTACT_SURNAME: _("Contact: surname"),
    Field.RELATIONSHIP: _("Contact: relationship"),
    Field.RESPONSIBILITY: _("Contact: parental responsibility"),
    Field.PRIORITY: _("Contact: priority"),
    Field.EMAIL: _("Contact: e-mail"),
    Field.PHONE: _("Contact: phone"),
}

LATER_CONTACTS: dict[Field, Words] = {
    Field.CONTACT: _("Contact {number}: whole name"),
    Field.CONTACT_FORENAME: _("Contact {number}: forename"),
    Field.CONTACT_SURNAME: _("Contact {number}: surname"),
    Field.RELATIONSHIP: _("Contact {number}: relationship"),
    Field.RESPONSIBILITY: _("Contact {number}: parental responsibility"),
    Field.PRIORITY: _("Contact {number}: priority"),
    Field.EMAIL: _("Contact {number}: e-mail"),
    Field.PHONE: _("Contact {number}: phone"),
}
"""Of the second, third … whom a row names."""

CONTACT_FIELDS = frozenset(
    {
        Field.CONTACT,
        Field.CONTACT_FORENAME,
        Field.CONTACT_SURNAME,
        Field.RELATIONSHIP,
        Field.RESPONSIBILITY,
        Field.PRIORITY,
        Field.EMAIL,
        Field.PHONE,
    }
)
"""What a row may say of several people."""

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
    " parent carer name, guardian, guardian name, guardians name, carer name, parent guardian,"
    " parent guardian name",
    Field.CONTACT_FORENAME: "contact forename, contact first name, parent forename,"
    " parent first name, guardian first name, contact legal forename, contact legal first name,"
    " contact given name",
    Field.CONTACT_SURNAME: "contact surname, contact last name, parent surname, parent last name,"
    " guardian last name, contact legal surname, contact legal last name, contact family name",
    Field.RELATIONSHIP: "relationship, relationship to pupil, relationship to student,"
    " contact relationship, relation, relationship type, relation to pupil, relationship to child",
    Field.RESPONSIBILITY: "parental responsibility, pr, has parental responsibility,"
    " contact parental responsibility, legal guardian, parental resp, parental responsibility flag",
    Field.PRIORITY: "priority, contact priority, contact order, contact number, order,"
    " priority number",
    Field.EMAIL: "email, email address, contact email, contact email address, parent email,"
    " primary email, home email, guardian email, main email, parent email address",
    Field.PHONE: "phone, telephone, mobile, contact phone, contact telephone, mobile phone,"
    " main telephone, phone number, mobile number, contact mobile, telephone number, home phone,"
    " contact number 1, parent phone, main phone",
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
) -> dict[str, int]:
    """Which column holds what; the first where two would. Columns nobody knows are left out.

    ``remembered`` is what the school chose before: a squeezed name to a field ("" for ignored). It
    goes before a column of “contact 1”, which goes before one that says no number.
    """
    chosen: dict[str, int] = {}
    numbered: dict[str, int] = {}
    usual: dict[str, int] = {}
    unclear: list[tuple[int, str]] = []
    for place, name in enumerate(map(squeeze, header)):
        if remembered and name in remembered:
            if is_known(remembered[name]):
                chosen.setdefault(remembered[name], place)
        elif field := _BY_NAME.get(_bare(name)):
            usual.setdefault(field, place)
        elif key := _of_a_contact(name):
            numbered.setdefault(key, place)
        elif _bare(name) in _EITHER:
            unclear.append((place, _bare(name)))
    found = usual | numbered | chosen
    for place, name in unclear:
        legal, preferred = _EITHER[name]
        found.setdefault(preferred if legal in found else legal, place)
    if Field.FORENAME in found and Field.FULL_NAME in found:
        del found[Field.FULL_NAME]
    return dict(sorted(found.items(), key=lambda one: one[1]))


def is_known(key: str) -> bool:
    """Whether it is the code of a field, or of a later contact's."""
    field, contact = contact_columns.parted(key)
    return field in (set(Field) if contact == 1 else CONTACT_FIELDS) and contact > 0


def label(key: str) -> str:
    """“Contact 2: e-mail”; empty for what is no field."""
    if not is_known(key):
        return ""
    field, contact = contact_columns.parted(key)
    if contact == 1:
        return str(LABELS[Field(field)])
    return str(LATER_CONTACTS[Field(field)]).format(number=contact)


def _of_a_contact(name: str) -> str | None:
    told = contact_columns.numbered(name)
    if told is None or told[1] > contact_columns.MOST:
        return None
    known = (_BY_NAME.get(one) for one in (f"contact{told[0]}", told[0]))
    field = next((one for one in known if one in CONTACT_FIELDS), None)
    return field and contact_columns.key(field, told[1])


def _bare(name: str) -> str:
    """The name without whose it is, where that makes it a known one."""
    if name in _EITHER or name in _BY_NAME:
        return name
    for owner in _OWNERS:
        rest = name.removeprefix(owner)
        if rest != name and (rest in _EITHER or rest in _BY_NAME):
            return rest
    return name


def names_a_child(found: Mapping[str, int]) -> bool:
    """Whether rows under these columns say who a child is."""
    return Field.FULL_NAME in found or Field.FORENAME in found or Field.SURNAME in found
