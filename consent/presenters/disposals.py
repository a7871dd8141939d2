"""The log of disposal: so many of one kind, why, when and by whom; of nobody whose."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from consent.academic_year import day_of, months_before
from consent.models import Disposed, Retention
from consent.presenters import said
from consent.queries import disposals as queries
from consent.queries.disposals import Gone
from schoolsocial.accounts.models import School
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    what: Words
    why: Words
    when: str
    by: str


@dataclass(frozen=True, slots=True)
class DisposalsPage:
    """``overdue`` children are held though their time is over: something still needs them."""

    kept: Retention
    overdue: int
    lines: tuple[Line, ...]


def present(school: School, now: datetime) -> DisposalsPage:
    kept = queries.retention_of(school)
    last_day = months_before(day_of(now), kept.leaver_months)
    return DisposalsPage(
        kept=kept,
        overdue=queries.leavers_until(last_day).count(),
        lines=tuple(map(_line, queries.latest(school))),
    )


def _line(row: Gone) -> Line:
    return Line(
        number=row["total"],
        what=Disposed.Kind(row["kind"]).label,
        why=Disposed.Why(row["why"]).label,
        when=said.when(row["at"]),
        by=row["by__name"] or gettext("the nightly job"),
    )
