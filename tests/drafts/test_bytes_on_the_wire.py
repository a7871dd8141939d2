"""From approval through a real worker to X: what arrives is, byte for byte, what was approved."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import pytest

from moderation.drafts.jobs import sending
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.queries.pictures import approved_bytes
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.drafts import shelf
from tests.drafts.outgoing import HANDLE, now_of
from tests.drafts.real_worker import WORKER, Program, started
from tests.drafts.test_redis_gone import broker, rung, valkey
from tests.fixtures.own_servers import OwnValkey
from tests.fixtures.sandbox import SandboxX, drawn_picture
from tests.posts import make_photo, make_post

__all__ = ["broker", "valkey"]

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

WORDS = "Our beans — “runner”, of course — are up. 🌱 £1 a bag."


@pytest.fixture
def post(school: School, teacher: Person, head: Person, x_account: Account) -> Post:
    """Approved, with two pictures that differ, and due."""
    draft = make_post(school, teacher, WORDS, photos=[("Beans in pots", False)])
    canes = make_photo(school, teacher, drawn_picture("olive"))
    with scope.school(school.pk):
        PostPhoto.objects.create(
            school=school,
            post=draft,
            photo=canes,
            position=2,
            alt_text="A row of canes",
            shows_pupils=False,
        )
    return shelf.sent_on(draft, teacher, head)


@pytest.fixture
def worker(valkey: OwnValkey, sandbox: SandboxX, tmp_path: Path) -> Iterator[Program]:
    with started(WORKER, redis_url=valkey.url, sandbox=sandbox, folder=tmp_path) as program:
        program.until(lambda: "ready." in program.log.read_text())
        yield program


def approved(post: Post) -> list[tuple[str, str]]:
    """(SHA-256, alternative text) of the pictures in the version that was approved."""
    with scope.school(post.school_id):
        rows = post.post_photos.order_by("position")
        return list(rows.values_list("photo__sha256", "alt_text"))


def arrived(sandbox: SandboxX) -> list[tuple[str, str]]:
    """The same of what X received for the one live post."""
    (live,) = sandbox.live(HANDLE)
    received = sandbox.server.world.media
    return [
        (sha256(received.read(received.by_id[media["id"]])).hexdigest(), media["alt_text"])
        for media in live["media"]
    ]


def test_bytes_that_x_receives_are_those_approved(
    post: Post, sandbox: SandboxX, worker: Program, broker: object
) -> None:
    rung(post)
    worker.until(lambda: now_of(post).state == State.POSTED)

    assert len(set(approved(post))) == 2
    assert arrived(sandbox) == approved(post)
    assert sandbox.live(HANDLE)[0]["text"].startswith(WORDS)


def test_control_a_picture_touched_on_the_way_is_seen(post: Post, sandbox: SandboxX) -> None:
    def touched(row: PostPhoto) -> bytes:
        return approved_bytes(row) + b"\0"

    with patch.object(sending, "approved_bytes", touched):
        sending.send(post.school_id, post.pk)

    assert now_of(post).state == State.POSTED
    assert len(arrived(sandbox)) == len(approved(post))
    assert {one for one, _ in arrived(sandbox)}.isdisjoint(one for one, _ in approved(post))
