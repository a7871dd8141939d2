"""Followers who were reported as a pupil and are none come back to be decided."""

from datetime import datetime

from moderation.followers import casebook
from moderation.followers.models import FollowerCase
from moderation.followers.queries import cleared
from schoolsocial.tenancy import scope

AT_ONCE = 100


def clear(now: datetime) -> None:
    """Of every school, those whose notice was closed as not a pupil since the last look."""
    with scope.platform():
        due = list(cleared.rows().order_by("pk").values_list("school_id", "pk")[:AT_ONCE])
    for school_id, pk in due:
        with scope.school(school_id):
            casebook.clear(case=FollowerCase.objects.get(pk=pk), now=now)
