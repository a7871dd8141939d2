"""Several contacts in one row: “Contact 2 Surname”, “Priority 1 contact”, “Parent 2 Email”.

A field of the first contact goes by its own code, of the second by “email-2”, and so on.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

MOST = 6
"""Contacts of one child that are read."""

_OWNER = "(?:contact|parentcarer|parentguardian|parent(?!al)|carer|guardian)"
_IN_WORDS = {
    word: number
    for number, words in enumerate(
        ("primary 1st first", "secondary 2nd second", "3rd third", "4th fourth"), start=1
    )
    for word in words.split()
}
_INSIDE = re.compile(rf"(?:priority|(?:priority|emergency)?{_OWNER})([1-9]){_OWNER}?(\D*)1?")
_BEHIND = re.compile(rf"{_OWNER}(\D+)([1-9])")
_SPOKEN = re.compile(rf"({'|'.join(_IN_WORDS)}){_OWNER}(.*)")


def numbered(name: str) -> tuple[str, int] | None:
    """What a squeezed column name says, and of which contact: “parent2email” as “email”, 2."""
    if found := _INSIDE.fullmatch(name):
        return found[2], int(found[1])
    if found := _SPOKEN.fullmatch(name):
        return found[2], _IN_WORDS[found[1]]
    if found := _BEHIND.fullmatch(name):
        return found[1], int(found[2])
    return None


def key(field: str, contact: int) -> str:
    """The field of that contact; the first one's is the plain code."""
    return field if contact == 1 else f"{field}-{contact}"


def parted(key: str) -> tuple[str, int]:
    """The other way round; 0 for what is no contact's number."""
    field, hyphen, number = key.partition("-")
    if not hyphen:
        return field, 1
    return field, int(number) if re.fullmatch(f"[2-{MOST}]", number) else 0


def by_contact(places: Mapping[str, int]) -> dict[int, dict[str, int]]:
    """The columns of each contact, in the file's order of them."""
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for one, place in places.items():
        field, contact = parted(one)
        found[contact][field] = place
    return dict(sorted(found.items()))
