"""A parent or carer in a row: who they are to the child, and whether they may consent for it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from consent.roll.cells import REMEMBERED

RELATIONSHIPS: dict[str, str] = {
    "mother": "mother",
    "mum": "mother",
    "mummy": "mother",
    "father": "father",
    "dad": "father",
    "daddy": "father",
    "parent": "parent",
    "parent/carer": "parent",
    "adoptive parent": "parent",
    "adoptive mother": "mother",
    "adoptive father": "father",
    "step mother": "step-parent",
    "step father": "step-parent",
    "step parent": "step-parent",
    "stepmother": "step-parent",
    "stepfather": "step-parent",
    "stepparent": "step-parent",
    "step mum": "step-parent",
    "step dad": "step-parent",
    "grandparent": "grandparent",
    "grandmother": "grandparent",
    "grandfather": "grandparent",
    "grandma": "grandparent",
    "grandad": "grandparent",
    "nan": "grandparent",
    "guardian": "guardian",
    "legal guardian": "guardian",
    "special guardian": "guardian",
    "foster carer": "foster-carer",
    "foster parent": "foster-carer",
    "foster mother": "foster-carer",
    "foster father": "foster-carer",
    "social worker": "local-authority",
    "local authority": "local-authority",
}
RESPONSIBLE = frozenset({"mother", "father", "parent", "guardian", "local-authority"})
"""Taken to have parental responsibility where the file does not say."""

_YES = frozenset({"y", "yes", "true", "t", "1", "x", "✓", "✔", "parental responsibility", "pr"})
_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|rev|prof|sir|lady)\.? +", re.IGNORECASE)
_MOST = 254


@dataclass(frozen=True, slots=True)
class Contact:
    """One parent or carer of the row's child; ``responsible`` is None where the file is silent."""

    name: str
    relationship: str
    responsible: bool | None
    email: str
    phone: str
    priority: int | None


@lru_cache(maxsize=REMEMBERED)
def relationship(text: str) -> str:
    """A code of the register for “Mother”, “Step-mother”, “Foster Carer” …; empty for nothing."""
    plain = re.sub(r"[\s\-_]+", " ", text.lower()).strip(" .")
    if plain in RELATIONSHIPS:
        return RELATIONSHIPS[plain]
    return "other" if plain else ""


def says_yes(text: str) -> bool:
    """Whether a cell about parental responsibility says that there is."""
    return text.lower() in _YES


def is_email(text: str) -> bool:
    """Whether mail can be sent there; spreadsheets hold "mailto:" and worse."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return text.isascii() and len(text) <= _MOST


def without_title(name: str) -> str:
    """“Mrs B. Brown” as “B. Brown”; the letter home has its own way to greet."""
    return _TITLE.sub("", name) or name
