"""The page on how posting goes: this academic year beside the one before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.academic_year import academic_year, end_of, spoken
from moderation.drafts.presenters import times
from moderation.drafts.queries import habits
from policy.rules import BY_ID
from schoolsocial.accounts.models import School
from schoolsocial.words import Words

NONE = _("None")
MOST_FOUND = 8
"""Of what was found in drafts that came back; more would be a list of everything."""


@dataclass(frozen=True)
class Year:
    """One academic year; every value is ready to be read. ``found`` are rules with how many of the
    drafts that came back they had found something in.
    """

    name: str
    posts: Words
    described: Words
    sent: Words
    usual: Words
    longest: Words
    returned: Words
    rejected: Words
    found: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Habits:
    """``classes`` are this year's, the least shown first, with a number of posts each."""

    written: str
    years: tuple[Year, Year]
    classes: list[tuple[str, int]]


def present(school: School, now: datetime) -> Habits:
    """As of that moment."""
    year = academic_year(timezone.localdate(now))
    posts = habits.published(school, end_of(year - 1), end_of(year))
    return Habits(
        written=times.written(now),
        years=(_year(school, year), _year(school, year - 1)),
        classes=habits.by_class(school, year, posts),
    )


def _year(school: School, year: int) -> Year:
    since, until = end_of(year - 1), end_of(year)
    posts = habits.published(school, since, until)
    pictures = habits.pictures(posts)
    judged = habits.judged(school, since, until)
    waited = judged.waited
    return Year(
        name=spoken(year),
        posts=_told(posts.count()),
        described=_part(pictures.described, pictures.all),
        sent=_told(judged.sent),
        usual=_length(median(waited)) if waited else NONE,
        longest=_length(waited[-1]) if waited else NONE,
        returned=_part(judged.returned, judged.sent),
        rejected=_part(judged.rejected, judged.sent),
        found=tuple((_title(rule), n) for rule, n in judged.found.most_common(MOST_FOUND)),
    )


def _length(seconds: float) -> str:
    return times.length(timedelta(seconds=seconds))


def _title(rule: str) -> str:
    """A rule that this version of the software has no longer is told by its name."""
    return str(BY_ID[rule].TITLE) if rule in BY_ID else rule


def _part(some: int, of: int) -> Words:
    """“3 of 12 (25 %)”."""
    if not of:
        return NONE
    return gettext("{some} of {all} ({percent} %)").format(
        some=f"{some:,}", all=f"{of:,}", percent=some * 100 // of
    )


def _told(number: int) -> Words:
    return f"{number:,}" if number else NONE
