"""What goes over the broker: ids, and no token in any form."""

import base64
import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from django.utils import timezone
from pytest_django import Settings

from moderation.catalogue import tasks as of_catalogue
from moderation.drafts import tasks as of_drafts
from moderation.drafts.actions import publishing
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.celery import Doorbell, Traced, app
from schoolsocial.x import tasks as of_x
from tests.cast import in_scope
from tests.fixtures.own_servers import OwnValkey
from tests.fixtures.sandbox import SandboxX
from tests.posts import scheduled
from tests.x.leaking import APP_SECRET, connected_and_posted, forms_of, sealed_of, secrets_of

OURS = ("schoolsocial.", "moderation.", "consent.", "policy.")


@pytest.fixture
def valkey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnValkey]:
    """A broker of this test's own, in which every ring stays until it is read."""
    server = OwnValkey(tmp_path / "valkey")
    server.start()
    publish = Traced.apply_async
    with app.connection_for_write(server.url) as there:

        def rung(task: Any, *args: Any, **options: Any) -> Any:
            return publish(task, *args, **options, connection=there, retry=False)

        monkeypatch.setattr(Traced, "apply_async", rung)
        yield server
    server.kill()


@pytest.fixture
def x(sandbox: SandboxX, settings: Settings) -> SandboxX:
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    settings.X_CLIENT_ID, settings.BASE_URL = "school-social", "http://testserver"
    settings.X_CLIENT_SECRET = APP_SECRET
    sandbox.add_account("OakfieldPrimary")
    return sandbox


def told(valkey: OwnValkey) -> list[dict[str, Any]]:
    """The messages that wait, with their bodies opened: headers, body."""
    with redis.Redis.from_url(valkey.url) as client:
        messages = [json.loads(one) for one in client.lrange("celery", 0, -1)]
    return [{**one, "body": json.loads(base64.b64decode(one["body"]))} for one in messages]


def everything_in(valkey: OwnValkey) -> bytes:
    """What the broker holds, as it stands there and with the bodies opened."""
    with redis.Redis.from_url(valkey.url) as client:
        read = {b"list": client.lrange, b"zset": client.zrange}
        whole = list(client.scan_iter())
        for name in list(whole):
            kind = client.type(name)
            if kind in read:
                whole += read[kind](name, 0, -1)
            elif kind == b"hash":
                whole += [part for pair in client.hgetall(name).items() for part in pair]
            elif kind == b"set":
                whole += client.smembers(name)
            else:
                whole.append(client.get(name))
    return b"\n".join([*whole, json.dumps(told(valkey)).encode()])


def found_in(everything: bytes, x: SandboxX, school: School) -> list[bytes]:
    """Tokens, and what is kept in their place, in whatever form they were written."""
    secrets = [*(one.encode() for one in secrets_of(x)), *sealed_of(school)]
    return [form for secret in secrets for form in forms_of(secret) if form in everything]


def a_day_of_rings(x: SandboxX, school: School, head: Person, teacher: Person) -> Post:
    """All that publishing, tokens and the catalogue ring for, over one account."""
    connected_and_posted(x, school, head, teacher)
    live = scheduled(school, teacher, head)
    of_drafts.send(school.pk, live.pk)
    with in_scope(school.pk):
        publishing.remove(post=live, by=head, reason="Wrong date", now=timezone.now())
    for sweep in (
        of_drafts.tick,
        of_x.sweep_connections,
        of_x.sweep_profiles,
        of_catalogue.sweep,
    ):
        sweep()
    return live


@pytest.mark.django_db(transaction=True)
def test_messages_are_ids_and_hold_no_token(
    x: SandboxX, school: School, head: Person, teacher: Person, valkey: OwnValkey
) -> None:
    a_day_of_rings(x, school, head, teacher)

    messages = told(valkey)
    rung = {message["headers"]["task"].rpartition("tasks.")[2] for message in messages}
    assert rung >= {"send", "remove", "renew", "look_at_profile", "read"}
    for args, options, _ in (message["body"] for message in messages):
        assert (options, [one for one in args if not isinstance(one, int)]) == ({}, [])
    assert len(secrets_of(x)) > 4
    assert len(sealed_of(school)) == 2
    assert found_in(everything_in(valkey), x, school) == []


@pytest.mark.django_db(transaction=True)
def test_control_token_that_is_rung_with_is_found(
    x: SandboxX, school: School, head: Person, teacher: Person, valkey: OwnValkey
) -> None:
    connected_and_posted(x, school, head, teacher)
    sealed = sealed_of(school)[0]

    Doorbell().ring(of_x.renew, school.pk, secrets_of(x)[-1])  # type: ignore[arg-type]
    Doorbell().ring(of_x.renew, school.pk, sealed.hex())  # type: ignore[arg-type]

    found = found_in(everything_in(valkey), x, school)
    assert {secrets_of(x)[-1].encode(), sealed.hex().encode()} <= set(found)


def test_every_task_takes_whole_numbers_and_nothing_else() -> None:
    """No task can be rung with words, so none with a token."""
    ours = {name: task for name, task in app.tasks.items() if name.startswith(OURS)}
    takes = {
        name: [one.annotation for one in inspect.signature(task.run).parameters.values()]
        for name, task in ours.items()
    }

    assert len(ours) > 50
    assert {name: kinds for name, kinds in takes.items() if set(kinds) - {int}} == {}
