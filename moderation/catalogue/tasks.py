from celery import shared_task
from django.utils import timezone

from moderation.catalogue.jobs import (
    archives,
    auditing,
    beginning,
    enrolling,
    fetching,
    looking_again,
    presence,
    reading,
    scrubbing,
    verifying,
)
from schoolsocial.celery import ring


@shared_task(time_limit=600)
def read(school_id: int, watch_id: int) -> None:
    """Read what is new on one account's timeline, if it is time."""
    reading.read(school_id, watch_id)


@shared_task(time_limit=120)
def check(school_id: int, watch_id: int) -> None:
    """Ask X whether posts of one account are still there."""
    presence.check(school_id, watch_id)


@shared_task(time_limit=120)
def fetch(school_id: int, media_id: int) -> None:
    """Fetch one picture of a post made outside School Social."""
    fetching.fetch(school_id, media_id)


@shared_task(time_limit=120)
def enrol(school_id: int, account_id: int) -> None:
    """Take the posts of an account that is posted to by hand into the catalogue."""
    enrolling.enrol(school_id, account_id)


@shared_task(time_limit=60)
def prove(school_id: int, tweet_id: int) -> None:
    """Begin the proof of one deletion."""
    verifying.prove(school_id, tweet_id)


@shared_task(time_limit=120)
def verify(school_id: int, removal_id: int) -> None:
    """Look whether one deleted post is gone."""
    verifying.verify(school_id, removal_id)


@shared_task(time_limit=300)
def audit(school_id: int, audit_id: int) -> None:
    """Take an audit one portion further, and ring for the next."""
    if auditing.one_portion(school_id, audit_id):
        ring(audit, school_id, audit_id)


@shared_task(time_limit=120)
def look_again(school_id: int, tweet_id: int) -> None:
    """Look again at one post of whose pictures somebody said something."""
    looking_again.look_again(school_id, tweet_id)


@shared_task(time_limit=600)
def read_archive(school_id: int, import_id: int) -> None:
    """Read an archive a stretch further, and ring for the next."""
    if archives.carry_on(school_id, import_id):
        ring(read_archive, school_id, import_id)


@shared_task(time_limit=600)
def sweep_archives() -> None:
    """Delete archives that nobody reads any more."""
    archives.sweep(timezone.now())


@shared_task(time_limit=120)
def sweep() -> None:
    """Ring for everything that is due, in every school."""
    reading.begin()
    for task, rows in (
        (enrol, enrolling.due()),
        (prove, verifying.without_proof()),
        (verify, verifying.due()),
        (read, reading.due()),
        (check, presence.due()),
        (fetch, fetching.due()),
        (look_again, looking_again.due()),
        (audit, auditing.unfinished()),
        (read_archive, archives.unfinished()),
    ):
        for school_id, row_id in rows:
            ring(task, school_id, row_id)


@shared_task(time_limit=600)
def begin_audits() -> None:
    """Begin audits where the policy has changed or a month is over."""
    beginning.begin_due(timezone.now())


@shared_task(time_limit=3600)
def scrub() -> None:
    """Let go of the words of what was taken down long ago."""
    scrubbing.scrub(timezone.now())
