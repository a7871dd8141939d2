"""Letters and log sheets as shipped, and how they are filled. Nothing is ever sent from here."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from schoolsocial.words import Words

_FILE = Path(__file__).with_name("playbooks") / "letters.toml"
_NAME = re.compile(r"\{([^{}]*)\}")
LONGEST_LETTER = 6000
LONGEST_FILLED = 12_000
"""Characters of a letter with its gaps written into."""
LINE = "…………………………"
"""What stands where the incident does not know."""

NAMES: Mapping[str, Words] = {
    "school": _("the school's name"),
    "today": _("today's date"),
    "writer": _("your name"),
    "reference": _("the incident's number"),
    "kind": _("what kind of incident it is"),
    "severity": _("how grave it is"),
    "reported": _("when it was reported"),
    "reporter": _("who reported it"),
    "owner": _("who looks after it"),
    "handle": _("the account on X"),
    "link": _("the link"),
    "due": _("when the law's time ends"),
}


class UnknownName(ValueError):
    """The words have something in braces that is none of ``NAMES``."""


@dataclass(frozen=True, slots=True)
class Template:
    """A letter or log sheet. ``to``: whom it is for."""

    code: str
    label: str
    to: str
    words: str


@cache
def shipped() -> Mapping[str, Template]:
    """Every letter by its code, in the order of the file."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        code: Template(code, entry["label"], entry["to"], entry["words"].strip())
        for code, entry in data.items()
    }


def refuse_unknown(words: str) -> None:
    """Raises ``UnknownName`` with the name nobody knows."""
    unknown = [name for name in _NAME.findall(words) if name not in NAMES]
    if unknown:
        raise UnknownName(unknown[0])


def filled(words: str, known: Mapping[str, str]) -> str:
    """The words with what is known; a line to write on where it is not. What is filled in is not
    looked at again, so that braces in a name stay braces.
    """
    return _NAME.sub(lambda found: known.get(found[1], "") or LINE, words)
