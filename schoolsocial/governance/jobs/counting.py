"""Counting a school's numbers. Run twice it writes nothing the second time."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from consent.academic_year import academic_year, day_of
from consent.queries.disposals import FEWEST_TOLD
from schoolsocial.accounts.models import School
from schoolsocial.governance.jobs import publishing
from schoolsocial.governance.models import Rollup, RollupRun
from schoolsocial.governance.queries import rollups
from schoolsocial.governance.queries.counted import children, everything
from schoolsocial.tenancy import scope

AT_ONCE = 2000


def count(school_id: int, now: datetime) -> None:
    """Bring the numbers of a school to what its tables say, all or nothing.

    Two at once wait for each other, and whoever reads meanwhile sees the earlier numbers, whole.
    """
    with scope.school(school_id):
        locked = School.objects.select_for_update(of=("self",), no_key=True)
        school = locked.get(pk=school_id)
        _write_happened(school, now)
        _write_standing(school, now)
        RollupRun.objects.update_or_create(school=school, defaults={"at": now})
        publishing.publish(school, now)


def differences(school: School, now: datetime) -> list[str]:
    """A sentence for each number of what happened that is not as the tables have it."""
    counted, kept = everything.happened(school, now), rollups.stored(school)
    return [
        f"{day} {measure}, {cell}: {kept.get((day, measure, cell), 0)} kept, "
        f"{counted[day, measure, cell]} counted."
        for day, measure, cell in sorted(counted.keys() | kept.keys())
        if kept.get((day, measure, cell)) != counted.get((day, measure, cell))
    ]


def _write_happened(school: School, now: datetime) -> None:
    counted, kept = everything.happened(school, now), rollups.stored(school)
    wrong = [key for key, number in counted.items() if kept.get(key) != number]
    Rollup.objects.bulk_create(
        (
            Rollup(
                school=school,
                day=day,
                measure=measure,
                cell=cell,
                number=counted[day, measure, cell],
            )
            for day, measure, cell in wrong
        ),
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["school", "measure", "day", "cell"],
        update_fields=["number"],
    )
    for day, measure, cell in kept.keys() - counted.keys():
        rows = Rollup.objects.filter(school=school, day=day, measure=measure, cell=cell)
        rows.filter(is_state=False).delete()


def _write_standing(school: School, now: datetime) -> None:
    """Keep how things stand today, where that has changed since it was kept last."""
    day, last = day_of(now), rollups.last_states(school)
    for measure, cells in everything.standing(school, now).items():
        before = last.get(measure)
        if before is None or _has_moved(measure, before, cells, day):
            Rollup.objects.filter(school=school, measure=measure, day=day, is_state=True).delete()
            Rollup.objects.bulk_create(
                Rollup(school=school, day=day, measure=measure, cell=cell, number=n, is_state=True)
                for cell, n in cells.items()
            )


def _has_moved(
    measure: str, before: tuple[date, Mapping[str, int]], cells: Mapping[str, int], day: date
) -> bool:
    """Children's numbers move on once five or more have another answer than before, or a new
    academic year has begun: from one day's numbers to the next nobody reads one child's answer."""
    since, kept = before
    if academic_year(since) != academic_year(day):
        return True
    if measure in children.MEASURES:
        return moved(kept, cells) >= FEWEST_TOLD
    return dict(kept) != dict(cells)


def moved(before: Mapping[str, int], after: Mapping[str, int]) -> int:
    """How many children at least stand in another cell, came, or left."""
    more, less = Counter(after), Counter(before)
    return max((more - less).total(), (less - more).total())
