"""Finding what is due, in every school. PostgreSQL is the queue; this only reads it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from consent.models import RegisterChange
from moderation.drafts.jobs.clock import database_now
from moderation.drafts.models import Attempt, Handover, Post
from moderation.drafts.workflow import State
from schoolsocial.tenancy import scope

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Due:
    """(school, row) ids that each job should look at now; of ``heed`` the row is a pupil's."""

    heed: list[tuple[int, int]]
    send: list[tuple[int, int]]
    ask_after: list[tuple[int, int]]
    remove: list[tuple[int, int]]
    take_over: list[tuple[int, int]]
    look: list[tuple[int, int]]


def find_due(overdue_by: timedelta = timedelta(0)) -> Due:
    """What is due by the database's clock, or has been for that long."""
    with scope.platform():
        moment = database_now() - overdue_by
        open_attempts = Attempt.objects.open().filter(post=OuterRef("pk"))
        changes = RegisterChange.objects.filter(handled_at=None, at__lte=moment).order_by("at")
        return Due(
            heed=list(dict.fromkeys(changes.values_list("school_id", "pupil_id")[:AT_ONCE])),
            send=_ids(Post.objects.due(moment).worth_a_try(moment)),
            ask_after=_left_in_hands(moment),
            remove=_ids(
                Post.objects.to_remove(moment).for_workers().exclude(Exists(open_attempts))
            ),
            take_over=_ids(Attempt.objects.abandoned().order_by("deadline_at")),
            look=_ids(Attempt.objects.to_look_for(moment).order_by("next_look_at")),
        )


def next_in_thread(school_id: int, post_id: int) -> list[int]:
    """The id of the scheduled post that replies to this one, if there is one."""
    with scope.school(school_id):
        this = (
            Post.objects.filter(pk=post_id, place__isnull=False).only("thread_id", "place").first()
        )
        if this is None:
            return []
        following = Post.objects.filter(thread=this.thread_id, place=(this.place or 0) + 1)
        return list(following.filter(state=State.SCHEDULED).values_list("pk", flat=True))


def _left_in_hands(moment: datetime) -> list[tuple[int, int]]:
    late = Post.objects.late_by_hand(moment)
    no_word = Handover.objects.overdue(moment).values_list("school_id", "post_id")
    return [*_ids(late), *no_word[:AT_ONCE]]


def _ids(rows: QuerySet[Any]) -> list[tuple[int, int]]:
    return list(rows.values_list("school_id", "pk")[:AT_ONCE])
