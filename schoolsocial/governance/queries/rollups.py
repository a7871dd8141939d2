"""Reading what was counted."""

from collections import defaultdict
from datetime import date, datetime

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, F, Func, IntegerField, Max, Sum, Value

from schoolsocial.accounts.models import School
from schoolsocial.governance.figures import History
from schoolsocial.governance.models import Rollup, RollupRun
from schoolsocial.governance.models.rollups import RollupQuerySet
from schoolsocial.governance.periods import HalfTerm, Period
from schoolsocial.tenancy import scope

Cells = dict[str, dict[str, int]]
Key = tuple[date, str, str]
"""Day, measure and cell."""


def schools(slug: str | None = None) -> list[School]:
    """Every school, or the one of that short name."""
    with scope.platform():
        rows = School.objects.order_by("pk")
        return list(rows.filter(slug=slug) if slug else rows)


def counted_at(school: School) -> datetime | None:
    """When the school's numbers were counted last."""
    runs = RollupRun.objects.filter(school=school)
    return runs.values_list("at", flat=True).first()


def history(school: School, first: int, last: int) -> History:
    """All of these academic years by half-term; three queries, however much happened."""
    halves = [half for year in range(first, last + 1) for half in Period(year).half_terms]
    rows = Rollup.objects.filter(school=school)
    rows = rows.between(halves[0].starts_on, halves[-1].ends_on)
    return History(_happened(rows, halves), _stood(rows, halves))


def stored(school: School) -> dict[Key, int]:
    """Every number of what happened."""
    rows = Rollup.objects.filter(school=school, is_state=False)
    found = rows.values_list("day", "measure", "cell", "number")
    return {(day, measure, cell): number for day, measure, cell, number in found}


def last_states(school: School) -> dict[str, tuple[date, dict[str, int]]]:
    """How things stood when they were counted last: of each measure the day and the cells."""
    rows = Rollup.objects.filter(school=school, is_state=True)
    days = dict(rows.values_list("measure").annotate(last=Max("day")).order_by())
    found = {measure: (day, dict[str, int]()) for measure, day in days.items()}
    for row in rows.filter(day__in=set(days.values())):
        if row.day == days[row.measure]:
            found[row.measure][1][row.cell] = row.number
    return found


def _happened(rows: RollupQuerySet, halves: list[HalfTerm]) -> dict[HalfTerm, Cells]:
    placed = rows.filter(is_state=False).annotate(half=_place(halves))
    summed = placed.values_list("half", "measure", "cell")
    found = defaultdict[HalfTerm, Cells](lambda: defaultdict(dict))
    for place, measure, cell, number in summed.annotate(n=Sum("number")).order_by():
        found[halves[place - 1]][measure][cell] = number
    return found


def _stood(rows: RollupQuerySet, halves: list[HalfTerm]) -> dict[HalfTerm, Cells]:
    states = rows.filter(is_state=True)
    placed = states.annotate(half=_place(halves)).values_list("half", "measure")
    last = placed.annotate(last=Max("day")).order_by()
    wanted = {(day, measure): halves[place - 1] for place, measure, day in last}
    found = defaultdict[HalfTerm, Cells](lambda: defaultdict(dict))
    rows = states.filter(day__in={day for day, _ in wanted})
    for day, measure, cell, number in rows.values_list("day", "measure", "cell", "number"):
        half = wanted.get((day, measure))
        if half is not None:
            found[half][measure][cell] = number
    return found


def _place(halves: list[HalfTerm]) -> Func:
    """Which of these half-terms a row's day is in, the first being 1."""
    starts = Value([half.starts_on for half in halves], output_field=ArrayField(DateField()))
    return Func(F("day"), starts, function="width_bucket", output_field=IntegerField())
