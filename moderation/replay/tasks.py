from celery import shared_task

from moderation.replay.jobs import replaying
from schoolsocial.celery import ring


@shared_task(time_limit=1800)
def carry_on(school_id: int, replay_id: int) -> None:
    """Run one replay to its end."""
    replaying.carry_on(school_id, replay_id)


@shared_task(time_limit=60)
def sweep() -> None:
    """Ring for replays whose bell nobody heard, or whose worker is gone."""
    for school_id, replay_id in replaying.unfinished():
        ring(carry_on, school_id, replay_id)
