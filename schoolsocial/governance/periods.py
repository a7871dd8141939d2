"""Academic years in six fixed parts, called half-terms here. Pure.

The parts are the same days each year, whatever terms a school enters: so years compare, and no two
cuts of the same time can be laid over each other to reckon what happened on a few days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from consent.academic_year import academic_year, last_day, spoken
from schoolsocial.words import Words

YEARS = 3
_STARTS = ((9, 1), (11, 1), (1, 1), (2, 16), (4, 1), (6, 1))
_NAMES = (
    _("Autumn 1"),
    _("Autumn 2"),
    _("Spring 1"),
    _("Spring 2"),
    _("Summer 1"),
    _("Summer 2"),
)
_TERMS = ("autumn", "spring", "summer")
_TERMS_SAID = (
    _("Autumn term {year}"),
    _("Spring term {year}"),
    _("Summer term {year}"),
)
_SEPTEMBER = 9
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class HalfTerm:
    """A sixth of an academic year, ``place`` 0 to 5; ``year`` is that of its September."""

    year: int
    place: int

    @property
    def name(self) -> Words:
        return _NAMES[self.place]

    @property
    def code(self) -> str:
        """Its address, which is no period's."""
        return f"{self.year}-half-{self.place + 1}"

    @property
    def before(self) -> "HalfTerm":
        """The half-term before it, perhaps of another year."""
        if self.place:
            return HalfTerm(self.year, self.place - 1)
        return HalfTerm(self.year - 1, len(_STARTS) - 1)

    @property
    def starts_on(self) -> date:
        month, day = _STARTS[self.place]
        return date(self.year + (month < _SEPTEMBER), month, day)

    @property
    def ends_on(self) -> date:
        """The last day of it."""
        if self.place == len(_STARTS) - 1:
            return last_day(self.year)
        return HalfTerm(self.year, self.place + 1).starts_on - _A_DAY


@dataclass(frozen=True, slots=True)
class Period:
    """What somebody looks at: an academic year, or one of its terms. ``code`` is its address."""

    year: int
    term: int | None = None

    @property
    def code(self) -> str:
        return str(self.year) if self.term is None else f"{self.year}-{_TERMS[self.term]}"

    @property
    def name(self) -> str:
        year = spoken(self.year)
        return year if self.term is None else _TERMS_SAID[self.term].format(year=year)

    @property
    def half_terms(self) -> tuple[HalfTerm, ...]:
        places = range(6) if self.term is None else (2 * self.term, 2 * self.term + 1)
        return tuple(HalfTerm(self.year, place) for place in places)

    @property
    def starts_on(self) -> date:
        return self.half_terms[0].starts_on

    @property
    def ends_on(self) -> date:
        return self.half_terms[-1].ends_on

    @property
    def before(self) -> "Period":
        """The same a year earlier."""
        return Period(self.year - 1, self.term)


def half_term_of(day: date) -> HalfTerm:
    """The one that includes the day."""
    year = academic_year(day)
    return max(half for half in Period(year).half_terms if half.starts_on <= day)


def choices(today: date) -> Iterator[Period]:
    """What may be looked at: three years and their terms, the latest first, none still to come."""
    latest = academic_year(today)
    for year in range(latest, latest - YEARS, -1):
        yield Period(year)
        yield from (term for term in _terms(year) if term.starts_on <= today)


def chosen(code: str, today: date) -> Period:
    """The period of that code; this academic year where there is none."""
    found = (period for period in choices(today) if period.code == code)
    return next(found, Period(academic_year(today)))


def _terms(year: int) -> Iterator[Period]:
    return (Period(year, term) for term in range(len(_TERMS)))
