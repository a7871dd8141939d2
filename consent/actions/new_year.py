"""The first of September: everybody one year on, into this year's classes; Year 6 has left."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext

from consent.academic_year import academic_year, day_of, last_day
from consent.actions import imports
from consent.errors import Refusal
from consent.models import RollImport
from consent.queries.new_year import Group, last_years
from consent.staging.outcome import PUPIL
from consent.staging.stage import nothing
from schoolsocial.accounts.models import Person, School

KEPT = tuple(name for name in PUPIL if name not in {"year_group", "left_on"})
DUE = """
INSERT INTO roll_due (pupil_id, kind, moves, class_name, class_id, year_group, left_on, {kept})
SELECT p.id, %(kind)s, true, %(class_name)s,
       CASE WHEN %(left_on)s::date IS NULL THEN (
           SELECT min(k.id) FROM consent_schoolclass k WHERE k.school_id = %(school)s
           AND k.academic_year = %(year)s AND lower(k.name) = lower(%(class_name)s)
       ) ELSE p.school_class_id END,
       %(next_year)s, %(left_on)s::date, {kept}
FROM consent_pupil p
WHERE p.school_id = %(school)s AND p.left_on IS NULL AND p.school_class_id = %(class_id)s
  AND p.year_group = %(year_group)s
"""


class NobodyToMove(Refusal):
    """No child stands in a class of last year."""


class NotAllShown(Refusal):
    """A group came up after somebody had looked."""


@transaction.atomic
def roll_over(
    *,
    school: School,
    classes: Mapping[str, str],
    year_six_leaves: bool,
    by: Person,
    now: datetime,
) -> RollImport:
    """Move every group on; ``classes`` gives each group's key its new class, "" for none.

    It is kept as an import, so that it can be undone. Raises ``NobodyToMove``, ``NotAllShown``.
    """
    imports.wait_for_others(school.pk)
    groups = last_years(school, day_of(now))
    if not groups:
        raise NobodyToMove(gettext("No child stands in a class of last year, so nobody is moved."))
    if new := [group.spoken for group in groups if group.key not in classes]:
        raise NotAllShown(
            gettext("Since you looked, {name} came up. Say where it goes, and try again.").format(
                name=new[0]
            )
        )
    made = RollImport.objects.create(school=school, by=by, at=now)
    staged = nothing(school_id=school.pk, today=day_of(now))
    counts = staged.counts
    for group in groups:
        leaves = group.leaves and year_six_leaves
        moved = _due(school, group, classes[group.key], leaves=leaves, now=now)
        counts.pupils += moved
        if leaves:
            counts.left += moved
        else:
            counts.changed += moved
            counts.moves += moved
    imports.write_staged(made, staged, by, now)
    return made


def _due(school: School, group: Group, name: str, *, leaves: bool, now: datetime) -> int:
    year = academic_year(day_of(now))
    values: dict[str, Any] = {
        "school": school.pk,
        "class_id": group.class_id,
        "year_group": group.year,
        "kind": "left" if leaves else "changed",
        "class_name": None if leaves else name or None,
        "next_year": group.year if leaves else group.next_year,
        "left_on": last_day(year - 1) if leaves else None,
        "year": year,
    }
    statement = DUE.format(kept=", ".join(KEPT))
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
