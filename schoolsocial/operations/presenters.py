"""The health of the installation, each part in words and with a verdict."""

import platform
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import django
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts import readiness
from schoolsocial.operations import heartbeat, queries
from schoolsocial.operations.backup import manifest
from schoolsocial.operations.models import Heartbeat
from schoolsocial.words import Words

LATE = timedelta(minutes=5)
"""A queue whose oldest has been due for longer is stuck."""
LITTLE_ROOM = 0.1


class Verdict(StrEnum):
    WELL = "green"
    LOOK = "amber"
    WRONG = "red"

    @property
    def label(self) -> Words:
        return LABELS[self]


LABELS = {Verdict.WELL: _("Well"), Verdict.LOOK: _("See to it"), Verdict.WRONG: _("Not working")}


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the page. ``said`` is a sentence; ``code`` names it to programs."""

    code: str
    label: str
    verdict: Verdict
    said: str


@dataclass(frozen=True, slots=True)
class Health:
    at: datetime
    parts: tuple[Part, ...]
    versions: dict[str, str]

    @property
    def verdict(self) -> Verdict:
        """The worst of its parts."""
        found = {part.verdict for part in self.parts}
        return next(one for one in (Verdict.WRONG, Verdict.LOOK, Verdict.WELL) if one in found)

    def as_json(self) -> dict[str, object]:
        parts = [{**asdict(part), "verdict": part.verdict.name.lower()} for part in self.parts]
        return {
            "at": self.at,
            "verdict": self.verdict.name.lower(),
            "parts": parts,
            "versions": self.versions,
        }


def health() -> Health:
    """As everything stands now, by the database's clock."""
    now = queries.database_now()
    parts = (*_servers(), *_processes(now), *_queues(now), _backup(now), _drill(now), _storage())
    return Health(now, parts, _versions())


def _servers() -> list[Part]:
    names = {
        "database": gettext("Database"),
        "migrations": gettext("Tables up to date"),
        "redis": gettext("Redis"),
    }
    told = readiness.look().parts
    return [
        Part(
            code,
            label,
            Verdict.WELL if told[code] == readiness.WELL else Verdict.WRONG,
            gettext("Answers.") if told[code] == readiness.WELL else f"{told[code].capitalize()}.",
        )
        for code, label in names.items()
    ]


def _processes(now: datetime) -> list[Part]:
    heard = heartbeat.last()
    return [
        Part(
            kind.value,
            str(kind.label),
            Verdict.WRONG if heartbeat.is_silent(heard.get(kind.value), now) else Verdict.WELL,
            _heard(heard.get(kind.value), now),
        )
        for kind in Heartbeat.Kind
    ]


def _heard(at: datetime | None, now: datetime) -> str:
    if at is None:
        return gettext("Has never been heard of. Start it; nothing goes out without it.")
    return gettext("Last heard of {ago}.").format(ago=ago(now - at))


def _queues(now: datetime) -> list[Part]:
    return [_queue(queue, now) for queue in queries.queues(now)]


def _queue(queue: queries.Queue, now: datetime) -> Part:
    if queue.oldest is None:
        return Part(queue.code, queue.label, Verdict.WELL, gettext("Nothing waits."))
    waits = now - queue.oldest
    verdict = Verdict.LOOK if waits > LATE else Verdict.WELL
    return Part(
        queue.code,
        queue.label,
        verdict,
        gettext("The oldest was due {ago}.").format(ago=ago(waits)),
    )


def _backup(now: datetime) -> Part:
    last, label = queries.latest_backup(), gettext("Backup")
    if last is None:
        return Part(
            "backup", label, Verdict.WRONG, gettext("None was ever made: manage.py backup FILE.")
        )
    late = now - last.made_at > timedelta(hours=settings.BACKUP_HOURS)
    said = gettext("The last was made {ago}.")
    if late:
        said = gettext("The last was made {ago}; one is due every {hours} hours.")
    told = said.format(ago=ago(now - last.made_at), hours=settings.BACKUP_HOURS)
    return Part("backup", label, Verdict.WRONG if late else Verdict.WELL, told)


def _drill(now: datetime) -> Part:
    last, label = queries.latest_drill(), gettext("Restore drill")
    if last is None:
        said = gettext("No backup was ever tried: manage.py restore_drill, at least once a term.")
        return Part("drill", label, Verdict.LOOK, said)
    day = date_format(last.at, "j F Y")
    if not last.passed:
        return Part(
            "drill",
            label,
            Verdict.WRONG,
            gettext("Failed on {day}: {trouble}").format(day=day, trouble=last.trouble),
        )
    if now - last.at > queries.TERM:
        said = gettext(
            "Last passed on {day}, more than a term ago: manage.py restore_drill."
        ).format(day=day)
        return Part("drill", label, Verdict.LOOK, said)
    return Part(
        "drill",
        label,
        Verdict.WELL,
        gettext("Passed on {day}, in {seconds} seconds.").format(day=day, seconds=last.seconds),
    )


def _storage() -> Part:
    free, total = queries.free_storage()
    verdict = Verdict.LOOK if free < total * LITTLE_ROOM else Verdict.WELL
    said = gettext("{free:.0f} of {total:.0f} GB are free.").format(
        free=free / 1000000000.0, total=total / 1000000000.0
    )
    return Part("storage", gettext("Room for pictures"), verdict, said)


def _versions() -> dict[str, str]:
    return {
        gettext("School Social"): manifest.version(),
        gettext("Django"): django.get_version(),
        gettext("Python"): platform.python_version(),
        "PostgreSQL": queries.postgresql_version(),
    }


def ago(span: timedelta) -> str:
    """A span in the words of somebody who looks at a clock: "20 seconds ago"."""
    seconds = max(0, int(span.total_seconds()))
    for size, words in (
        (86400, ngettext_lazy("{n} day ago", "{n} days ago", "n")),
        (3600, ngettext_lazy("{n} hour ago", "{n} hours ago", "n")),
        (60, ngettext_lazy("{n} minute ago", "{n} minutes ago", "n")),
    ):
        if seconds >= 2 * size:
            return words.format(n=seconds // size)
    return ngettext("{n} second ago", "{n} seconds ago", seconds).format(n=seconds)
