"""Counting and reading, in one line each."""

from datetime import datetime

from schoolsocial.accounts.models import School
from schoolsocial.governance.indicators import BY_CODE
from schoolsocial.governance.indicators.indicator import Reading
from schoolsocial.governance.jobs import counting
from schoolsocial.governance.periods import Period
from schoolsocial.governance.queries import rollups
from schoolsocial.tenancy import scope

YEAR = Period(2026)


def read(school: School, code: str, now: datetime, period: Period = YEAR) -> Reading:
    """What the indicator says after a count."""
    counting.count(school.pk, now)
    with scope.school(school.pk):
        history = rollups.history(school, period.year, period.year)
    return BY_CODE[code].read(history.figures(period.half_terms, now.date()))


def lines(reading: Reading) -> dict[str, str]:
    return {str(line.name): str(line.value) for line in reading.lines}
