from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from celery import Task, shared_task
from django.utils import timezone

from moderation.drafts.jobs import (
    dispatching,
    handing,
    lapses,
    library,
    lost_past,
    originals,
    reconciling,
    register_changes,
    removing,
    retention,
    safety,
    sending,
    trips,
    waiting,
    weekly,
    witness,
)
from schoolsocial.celery import ring


@shared_task(time_limit=300)
def send(school_id: int, post_id: int) -> None:
    """Send one post if it is due, or hand it to people where no API reaches its account; then the
    one that follows it in its thread.
    """
    sending.send(school_id, post_id)
    handing.hand_over(school_id, post_id)
    for following in dispatching.next_in_thread(school_id, post_id):
        ring(send, school_id, following)


@shared_task(time_limit=60)
def ask_after(school_id: int, post_id: int) -> None:
    """See to one post that was to be posted by hand and was not, or nobody knows."""
    handing.ask_after(school_id, post_id)


@shared_task(time_limit=120)
def remove(school_id: int, post_id: int) -> None:
    """Delete one post from X if that was asked for."""
    removing.remove(school_id, post_id)


@shared_task(time_limit=60)
def take_over(school_id: int, attempt_id: int) -> None:
    """Close one attempt whose worker is gone."""
    reconciling.take_over(school_id, attempt_id)


@shared_task(time_limit=120)
def look(school_id: int, attempt_id: int) -> None:
    """Look once at the timeline for one attempt."""
    reconciling.look(school_id, attempt_id)


@shared_task(time_limit=120)
def heed(school_id: int, pupil_id: int) -> None:
    """Bring the posts that show one pupil in line with the register."""
    register_changes.heed(school_id, pupil_id)


@shared_task(time_limit=600)
def note_lapses() -> None:
    """Leave word of every child in a queued or live post whose consent has lapsed."""
    lapses.note(timezone.now())


@shared_task(time_limit=3600)
def dispose() -> None:
    """Erase the children who left long ago, and pictures that have had their time."""
    retention.dispose(timezone.now())


@shared_task(time_limit=3600)
def end_library() -> None:
    """Delete pictures whose use-by date is long past, and remind of those that end soon."""
    library.end(timezone.now())


@shared_task(time_limit=300)
def mind_trips() -> None:
    """Ask whether everybody is back from a trip, or give up the posts about it."""
    trips.mind(timezone.now())


@shared_task(time_limit=300)
def remind_reviewers() -> None:
    """Remind of drafts that have waited too long, or tell the leaders."""
    waiting.remind(timezone.now())


@shared_task(time_limit=300)
def ring_reminders() -> None:
    """Remind whoever set a weekly reminder for this hour."""
    weekly.ring(timezone.now())


@shared_task(time_limit=600)
def prepare_safety_messages() -> None:
    """Draft the online-safety messages that are due soon, and say where none is planned."""
    safety.prepare(timezone.now())


@shared_task(time_limit=60)
def tick() -> None:
    """Ring for everything that is due, in every school."""
    for task, school_id, row_id in work_due():
        ring(task, school_id, row_id)


@shared_task(time_limit=600)
def sweep_originals() -> None:
    """Delete the pictures from before a face was blurred, 30 days after their post."""
    originals.sweep(timezone.now())


@shared_task(time_limit=600)
def sweep_witness() -> None:
    """Forget attempts that no backup can be older than."""
    witness.sweep(timezone.now())


@shared_task(time_limit=300)
def compare_restored() -> None:
    """After a restore: look on X for what may have gone out since the backup was made."""
    for school_id in lost_past.schools():
        lost_past.compare(school_id)


def work_due(overdue_by: timedelta = timedelta(0)) -> Iterator[tuple["Task[Any, None]", int, int]]:
    """Each task with its school and row, in the order of worth."""
    due = dispatching.find_due(overdue_by)
    for task, rows in (
        (heed, due.heed),  # before anything is sent
        (remove, due.remove),
        (send, due.send),
        (ask_after, due.ask_after),
        (take_over, due.take_over),
        (look, due.look),
    ):
        for school_id, row_id in rows:
            yield task, school_id, row_id
