"""Words of the rules, marked for translators (ADR 48) without Django: a file of posts is checked
where none is loaded, in English. Where the product runs, it says who translates.
"""

from collections.abc import Callable
from datetime import date
from typing import Final


def _as_written(words: str) -> str:
    return words


def _as_counted(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


class _Translator:
    """Who translates, until somebody else is named: nobody."""

    words: Callable[[str], str] = staticmethod(_as_written)
    counted: Callable[[str, str, int], str] = staticmethod(_as_counted)


_TRANSLATOR: Final = _Translator()


def translated_by(words: Callable[[str], str], counted: Callable[[str, str, int], str]) -> None:
    """From now on these two translate, a sentence and one with a number in it."""
    _TRANSLATOR.words, _TRANSLATOR.counted = words, counted


def gettext(words: str) -> str:
    """The sentence in the language of whoever is being told."""
    return _TRANSLATOR.words(words)


def ngettext(one: str, many: str, number: int) -> str:
    """The form of the sentence that goes with the number."""
    return _TRANSLATOR.counted(one, many, number)


class Later:
    """A sentence that is said when it is shown: ``str`` says it."""

    __slots__ = ("_english",)

    def __init__(self, english: str) -> None:
        self._english = english

    def __str__(self) -> str:
        return gettext(self._english)

    def __repr__(self) -> str:
        return repr(str(self))

    def __eq__(self, other: object) -> bool:
        return str(self) == (str(other) if isinstance(other, Later) else other)

    def __hash__(self) -> int:
        return hash(str(self))

    def format(self, **gaps: object) -> str:
        """The sentence with its gaps filled."""
        return str(self).format(**gaps)


Words = str | Later
"""What a person reads: said already, or to be said when it is shown."""


def gettext_lazy(words: str) -> Later:
    """For what stands in a module."""
    return Later(words)


def named(day: date, part: str) -> str:
    """Its month (``%B``) or weekday (``%A``), by the name that Django's own catalogues give it."""
    name = day.strftime(part)
    return gettext(name)


def written(day: date) -> str:
    """``5 May 2027``."""
    return f"{day.day} {named(day, '%B')} {day.year}"
