"""The page of figures for governors about what is live, with small numbers left out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.academic_year import LONDON, day_of, months_before
from consent.queries.disposals import FEWEST_TOLD
from moderation.catalogue.queries import figures, listed
from moderation.drafts.presenters import times
from schoolsocial.accounts.models import School
from schoolsocial.words import Words

MONTHS = 6
NONE = _("None")


@dataclass(frozen=True, slots=True)
class Month:
    """One month; every value is ready to be read."""

    name: str
    audited: Words
    found: Words
    gone: Words
    usual: Words
    longest: Words


@dataclass(frozen=True, slots=True)
class Figures:
    """The latest month first; ``open`` holds now, ``written`` is the moment of all this."""

    months: tuple[Month, ...]
    open: Words
    written: str


def present(school: School, now: datetime) -> Figures:
    first = day_of(now).replace(day=1)
    return Figures(
        months=tuple(_month(school, months_before(first, back)) for back in range(MONTHS)),
        open=told(listed.to_decide(school)),
        written=times.written(now),
    )


def told(number: int) -> Words:
    """A number that singles nobody out."""
    if number == 0:
        return NONE
    if number < FEWEST_TOLD:
        return gettext("Fewer than {number}").format(number=FEWEST_TOLD)
    return f"{number:,}"


def _month(school: School, first: date) -> Month:
    found = figures.month(school, _begin(first), _begin(months_before(first, -1)))
    enough = len(found.took) >= FEWEST_TOLD
    hidden = (
        NONE if not found.took else gettext("Fewer than {number} posts").format(number=FEWEST_TOLD)
    )
    return Month(
        name=date_format(first, "F Y"),
        audited=told(found.audited),
        found=told(found.found),
        gone=told(found.gone),
        usual=_length(median(found.took)) if enough else hidden,
        longest=_length(found.took[-1]) if enough else hidden,
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON)


def _length(seconds: float) -> str:
    return times.length(timedelta(seconds=seconds))
