"""Publishing a school's told figures to its trust. Run twice it writes nothing the second time."""

from collections.abc import Iterator
from datetime import date, datetime

from consent.academic_year import academic_year, day_of
from schoolsocial.accounts.models import School, TrustPlace
from schoolsocial.governance.indicators import INDICATORS
from schoolsocial.governance.indicators.indicator import Reading
from schoolsocial.governance.models import Publication, PublishedDue, PublishedReading
from schoolsocial.governance.periods import YEARS, HalfTerm, Period, choices
from schoolsocial.governance.queries import due, rollups

Key = tuple[str, str]
"""The code of a span and that of an indicator."""
Told = tuple[str, str, int | None, int | None]
"""Value, verdict, and the least and the most of the level."""
AT_ONCE = 1000


def publish(school: School, now: datetime) -> None:
    """Bring what the trust may read to what the numbers say; take it away where there is no trust.

    Runs in the transaction that counted them.
    """
    if not TrustPlace.objects.filter(school=school).standing().exists():
        for model in (PublishedReading, PublishedDue, Publication):
            model.objects.filter(school=school).delete()
        return
    _write_readings(school, day_of(now))
    for matter, day in due.days(school, day_of(now)).items():
        PublishedDue.objects.update_or_create(
            school=school, matter=matter.value, defaults={"due_on": day}
        )
    Publication.objects.update_or_create(school=school, defaults={"at": now})


def _write_readings(school: School, today: date) -> None:
    told, kept = dict(_told(school, today)), _kept(school)
    rows = PublishedReading.objects.filter(school=school)
    for span, indicator in kept.keys() - told.keys():
        rows.filter(span=span, indicator=indicator).delete()
    PublishedReading.objects.bulk_create(
        (
            _row(school, key, reading)
            for key, reading in told.items()
            if kept.get(key) != _as_kept(reading)
        ),
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["school", "span", "indicator"],
        update_fields=["value", "verdict", "low", "high"],
    )


def _told(school: School, today: date) -> Iterator[tuple[Key, Reading]]:
    """What each indicator says of each period that can be looked at, and of its half-terms."""
    latest = academic_year(today)
    history = rollups.history(school, latest - YEARS + 1, latest)
    for code, half_terms in _spans(today):
        figures = history.figures(half_terms, today)
        for indicator in INDICATORS:
            yield (code, indicator.code), indicator.read(figures)


def _spans(today: date) -> Iterator[tuple[str, tuple[HalfTerm, ...]]]:
    for period in choices(today):
        yield period.code, period.half_terms
    latest = academic_year(today)
    for year in range(latest, latest - YEARS, -1):
        for half in Period(year).half_terms:
            if half.starts_on <= today:
                yield half.code, (half,)


def _kept(school: School) -> dict[Key, Told]:
    rows = PublishedReading.objects.filter(school=school)
    return {(row.span, row.indicator): (row.value, row.verdict, row.low, row.high) for row in rows}


def _as_kept(reading: Reading) -> Told:
    level = reading.level
    low, high = (level.low, level.high) if level else (None, None)
    return str(reading.value), reading.verdict.value, low, high


def _row(school: School, key: Key, reading: Reading) -> PublishedReading:
    value, verdict, low, high = _as_kept(reading)
    return PublishedReading(
        school=school,
        span=key[0],
        indicator=key[1],
        value=value,
        verdict=verdict,
        low=low,
        high=high,
    )
