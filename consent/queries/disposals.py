"""The log of disposal, and how long a school keeps what it holds."""

from datetime import date, datetime, time
from typing import TypedDict, cast

from django.db.models import QuerySet, Sum

from consent.academic_year import LONDON
from consent.models import Disposed, Pupil, Retention
from schoolsocial.accounts.models import School

MOST = 200
FEWEST_TOLD = 5
"""Governors are told no smaller number: it could point at somebody."""


def retention_of(school: School) -> Retention:
    """As the school chose it, or the usual."""
    return Retention.objects.filter(school=school).first() or Retention(school=school)


class Gone(TypedDict):
    """So many of a kind, in one go; ``by__name`` is None where the nightly job did it."""

    at: datetime
    kind: str
    why: str
    by__name: str | None
    total: int


def latest(school: School) -> QuerySet[Disposed, Gone]:
    """The latest of them."""
    return everything(school)[:MOST]


def everything(school: School) -> QuerySet[Disposed, Gone]:
    """What went in one go, by kind; a night's work is one line however many children it was."""
    rows = Disposed.objects.filter(school=school).values("at", "kind", "why", "by__name")
    summed = rows.annotate(total=Sum("number")).order_by("-at", "kind")
    return cast("QuerySet[Disposed, Gone]", summed)


def numbers(school: School, since: date, until: date) -> dict[str, int]:
    """How many of each kind were disposed of in those days of London, both included."""
    start = datetime.combine(since, time.min, LONDON)
    end = datetime.combine(until, time.max, LONDON)
    rows = Disposed.objects.filter(school=school, at__gte=start, at__lte=end)
    found = rows.values("kind").annotate(total=Sum("number")).order_by("kind")
    return {row["kind"]: row["total"] for row in found}


def numbers_for_governors(school: School, since: date, until: date) -> dict[str, int | None]:
    """The same; None stands for a number below five."""
    found = numbers(school, since, until)
    return {kind: number if number >= FEWEST_TOLD else None for kind, number in found.items()}


def leavers_until(last_day: date) -> QuerySet[Pupil]:
    """Children of the school in scope who left on that day or earlier."""
    return Pupil.objects.filter(left_on__lte=last_day).order_by("left_on", "pk")
