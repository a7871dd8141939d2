from celery import shared_task

from moderation.replay.jobs import replaying
from schoolsocial.celery import ring


@shared_task(time_limit=300)
def carry_on(school_id: int, replay_id: int) -> None:
    """Take a replay one portion further, and ring for the next."""
    if replaying.one_portion(school_id, replay_id):
        ring(carry_on, school_id, replay_id)


@shared_task(time_limit=60)
def sweep() -> None:
    """Ring for replays whose bell nobody heard, or whose worker is gone."""
    for school_id, replay_id in replaying.unfinished():
        ring(carry_on, school_id, replay_id)
