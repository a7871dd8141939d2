"""Reports as they were made."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from moderation.drafts.queries import pages
from moderation.drafts.queries.pages import Page
from schoolsocial.accounts.models import School, Term
from schoolsocial.governance.models import Report, ReportFile

LOOK_BACK = timedelta(days=21)
"""An end longer ago gets no report by itself: dates typed in late make no heap of them."""


def listed(school: School, cursor: str) -> Page[Report]:
    """A page of all, the latest first."""
    rows = Report.objects.filter(school=school).select_related("made_by")
    return pages.page(rows, by="made_at", cursor=cursor, newest_first=True)


def ends_to_report(school: School, today: date) -> list[date]:
    """The last days of terms and half-terms that are over and have no report yet."""
    rows = Term.objects.filter(school=school, ends_on__lt=today, ends_on__gte=today - LOOK_BACK)
    done = Report.objects.filter(school=school, for_end__isnull=False).values("for_end")
    ends = rows.exclude(ends_on__in=done).order_by("ends_on")
    return list(ends.values_list("ends_on", flat=True).distinct())


def files(school: School) -> QuerySet[ReportFile]:
    """Every file of the school's reports."""
    return ReportFile.objects.filter(school=school)


def newest(school: School, since: datetime) -> int:
    """How many were asked for since then."""
    rows = Report.objects.filter(school=school, made_at__gte=since, for_end=None)
    return rows.count()
