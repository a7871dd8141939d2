"""Asking for the numbers to be counted before the night."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext

from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring
from schoolsocial.governance import tasks
from schoolsocial.governance.errors import Refusal
from schoolsocial.governance.queries.rollups import counted_at

AT_MOST_EVERY = timedelta(minutes=5)


class TooSoon(Refusal):
    """The numbers were counted a moment ago."""

    def __init__(self) -> None:
        super().__init__(
            gettext("The numbers were counted within the last five minutes. Try again later.")
        )


def count_again(*, school: School, by: Person, now: datetime) -> None:
    """Ask a worker to count now. Raises ``TooSoon``."""
    last = counted_at(school)
    if last is not None and now - last < AT_MOST_EVERY:
        raise TooSoon
    with transaction.atomic():
        audit.record(school_id=school.pk, by=by.pk, verb="governance.count_asked", at=now)
        transaction.on_commit(partial(ring, tasks.count, school.pk))
