"""What there is to say about a row: codes in the database, sentences for people."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from schoolsocial.words import Words

LONGEST_VALUE = 60


class Remark(StrEnum):
    NO_NAME = "no-name"
    LONE_CELL = "lone-cell"
    TOO_LONG = "too-long"
    NUMBER_OF_ANOTHER = "number-of-another"
    SAME_NUMBER_TWICE = "same-number-twice"
    UPN_WRONG = "upn-wrong"
    UPN_TEMPORARY = "upn-temporary"
    UPN_BLANK = "upn-blank"
    UPN_TWICE = "upn-twice"
    DAY_UNREADABLE = "day-unreadable"
    BORN_IN_FUTURE = "born-in-future"
    YEAR_UNKNOWN = "year-unknown"
    YEAR_MISSING = "year-missing"
    YEAR_UNUSUAL = "year-unusual"
    LEAVES_LATER = "leaves-later"
    LEFT_UNKNOWN = "left-unknown"
    NO_NUMBER = "no-number"
    ROW_TWICE = "row-twice"
    NAMESAKE = "namesake"
    ZEROS_EATEN = "zeros-eaten"
    NUMBER_CHANGED = "number-changed"
    NUMBERS_SWAPPED = "numbers-swapped"
    EMAIL_WRONG = "email-wrong"


ERRORS = frozenset(
    {
        Remark.NO_NAME,
        Remark.LONE_CELL,
        Remark.TOO_LONG,
        Remark.NUMBER_OF_ANOTHER,
        Remark.SAME_NUMBER_TWICE,
    }
)
"""The row is not taken. Everything else is taken with a word about it."""

SENTENCES: dict[Remark, Words] = {
    Remark.NO_NAME: _("The row names no child, so it is left out."),
    Remark.LONE_CELL: _(
        "Only one cell of this row is filled, so it is taken for a heading and left out."
    ),
    Remark.TOO_LONG: _("This is too long to be kept, so the row is left out."),
    Remark.NUMBER_OF_ANOTHER: _(
        "This admission number belongs to another child on the roll, with another name "
        "and birth date. The row is left out. Put the number right in your MIS. If it is "
        "right there and wrong here, export the UPN and the birth date as well: where "
        "both agree with the roll, two children’s numbers change places."
    ),
    Remark.SAME_NUMBER_TWICE: _(
        "A row above has the same admission number and another name. This row is left "
        "out; put the number right in your MIS."
    ),
    Remark.UPN_WRONG: _("This is no valid UPN. It is kept as it is; put it right in your MIS."),
    Remark.UPN_TEMPORARY: _("This UPN is a temporary one."),
    Remark.UPN_BLANK: _("There is no UPN."),
    Remark.UPN_TWICE: _("Two children have this UPN. Both are kept; put it right in your MIS."),
    Remark.DAY_UNREADABLE: _("This is no day that can be read, so it is left as it was."),
    Remark.BORN_IN_FUTURE: _(
        "The child would be born in the future, so the birth date is left out."
    ),
    Remark.YEAR_UNKNOWN: _("This is no year group that is known, so another sign of it is used."),
    Remark.YEAR_MISSING: _("No year group can be told."),
    Remark.YEAR_UNUSUAL: _(
        "Most children born on that day are in another year. The MIS is trusted."
    ),
    Remark.LEAVES_LATER: _(
        "The leaving date is still to come. The child stays on the roll until you import "
        "again after it, or mark the child as having left."
    ),
    Remark.LEFT_UNKNOWN: _("The child has left and never was on this roll, so nothing is added."),
    Remark.NO_NUMBER: _(
        "There is no admission number. The child is known by its UPN, or by name and birth date."
    ),
    Remark.ROW_TWICE: _("A row above says the same. The child is taken once."),
    Remark.NAMESAKE: _(
        "Another child in the file has the same name and birth date. Is it one child?"
    ),
    Remark.ZEROS_EATEN: _("The number lost its leading zeros. The child is known all the same."),
    Remark.NUMBER_CHANGED: _(
        "The child was known under another admission number, which is replaced."
    ),
    Remark.NUMBERS_SWAPPED: _(
        "This child and another have each other’s number here. UPN, names and birth date "
        "agree with the file for both, so the numbers change places."
    ),
    Remark.EMAIL_WRONG: _("This is no e-mail address, so it is left out."),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A remark about one row; ``field`` is a column's code, ``value`` what stood there."""

    row: int
    remark: Remark
    field: str = ""
    value: str = ""

    @property
    def is_error(self) -> bool:
        return self.remark in ERRORS

    @property
    def sentence(self) -> Words:
        return SENTENCES[self.remark]
