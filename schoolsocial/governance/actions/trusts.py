"""A school joins a trust or leaves it, and a worker publishes its figures or takes them away."""

from datetime import datetime
from functools import partial

from django.db import transaction

from schoolsocial.accounts.actions import trusts
from schoolsocial.accounts.models import Person, TrustPlace
from schoolsocial.celery import ring
from schoolsocial.governance import tasks


def answer(*, place: TrustPlace, agreed: bool, by: Person, now: datetime) -> None:
    """What the head says. Raises ``trusts.NotTheHead``, ``AlreadyAnswered``, ``ElsewhereAlready``.

    Figures are there once the worker has counted, a minute or so later.
    """
    with transaction.atomic():
        trusts.answer(place=place, agreed=agreed, by=by, now=now)
        if agreed:
            transaction.on_commit(partial(ring, tasks.count, place.school_id))


def leave(*, place: TrustPlace, by: Person, now: datetime) -> None:
    """Nothing is read from this moment on. Raises ``trusts.NotTheHead``, ``AlreadyAnswered``."""
    with transaction.atomic():
        trusts.leave(place=place, by=by, now=now)
        transaction.on_commit(partial(ring, tasks.count, place.school_id))
