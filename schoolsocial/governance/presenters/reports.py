"""The page of reports: what was made, and what can be."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext

from consent.academic_year import day_of
from moderation.drafts.presenters.times import written
from schoolsocial.accounts.models import School
from schoolsocial.governance.models import Report, ReportFile
from schoolsocial.governance.periods import Period, choices
from schoolsocial.governance.queries import reports, rollups

KINDS = tuple(ReportFile.Kind)


@dataclass(frozen=True, slots=True)
class Line:
    """A report in the list."""

    report: Report
    as_of: str
    made: str


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """``counted`` is empty where there are no figures yet."""

    lines: tuple[Line, ...]
    previous: str
    next: str
    choices: tuple[Period, ...]
    counted: str
    kinds: tuple[ReportFile.Kind, ...] = KINDS


def present(school: School, cursor: str, now: datetime) -> ReportsPage:
    """One page of the reports, the latest first."""
    found, at = reports.listed(school, cursor), rollups.counted_at(school)
    return ReportsPage(
        lines=tuple(
            Line(report=one, as_of=written(one.as_of), made=_made(one)) for one in found.posts
        ),
        previous=found.previous,
        next=found.next,
        choices=tuple(choices(day_of(now))),
        counted=written(at) if at else "",
    )


def _made(report: Report) -> str:
    if report.made_by is not None:
        return gettext("Made by {name}, {time}").format(
            name=report.made_by.name, time=written(report.made_at)
        )
    end = date_format(report.for_end, "j F Y") if report.for_end else ""
    return gettext("Made by itself for the half-term that ended on {day}").format(day=end)
