"""Who may be in a photo today, for whoever holds the camera. It never says why not."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from consent.actions import purposes
from consent.marks import Mark, mark_of
from consent.models import Pupil, Purpose, SchoolClass
from consent.presenters import said
from consent.queries.classes import at_school, by_surname, classes_of, own_of
from consent.queries.showing import standing_of
from schoolsocial.accounts.models import Person, School


@dataclass(frozen=True, slots=True)
class Entry:
    """A child as called; ``limits`` in words, ``beside`` the class where several are mixed."""

    name: str
    limits: str
    beside: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Three groups. Refused, not answered and protected are one: may not be shown."""

    purpose: Purpose
    purposes: tuple[Purpose, ...]
    day: date
    yes: tuple[Entry, ...]
    limited: tuple[Entry, ...]
    no: tuple[Entry, ...]

    @property
    def children(self) -> int:
        return len(self.yes) + len(self.limited) + len(self.no)


@dataclass(frozen=True, slots=True)
class ClassToChoose:
    """A class and its children, for a list of one's own."""

    school_class: SchoolClass
    pupils: tuple[Pupil, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """The classes of the year: one's own, and the others."""

    own: tuple[SchoolClass, ...]
    others: tuple[SchoolClass, ...]

    @property
    def every(self) -> tuple[SchoolClass, ...]:
        return tuple(sorted((*self.own, *self.others), key=lambda one: one.name))


def to_begin(school: School, person: Person, day: date) -> Beginning:
    """From where a sheet is chosen."""
    own = own_of(person, day)
    every = tuple(classes_of(school, day))
    return Beginning(
        own=tuple(one for one in every if one.pk in own),
        others=tuple(one for one in every if one.pk not in own),
    )


def sheet(pupils: Collection[Pupil], purpose: Purpose, day: date, *, mixed: bool = False) -> Sheet:
    """The sheet of these children, by the names they are called."""
    standing = standing_of([pupil.pk for pupil in pupils], day=day, purpose=purpose.code)
    groups = defaultdict[Mark, list[Entry]](list)
    for pupil in sorted(pupils, key=lambda pupil: pupil.called.casefold()):
        one = standing[pupil.pk]
        mark = mark_of(one)
        limits = said.limits_in_words(one.limits) if mark is Mark.LIMITED else ""
        beside = pupil.school_class.name if mixed and pupil.school_class else ""
        groups[mark if one.may_be_shown else Mark.NO].append(Entry(pupil.called, limits, beside))
    return Sheet(
        purpose=purpose,
        purposes=tuple(one for one in purposes.of(purpose.school) if one.is_asked),
        day=day,
        yes=tuple(groups[Mark.YES]),
        limited=tuple(groups[Mark.LIMITED]),
        no=tuple(groups[Mark.NO]),
    )


def to_choose(school: School, day: date) -> list[ClassToChoose]:
    """Every class of the year with its children."""
    members = defaultdict[int | None, list[Pupil]](list)
    for pupil in by_surname(at_school(school, day)):
        members[pupil.school_class_id].append(pupil)
    return [ClassToChoose(one, tuple(members[one.pk])) for one in classes_of(school, day)]
