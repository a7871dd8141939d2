"""A replay leaves the workers time for what is due."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from moderation.replay import tasks
from moderation.replay.actions import replays
from moderation.replay.jobs import replaying
from moderation.replay.models import Replay
from policy.models import PolicyVersion
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of, in_scope
from tests.posts import adopt_policy, make_post

TODAY = timezone.localdate()


@pytest.fixture
def version(school: School, teacher: Person) -> PolicyVersion:
    make_post(school, teacher)
    make_post(school, teacher)
    return adopt_policy(school)


def start(version: PolicyVersion, by: Person, since: date = TODAY - timedelta(days=1)) -> Replay:
    with in_scope(version.school_id):
        return replays.start(version=version, since=since, until=TODAY, by=by, now=timezone.now())


def test_task_does_one_portion_and_rings_for_the_next(
    head: Person, version: PolicyVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    replay, rung = start(version, head), list[tuple[object, ...]]()
    monkeypatch.setattr(replaying, "AT_ONCE", 1)
    monkeypatch.setattr(tasks, "ring", lambda *given: rung.append(given))
    done = []

    for _ in range(3):
        tasks.carry_on(version.school_id, replay.pk)
        with in_scope(version.school_id):
            replay.refresh_from_db()
        done.append((replay.done, replay.finished_at is not None))

    assert done == [(1, False), (2, False), (2, True)]
    assert rung == [(tasks.carry_on, version.school_id, replay.pk)] * 2


def test_second_replay_waits_for_the_first(head: Person, version: PolicyVersion) -> None:
    first = start(version, head)

    with pytest.raises(replays.StillRunning):
        start(version, head)
    replaying.carry_on(version.school_id, first.pk)

    assert start(version, head).pk != first.pk


def test_page_says_that_one_is_running(
    school: School, head: Person, version: PolicyVersion
) -> None:
    start(version, head)
    given = {"version": version.pk, "since": TODAY.isoformat(), "until": TODAY.isoformat()}

    page = client_of(head).post(f"/{school.slug}/policy/replay/start/", given).content.decode()

    assert "A replay is still running." in page
