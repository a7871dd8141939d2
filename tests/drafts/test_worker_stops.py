"""A release is deployed in the middle of a post: SIGTERM to the programs that send."""

import signal
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.utils import timezone

from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.x.models import Account
from tests.drafts.outgoing import HANDLE, change, now_of
from tests.drafts.real_worker import ROOT, WATCH, WORKER, Program, started
from tests.drafts.test_redis_gone import broker, rung, valkey
from tests.fixtures.own_servers import OwnValkey
from tests.fixtures.sandbox import SandboxX
from tests.posts import scheduled

__all__ = ["broker", "valkey"]

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(900),
]

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
GRACE = int(COMPOSE["services"]["worker"]["stop_grace_period"].removesuffix("s"))
"""Seconds until SIGKILL would follow."""
LONG_OVERDUE = timedelta(minutes=5)
NOWHERE = "redis://127.0.0.1:9/0"


@pytest.fixture
def posts(school: School, teacher: Person, head: Person, x_account: Account) -> list[Post]:
    """Three that are due, the first of them first."""
    return [scheduled(school, teacher, head) for _ in range(3)]


def stopped_in_the_middle(program: Program, sandbox: SandboxX) -> int:
    """SIGTERM once X has the first post and before it answers; what the program ends with."""
    program.until(lambda: sandbox.requests("create"))
    program.process.send_signal(signal.SIGTERM)
    return program.process.wait(timeout=GRACE)


def only_one_went_out(posts: list[Post], sandbox: SandboxX) -> bool:
    states = sorted(now_of(post).state for post in posts)
    requests, live = sandbox.requests("create"), sandbox.live(HANDLE)
    return (states, len(requests), len(live)) == (
        [State.POSTED, State.SCHEDULED, State.SCHEDULED],
        1,
        1,
    )


def test_worker_finishes_its_post_and_begins_no_other(
    posts: list[Post],
    sandbox: SandboxX,
    valkey: OwnValkey,
    broker: object,
    tmp_path: Path,
) -> None:
    sandbox.plan_fault("hang_after", seconds=6)

    with started(WORKER, redis_url=valkey.url, sandbox=sandbox, folder=tmp_path) as worker:
        worker.until(lambda: "ready." in worker.log.read_text())
        for post in posts:
            rung(post)
        ended = stopped_in_the_middle(worker, sandbox)

    assert ended == 0
    assert only_one_went_out(posts, sandbox)


def test_watch_with_many_posts_to_send_ends_after_the_one_under_way(
    posts: list[Post], sandbox: SandboxX, tmp_path: Path
) -> None:
    for post in posts:
        change(post, not_before=timezone.now() - LONG_OVERDUE)
    sandbox.plan_fault("hang_after", seconds=6)

    with started(WATCH, redis_url=NOWHERE, sandbox=sandbox, folder=tmp_path) as watch:
        ended = stopped_in_the_middle(watch, sandbox)

    assert ended == 0
    assert only_one_went_out(posts, sandbox)


def test_worker_that_gets_no_answer_leaves_it_unknown(
    due_words: Post, sandbox: SandboxX, valkey: OwnValkey, broker: object, tmp_path: Path
) -> None:
    sandbox.plan_fault("cut_after", seconds=6)

    with started(WORKER, redis_url=valkey.url, sandbox=sandbox, folder=tmp_path) as worker:
        worker.until(lambda: "ready." in worker.log.read_text())
        rung(due_words)
        ended = stopped_in_the_middle(worker, sandbox)

    assert ended == 0
    assert now_of(due_words).state == State.UNKNOWN
