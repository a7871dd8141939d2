"""All that is counted of a school in scope."""

from collections import Counter
from datetime import date, datetime
from itertools import chain

from django.utils import translation

from consent.academic_year import day_of
from schoolsocial.accounts.models import School
from schoolsocial.governance.queries import hygiene
from schoolsocial.governance.queries.counted import children, incidents, posts, staff
from schoolsocial.governance.queries.counted.counted import States

Cell = tuple[date, str, str]
"""Day, measure and cell."""


def happened(school: School, now: datetime) -> Counter[Cell]:
    """How many of each thing happened on each day, from the first.

    Cells are kept, and named in English whoever has them counted.
    """
    found = Counter[Cell]()
    with translation.override(None):
        facts = (
            posts.published(school),
            posts.outside(school),
            posts.stops(school),
            posts.set_aside(school),
            posts.taken_down(school, now),
            incidents.reported(school, now),
        )
        for fact in chain.from_iterable(facts):
            found[fact.day, fact.measure, fact.cell] += fact.number
    return found


def standing(school: School, now: datetime) -> States:
    """How everything stands."""
    day = day_of(now)
    return {
        **children.answered(school, day),
        **children.standing(school, day),
        **incidents.late(school, now),
        **hygiene.to_do(school),
        **staff.ready(school, day),
        **staff.in_date(school, now, day),
    }
