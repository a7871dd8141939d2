"""The page of figures for governors, with small numbers left out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from consent.academic_year import academic_year, end_of, first_day, last_day, spoken
from consent.models import Disposed
from consent.queries.disposals import FEWEST_TOLD, numbers_for_governors
from moderation.drafts.presenters import times
from moderation.drafts.queries import figures
from moderation.drafts.queries.figures import Taken
from schoolsocial.accounts.models import School
from schoolsocial.words import Words

YEARS = 2
NONE = _("None")
_FEW = format_lazy(_("Fewer than {number}"), number=FEWEST_TOLD)
_MORE = format_lazy(_("{number} or more"), number=FEWEST_TOLD)
_KINDS = dict(Disposed.Kind.choices)


@dataclass(frozen=True)
class Year:
    """One academic year; every value is ready to be read."""

    name: str
    posts: Words
    usual: Words
    longest: Words
    late: Words
    standing: Words
    disposed: tuple[tuple[Words, Words], ...]

    @property
    def quiet(self) -> bool:
        """No post had to come down."""
        return self.posts == NONE


@dataclass(frozen=True)
class Figures:
    """The latest year first; ``written`` is the moment they hold for."""

    written: str
    years: tuple[Year, ...]


def present(school: School, now: datetime) -> Figures:
    """This academic year and the one before."""
    latest = academic_year(timezone.localdate(now))
    years = tuple(_year(school, latest - back, now) for back in range(YEARS))
    return Figures(written=times.written(now), years=years)


def _year(school: School, year: int, now: datetime) -> Year:
    taken = figures.to_take_down(school, end_of(year - 1), end_of(year))
    took = sorted((one.done_at - one.opened_at).total_seconds() for one in taken if one.done_at)
    return Year(
        name=spoken(year),
        posts=_told(len(taken)),
        usual=_length(median(took)) if took else NONE,
        longest=_length(took[-1]) if took else NONE,
        late=_told(sum(_is_late(one, now) for one in taken)),
        standing=_told(sum(one.done_at is None for one in taken)),
        disposed=_disposed(school, year),
    )


def _length(seconds: float) -> str:
    return times.length(timedelta(seconds=seconds))


def _is_late(one: Taken, now: datetime) -> bool:
    return (one.done_at or now) > one.due_at


def _disposed(school: School, year: int) -> tuple[tuple[Words, Words], ...]:
    found = numbers_for_governors(school, first_day(year), last_day(year))
    return tuple((_KINDS[kind], _FEW if n is None else f"{n:,}") for kind, n in found.items())


def _told(number: int) -> Words:
    """Not exactly: what the dashboard tells of half-terms could be taken from it."""
    if number == 0:
        return NONE
    return _FEW if number < FEWEST_TOLD else _MORE
