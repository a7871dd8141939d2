"""What the database says at a scrape: how many wait, how long, and when a backup was made."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from moderation.drafts.models import Post
from schoolsocial.operations import queries
from schoolsocial.operations.metrics import collecting
from schoolsocial.operations.models import Backup, Drill
from tests.drafts.outgoing import change_account

pytestmark = pytest.mark.django_db


def standing() -> dict[tuple[str, ...], float]:
    """By name and label."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for metric in collecting.standing_now()
        for sample in metric.samples
    }


def test_new_installation_tells_no_age_of_a_backup_it_has_not() -> None:
    told = standing()

    assert told["schoolsocial_queue_oldest_seconds", "mails"] == 0
    assert not [name for name, *_ in told if "backup" in name or "drill" in name]


def test_backup_and_drill_are_told_by_age() -> None:
    ago = timezone.now() - timedelta(hours=3)
    Backup.objects.create(made_at=ago, seconds=4, rows=9, files=1, size=99, key_id="spring")
    Drill.objects.create(at=ago, seconds=4, trouble="A file was lost.")

    told = standing()

    assert told["schoolsocial_backup_age_seconds", "backup"] == pytest.approx(3 * 3600, abs=60)
    assert told["schoolsocial_drill_age_seconds", "drill"] == pytest.approx(3 * 3600, abs=60)
    assert told["schoolsocial_drill_passed", "drill"] == 0


def test_account_without_credit_is_counted_and_its_posts_are_not_due(due_words: Post) -> None:
    assert standing()["schoolsocial_posts", "due"] == 1

    change_account(due_words, paused_at=timezone.now(), paused_reason="credit")

    told = standing()
    assert told["schoolsocial_accounts_paused", "credit"] == 1
    assert told["schoolsocial_accounts_paused", "budget"] == 0
    assert told["schoolsocial_posts", "due"] == 0


def test_database_that_is_away_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(queries, "database_now", away)
    monkeypatch.setattr(collecting, "connection", Kept())

    (told,) = collecting.Standing().collect()

    assert [(sample.name, sample.value) for sample in told.samples] == [
        ("schoolsocial_database_up", 0)
    ]


class Kept:
    """The test's own connection stays open."""

    def close(self) -> None:
        """Not here."""
