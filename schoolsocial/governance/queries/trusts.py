"""Reading what the schools of the trust in scope publish. Each a query, however many schools."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from schoolsocial.governance.due import Matter
from schoolsocial.governance.models import Publication, PublishedDue, PublishedReading

Readings = Mapping[tuple[int, str, str], PublishedReading]
"""By school, span and indicator."""
Days = Mapping[int, Mapping[Matter, date | None]]


def published_at() -> dict[int, datetime]:
    """The moment each school's figures hold for, by the school."""
    return dict(Publication.across_schools.values_list("school_id", "at"))


def readings(spans: Collection[str]) -> Readings:
    """What was told of these spans."""
    rows = PublishedReading.across_schools.filter(span__in=set(spans))
    return {(row.school_id, row.span, row.indicator): row for row in rows}


def due() -> Days:
    """By when each matter is due at each school."""
    found: dict[int, dict[Matter, date | None]] = {}
    rows = PublishedDue.across_schools.values_list("school_id", "matter", "due_on")
    for school_id, matter, day in rows:
        found.setdefault(school_id, {})[Matter(matter)] = day
    return found
