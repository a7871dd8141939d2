"""Last year's classes, whose children still stand in them."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from consent.academic_year import academic_year
from consent.models import Pupil
from consent.roll import years
from schoolsocial.accounts.models import School

LAST_YEAR = "6"
"""After it a child leaves the primary school."""

_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Group:
    """The children of one year in one of last year's classes."""

    class_id: int
    class_name: str
    year: str
    size: int

    @property
    def key(self) -> str:
        return f"{self.class_id}-{self.year}"

    @property
    def next_year(self) -> str:
        return years.next_after(self.year) or self.year

    @property
    def year_words(self) -> str:
        return years.in_words(self.year)

    @property
    def next_words(self) -> str:
        return years.in_words(self.next_year)

    @property
    def leaves(self) -> bool:
        return self.year == LAST_YEAR

    @property
    def suggestion(self) -> str:
        """“4 Oak” after “3 Oak”; nothing where the name does not tell."""
        numbers = _NUMBER.findall(self.class_name)
        if numbers != [self.year] or self.leaves:
            return ""
        return _NUMBER.sub(self.next_year, self.class_name)


def last_years(school: School, day: date) -> list[Group]:
    """By year, then by class."""
    found = (
        Pupil.objects.filter(school=school, school_class__academic_year=academic_year(day) - 1)
        .on_roll()
        .values_list("school_class_id", "school_class__name", "year_group")
        .annotate(size=Count("pk"))
    )
    groups = [Group(*row) for row in found]
    return sorted(groups, key=lambda group: (_rung(group.year), group.class_name))


def _rung(year: str) -> int:
    return years.LADDER.index(year) if year in years.LADDER else len(years.LADDER)
