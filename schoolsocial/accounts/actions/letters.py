"""Putting a mail in the outbox."""

from datetime import datetime
from functools import partial

from django.db import transaction

from schoolsocial.accounts import tasks
from schoolsocial.accounts.models import Letter, School
from schoolsocial.celery import ring


def queue(*, school: School, to: str, kind: str, path: str, now: datetime) -> Letter:
    """Write the letter in the current transaction; it leaves once that has committed.

    ``kind`` names a template under ``templates/mail/``. No mail speaks of a pupil or quotes a post.
    """
    letter = Letter.objects.create(school=school, to=to, kind=kind, path=path, queued_at=now)
    transaction.on_commit(partial(ring, tasks.deliver_letter, school.pk, letter.pk))
    return letter
