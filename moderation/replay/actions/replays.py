"""Starting a replay."""

from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from moderation.replay import tasks
from moderation.replay.models import Replay
from moderation.replay.queries import begun_between
from policy.models import PolicyVersion
from policy.queries.versions import before, counting
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring


class ImpossiblePeriod(Exception):
    """The period ends before it begins."""

    def __init__(self) -> None:
        super().__init__(
            gettext("The period ends before it begins. Choose the later day as its end.")
        )


class StillToCome(Exception):
    """The period reaches beyond today."""

    def __init__(self) -> None:
        super().__init__(gettext("No post was begun on a day still to come. End the period today."))


class StillRunning(Exception):
    """One replay of a school at a time: workers have posts to send as well."""

    def __init__(self) -> None:
        super().__init__(
            gettext("A replay is still running. Start the next one when it has finished.")
        )


class NothingToReplay(Exception):
    """No post was begun in that period."""

    def __init__(self) -> None:
        super().__init__(gettext("No post was begun between these days. Choose a longer period."))


def start(*, version: PolicyVersion, since: date, until: date, by: Person, now: datetime) -> Replay:
    """Ask a worker to run the version over the posts begun on these days.

    Raises ``ImpossiblePeriod``, ``StillToCome``, ``StillRunning``, ``NothingToReplay``.
    """
    if until < since:
        raise ImpossiblePeriod
    if until > timezone.localdate(now):
        raise StillToCome
    school = version.school
    with transaction.atomic():
        _refuse_second(school)
        total = begun_between(school, since, until).count()
        if not total:
            raise NothingToReplay
        replay = Replay.objects.create(
            school=school,
            version=version,
            against=_against(version, now),
            since=since,
            until=until,
            started_by=by,
            started_at=now,
            total=total,
        )
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="policy.replayed",
            subject=replay,
            details={"number": version.number, "posts": total},
            at=now,
        )
        transaction.on_commit(partial(ring, tasks.carry_on, school.pk, replay.pk))
    return replay


def _refuse_second(school: School) -> None:
    School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)
    if Replay.objects.filter(school=school).unfinished().exists():
        raise StillRunning


def _against(version: PolicyVersion, now: datetime) -> PolicyVersion | None:
    """The version in force; for that one itself, the one it followed: what it changed shows."""
    in_force = counting(version.school, timezone.localdate(now))
    return before(version) if in_force == version else in_force
