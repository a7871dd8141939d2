"""Ages and birthdays of children, found beside their names and where no name is written."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policy.naming import Naming, Span
from policy.strangers import may_be_forename
from policy.tokens import fold


class Age(NamedTuple):
    """What tells an age or a birthday, with the name it belongs to."""

    span: Span
    doubtful: bool


_NUMBER = r"(?:\d{1,2}|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CHILDS = rf"(?:[2-9]|1[0-2]|{_NUMBER[3:]}"
_IS = "(?:is|are|turns?|turned|has turned|have turned|will be|is turning|are turning|just turned)"
_AFTER_NAME = re.compile(
    rf"(?:,? \(?age[ds]? {_NUMBER}\b"
    rf"|,? \({_NUMBER}\)"
    rf"|, {_NUMBER}(?=,| today\b| tomorrow\b| now\b)"
    r"|['’]s (?:\d{1,2}(?:st|nd|rd|th) )?birthday\b(?! (?:song|cake sale|assembly))"
    rf"|,? (?:who )?{_IS}(?: both| all| now)? {_NUMBER}"
    r"(?= today| years? old| on | this | tomorrow| yesterday|[!.]|\Z))",
    re.IGNORECASE,
)
_HAPPY_BIRTHDAY = re.compile(
    r"happy (?:\d{1,2}(?:st|nd|rd|th) )?birthday(?: for (?:\w+day|tomorrow))?"
    r",?(?: to)?(?: our| lovely| gorgeous| little)* ?\Z",
    re.IGNORECASE,
)
_OLD_BEFORE = re.compile(rf"{_NUMBER}[ -]years?[ -]old,? \Z", re.IGNORECASE)
_BEFORE_WITHIN = 60  # characters
_NOBODY_NAMED = re.compile(
    r"(?P<sure>\b(?:birthday (?:boy|girl)|born on \d{1,2}|(?:DOB|D\.O\.B\.?|date of birth):? \d))"
    rf"|\b(?:turns|turned|turning) {_CHILDS}\b(?= today| yesterday| tomorrow| this )"
    rf"|\b{_CHILDS}[ -]years?[ -]old (?:boy|girl|pupil|child)\b",
    re.IGNORECASE,
)
_NAMED_WITH_AGE = re.compile(
    rf"\b([A-Z][\w’'-]{{2,20}}),? \(?aged? {_NUMBER}\b(?! ?(?:-|–|to|and))"
)
_OF_A_SCHOOL = re.compile(
    r"\b(?:school|club|we|us|our|pta|library|centre|church|building|nhs)\b", re.IGNORECASE
)
_AROUND = 40  # characters


def ages(naming: Naming) -> Iterator[Age]:
    """All of them, in the order of the text and without overlap."""
    reached = 0
    for age in sorted((*_named(naming), *_unnamed(naming.passage.text))):
        if age.span[0] >= reached:
            yield age
            reached = age.span[1]


def _named(naming: Naming) -> Iterator[Age]:
    text = naming.passage.text
    people = [(name.span, name.doubtful) for name in naming.pupils]
    for (start, end), doubtful in (*people, *((span, True) for span in naming.strangers)):
        follows = _AFTER_NAME.match(text, end)
        before = text[max(0, start - _BEFORE_WITHIN) : start]
        stands = _HAPPY_BIRTHDAY.search(before) or _OLD_BEFORE.search(before)
        if follows or stands:
            begins = start - len(before) + stands.start() if stands else start
            yield Age((begins, follows.end() if follows else end), doubtful)


def _unnamed(text: str) -> Iterator[Age]:
    for found in _NAMED_WITH_AGE.finditer(text):
        if may_be_forename(fold(found.group(1))):
            yield Age(found.span(), doubtful=False)
    for found in _NOBODY_NAMED.finditer(text):
        around = text[max(0, found.start() - _AROUND) : found.start()]
        if found["sure"] or not _OF_A_SCHOOL.search(around):
            yield Age(found.span(), doubtful=not found["sure"])
