"""The family page in the languages families read: one TOML file a language, English the source.

All but English were translated by machine, and every page says so. What a school wrote itself stays
in English; its questions are translated where they are the usual ones.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

from django.utils import translation
from django.utils.formats import date_format

_FOLDER = Path(__file__).parent

ENGLISH = "en"
CODES = (ENGLISH, "cy", "pl", "ur", "ro", "ar", "bn")
"""As offered: the two of Wales, then by how many children in England speak them at home."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its own name, which way it is written, and its words by key."""

    code: str
    name: str
    direction: str
    words: dict[str, str]
    purposes: dict[str, str]
    questions: dict[str, str]
    notice: str

    @property
    def by_machine(self) -> bool:
        return self.code != ENGLISH

    def say(self, key: str, **given: object) -> str:
        """The sentence of that key, filled in."""
        return self.words[key].format(**given)

    def filled(self, **given: object) -> dict[str, str]:
        """Every sentence that needs nothing beside what is given, filled in, by key."""
        return {
            key: sentence.format(**given)
            for key, sentence in self.words.items()
            if needed(sentence) <= given.keys()
        }

    def day(self, day: date) -> str:
        """A day as the language writes it."""
        with translation.override(self.code):
            return date_format(day, "j E Y")


def needed(sentence: str) -> set[str]:
    """The names of the placeholders in a sentence."""
    return {name for _text, name, _format, _conversion in Formatter().parse(sentence) if name}


@cache
def load(code: str) -> Language:
    """One of ``CODES``."""
    found = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return Language(
        code=found["code"],
        name=found["name"],
        direction=found["direction"],
        words=found["words"],
        purposes=found["purposes"],
        questions=found["questions"],
        notice=found["notice"]["text"],
    )


def every() -> list[Language]:
    """All languages, in the order they are offered."""
    return [load(code) for code in CODES]


def english() -> Language:
    return load(ENGLISH)


def nearest(tag: str) -> str:
    """The code to show for a tag of BCP 47 such as ``pl-PL``; English where we have none."""
    code = tag.replace("_", "-").split("-")[0].strip().lower()
    return code if code in CODES else ENGLISH
