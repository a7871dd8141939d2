"""The register at a glance: how each class stands, purpose by purpose."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from consent.actions import purposes
from consent.marks import Tally, tally
from consent.models import Pupil, Purpose, SchoolClass
from consent.queries.classes import at_school, classes_of
from consent.queries.showing import standings_among
from schoolsocial.accounts.models import School


@dataclass(frozen=True, slots=True)
class Count:
    """One class and one purpose."""

    purpose: Purpose
    tally: Tally


@dataclass(frozen=True, slots=True)
class ClassRow:
    school_class: SchoolClass
    counts: tuple[Count, ...]

    @property
    def children(self) -> int:
        return self.counts[0].tally.all


@dataclass(frozen=True, slots=True)
class Overview:
    """``unplaced`` are children without a class of this year, who are easily forgotten."""

    purposes: tuple[Purpose, ...]
    rows: tuple[ClassRow, ...]
    whole: tuple[Count, ...]
    unplaced: tuple[Pupil, ...]


def present(school: School, day: date) -> Overview:
    """Counts by class and purpose; four queries more than the classes, whatever their number."""
    asked = [purpose for purpose in purposes.of(school) if purpose.is_asked]
    classes = list(classes_of(school, day))
    pupils = at_school(school, day)
    standing = standings_among(pupils, [one.code for one in asked], day=day)
    members = defaultdict[int | None, list[int]](list)
    for pupil in pupils:
        members[pupil.school_class_id].append(pupil.pk)

    def counts(ids: list[int]) -> tuple[Count, ...]:
        return tuple(
            Count(purpose, tally(standing[purpose.code][pk] for pk in ids)) for purpose in asked
        )

    counted = {place: counts(ids) for place, ids in members.items()}
    known = {one.pk for one in classes}
    return Overview(
        purposes=tuple(asked),
        rows=tuple(ClassRow(one, counted.get(one.pk) or counts([])) for one in classes),
        whole=_together(asked, counted.values()),
        unplaced=tuple(pupil for pupil in pupils if pupil.school_class_id not in known),
    )


def _together(asked: list[Purpose], counted: Collection[tuple[Count, ...]]) -> tuple[Count, ...]:
    """The counts of all classes, purpose by purpose."""
    return tuple(
        Count(purpose, sum((counts[place].tally for counts in counted), tally([])))
        for place, purpose in enumerate(asked)
    )
