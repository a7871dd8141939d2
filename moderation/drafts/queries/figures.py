"""Figures for governors: no child, no post, no person."""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from moderation.drafts.models import Takedown
from schoolsocial.accounts.models import School


class Taken(NamedTuple):
    """A post that had to come down. ``done_at`` is None while it still stands there."""

    opened_at: datetime
    due_at: datetime
    done_at: datetime | None


def to_take_down(school: School, since: datetime, until: datetime) -> list[Taken]:
    """Each post once whose reason came up in that time, its end excluded, however many children
    are in it: from the first of their reasons to the moment it was gone. Where the reason went
    away first, or it never went out, there was nothing to take down.
    """
    counted = Takedown.objects.filter(
        school=school,
        opened_at__gte=since,
        opened_at__lt=until,
        outcome__in=[Takedown.Outcome.OPEN, Takedown.Outcome.REMOVED],
    )
    of_post = defaultdict[int, list[Takedown]](list)
    for one in counted.order_by("opened_at", "id"):
        of_post[one.post_id].append(one)
    return [_as_one(rows) for rows in of_post.values()]


def _as_one(rows: list[Takedown]) -> Taken:
    done = [one.done_at for one in rows if one.done_at is not None]
    first = rows[0]
    return Taken(first.opened_at, first.due_at, max(done) if len(done) == len(rows) else None)
