"""The demo's restore drill says so where a promise does not hold."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.demo import control, main_job, restore_trial
from schoolsocial.demo.main_job import DidNotHold
from schoolsocial.operations.models import Heartbeat
from schoolsocial.operations.queries import database_now
from tests.cast import in_scope
from tests.posts import make_post

WORDS = "Year 4 sowed winter salad today."


@pytest.fixture
def folder(tmp_path: Path, school: School, teacher: Person) -> Path:
    """What the steps before left: a post that came back, and the words of it; a worker is alive."""
    with in_scope(school.pk):
        make_post(school, teacher, text=WORDS)
    (tmp_path / restore_trial.WORDS).write_text(WORDS)
    alive = database_now() + timedelta(minutes=1)
    Heartbeat.objects.create(kind=Heartbeat.Kind.WORKER, at=alive)
    return tmp_path


def received(monkeypatch: pytest.MonkeyPatch, *texts: str) -> None:
    requests: list[dict[str, Any]] = [
        {"operation": "create", "body": {"text": text}} for text in texts
    ]
    monkeypatch.setattr(control, "oracle", lambda: {"requests": requests})


def test_silence_of_a_living_worker_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    received(monkeypatch, "What the main job posted.")

    [told] = restore_trial.wait(folder)

    assert "sent nothing" in told


def test_post_that_went_out_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    received(monkeypatch, "What the main job posted.", WORDS)

    with pytest.raises(DidNotHold, match="posted what was due"):
        list(restore_trial.wait(folder))


def test_silence_proves_nothing_where_no_post_is_ever_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(monkeypatch)

    with pytest.raises(DidNotHold, match="remembers no post"):
        list(restore_trial.wait(folder))


def test_silence_proves_nothing_without_a_worker(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Heartbeat.objects.update(at=database_now())
    monkeypatch.setattr(main_job, "PATIENCE_SECONDS", 0.3)

    with pytest.raises(DidNotHold, match="No worker was alive"):
        list(restore_trial.wait(folder))


def test_post_that_did_not_come_back_fails(
    folder: Path, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(monkeypatch, "What the main job posted.")
    with in_scope(school.pk):
        Post.objects.update(text="Something else.")

    with pytest.raises(DidNotHold, match="did not come back"):
        list(restore_trial.wait(folder))


def test_database_that_holds_a_school_is_no_place_for_it(school: School, tmp_path: Path) -> None:
    with pytest.raises(DidNotHold, match="not empty"):
        list(restore_trial.bring_back(tmp_path))
