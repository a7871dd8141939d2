"""The figures as they stand when a watcher asks: what processes counted, what the database says."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, InterfaceError, connection
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from schoolsocial.operations import heartbeat, queries
from schoolsocial.operations.metrics import folder


class Counted(Collector):
    """Sums over all processes that count."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def collect(self) -> Iterable[Metric]:
        merged: Iterable[Metric] = MultiProcessCollector.merge(folder.files(self.root))
        return merged


class Standing(Collector):
    """What waits and since when, by the database and its clock; nothing of any school."""

    def collect(self) -> Iterable[Metric]:
        """Without the database only that it is away."""
        up = GaugeMetricFamily("schoolsocial_database_up", "1 where the database answers.")
        try:
            found = standing_now()
        except (DatabaseError, InterfaceError):
            found = []
        finally:
            connection.close()
        up.add_metric([], 1 if found else 0)
        return [up, *found]


def standing_now() -> list[Metric]:
    """All that the database says."""
    now = queries.database_now()
    return [
        *_counts(now),
        _queues(now),
        _ages(
            "schoolsocial_heartbeat_age_seconds",
            "Since a kind of process was last alive.",
            "process",
            heartbeat.last(),
            now,
        ),
        _backups(now),
        *_drills(now),
    ]


def _counts(now: datetime) -> list[Metric]:
    return [_gauge(one.name, one.said, one.label, one.counts) for one in queries.standing(now)]


def _queues(now: datetime) -> Metric:
    oldest = {one.code: one.oldest or now for one in queries.queues(now)}
    said = "How long the oldest has been due; 0 where nothing waits."
    return _ages("schoolsocial_queue_oldest_seconds", said, "queue", oldest, now)


def _backups(now: datetime) -> Metric:
    last = queries.latest_backup()
    ages = {"backup": last.made_at} if last else {}
    return _ages("schoolsocial_backup_age_seconds", "Since the last backup.", "what", ages, now)


def _drills(now: datetime) -> list[Metric]:
    last = queries.latest_drill()
    ages = {"drill": last.at} if last else {}
    passed = {"drill": last.passed} if last else {}
    return [
        _ages("schoolsocial_drill_age_seconds", "Since the last restore drill.", "what", ages, now),
        _gauge("schoolsocial_drill_passed", "1 where the last drill passed.", "what", passed),
    ]


def _ages(name: str, said: str, label: str, moments: dict[str, datetime], now: datetime) -> Metric:
    spans = {key: (now - at).total_seconds() for key, at in moments.items()}
    return _gauge(name, said, label, spans)


def _gauge(name: str, said: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, said, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family
