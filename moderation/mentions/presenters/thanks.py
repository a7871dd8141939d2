"""The page for governors: how much was good, and what a person chose to show of it."""

from dataclasses import dataclass
from datetime import datetime, time

from django.utils.formats import date_format
from django.utils.translation import gettext

from consent.academic_year import LONDON, day_of, months_before
from consent.queries.disposals import FEWEST_TOLD
from moderation.drafts.presenters.times import written
from moderation.mentions import words
from moderation.mentions.queries import mentions as queries
from schoolsocial.accounts.models import School

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Thanks:
    """Months with something in them, the latest first; ``said`` are words of nobody named."""

    months: tuple[tuple[str, str], ...]
    said: tuple[str, ...]
    written: str


def present(school: School, now: datetime) -> Thanks:
    """Raises ``words.Shut``."""
    first = months_before(day_of(now).replace(day=1), MONTHS - 1)
    since = datetime.combine(first, time.min, LONDON)
    counted = sorted(queries.thanked_by_month(school, since).items(), reverse=True)
    return Thanks(
        months=tuple((date_format(month, "F Y"), _told(number)) for month, number in counted),
        said=tuple(words.unseal(one) for one in queries.for_governors(school)),
        written=written(now),
    )


def _told(number: int) -> str:
    if number < FEWEST_TOLD:
        return gettext("Fewer than {number}").format(number=FEWEST_TOLD)
    return f"{number:,}"
