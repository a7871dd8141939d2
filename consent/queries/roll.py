"""What others may ask of the roll."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Max

from consent.models import Pupil
from schoolsocial.accounts.models import School


class RollStamp(NamedTuple):
    """Changes whenever a pupil joins, leaves or is renamed."""

    pupils: int
    last_change: datetime | None


class RollName(NamedTuple):
    """A pupil's names as the MIS and the register hold them."""

    pupil_id: int
    legal_forename: str
    legal_surname: str
    preferred_forename: str
    preferred_surname: str


def roll_stamp(school: School) -> RollStamp:
    """What to compare before trusting a roll kept in memory."""
    counted = (
        Pupil.objects.filter(school=school)
        .on_roll()
        .aggregate(pupils=Count("pk"), last_change=Max("changed_at"))
    )
    return RollStamp(**counted)


def roll_names(school_id: int) -> list[RollName]:
    """Every pupil on the roll."""
    pupils = Pupil.objects.filter(school_id=school_id).on_roll()
    return [RollName(*row) for row in pupils.values_list("pk", *RollName._fields[1:])]
