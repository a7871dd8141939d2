"""What those who run the installation have to know of it; nothing of any school."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from schoolsocial.accounts.models import Letter, Push
from schoolsocial.operations.models import Backup, Drill
from schoolsocial.tenancy import scope

TERM = timedelta(days=130)
"""From one drill to the next at the most: the longest term and its holidays."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Something that waits for a worker: its code, its name, and since when its oldest is due."""

    code: str
    label: str
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of something there are in the installation, by one label of few values."""

    name: str
    said: str
    label: str
    counts: dict[str, int]


def database_now() -> datetime:
    """The database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def queues(now: datetime) -> list[Queue]:
    """Every queue of ``settings.QUEUES``: other apps name theirs there, as this one knows none."""
    asked: list[Callable[[datetime], Queue]] = [import_string(name) for name in settings.QUEUES]
    with scope.platform():
        return [ask(now) for ask in asked]


def standing(now: datetime) -> list[Standing]:
    """All that ``settings.STANDING`` names, for the figures."""
    asked: list[Callable[[datetime], Standing]] = [import_string(one) for one in settings.STANDING]
    with scope.platform():
        return [ask(now) for ask in asked]


def letters(_now: datetime) -> Queue:
    """Mails that have not been sent. Needs ``scope.platform``."""
    waiting = Letter.objects.waiting().order_by("queued_at")
    return Queue("mails", gettext("Mails"), waiting.values_list("queued_at", flat=True).first())


def pushes(now: datetime) -> Queue:
    """Notices whose time has come to go to somebody's device. Needs ``scope.platform``."""
    due = Push.objects.due(now).order_by("next_try_at")
    label = gettext("Notices on devices")
    return Queue("pushes", label, due.values_list("next_try_at", flat=True).first())


def latest_backup() -> Backup | None:
    return Backup.objects.order_by("made_at").last()


def latest_drill() -> Drill | None:
    """The last that was run, whether it passed or not."""
    return Drill.objects.order_by("at").last()


def drills_to_do(now: datetime) -> int | None:
    """1 where the last drill failed or is more than a term ago, else 0; None before any was run."""
    last = latest_drill()
    if last is None:
        return None
    return int(not last.passed or now - last.at > TERM)


def free_storage() -> tuple[int, int]:
    """Free and total bytes where pictures are kept."""
    place = Path(settings.PRIVATE_ROOT)
    while not place.exists():
        place = place.parent
    usage = shutil.disk_usage(place)
    return usage.free, usage.total


def postgresql_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0]).split(maxsplit=1)[0]
