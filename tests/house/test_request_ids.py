"""One id runs from a request to the attempt it causes; no line of the log holds personal data."""

import io
import json
import logging
import uuid
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from celery import shared_task
from django.http import HttpResponse
from django.test import Client, RequestFactory

from moderation.drafts import tasks
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial import request_ids
from schoolsocial.accounts.models import Person
from schoolsocial.celery import Doorbell, app
from schoolsocial.log_lines import JsonLine, NoAddress
from tests.cast import client_of
from tests.drafts.conftest import due_words, x_account
from tests.drafts.outgoing import now_of
from tests.fixtures.sandbox import SandboxX

__all__ = ["due_words", "x_account"]

GIVEN = str(uuid.UUID(int=5))


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What production's handler writes, as JSON."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLine())
    handler.addFilter(NoAddress())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def told(written: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def asked(**headers: str) -> tuple[str, HttpResponse]:
    """The id that a view sees, and the answer."""
    seen: list[str] = []

    def view(_request: object) -> HttpResponse:
        seen.append(request_ids.current())
        return HttpResponse()

    answer = request_ids.RequestId(view)(RequestFactory().get("/", headers=headers))
    return seen[0], answer


def test_request_has_an_id_of_its_own() -> None:
    first, answer = asked()

    assert len(first) == 32
    assert asked()[0] != first
    assert request_ids.HEADER not in answer


def test_id_of_a_proxy_is_taken_over_and_told_back() -> None:
    seen, answer = asked(**{request_ids.HEADER: GIVEN})

    assert (seen, answer[request_ids.HEADER]) == (GIVEN, GIVEN)


@pytest.mark.parametrize(
    "given", ["amelia@home.example", "Amelia Johnson aged 7", "x" * 32, "a" * 65, "ab", "é" * 20]
)
def test_what_could_be_a_name_is_not_taken_over(given: str) -> None:
    assert request_ids.sane(given) != given


def test_nothing_is_left_after_a_request() -> None:
    asked()

    assert request_ids.current() == ""


def test_ring_sends_the_id_beside_the_arguments() -> None:
    with request_ids.within(GIVEN), patch.object(tasks.send, "apply_async") as rung:
        Doorbell().ring(tasks.send, 1, 2)

    assert rung.call_args.args == ((1, 2),)
    assert rung.call_args.kwargs["headers"] == {request_ids.TASK_HEADER: GIVEN}


@shared_task  # type: ignore[untyped-decorator]
def which() -> str:
    return request_ids.current()


def test_task_goes_on_under_the_id_it_was_rung_with() -> None:
    ran = which.apply(headers={request_ids.TASK_HEADER: GIVEN})

    assert ran.get() == GIVEN


def test_task_nobody_rang_for_has_an_id_of_its_own() -> None:
    assert len(which.apply().get()) == 32


def test_every_task_is_traced() -> None:
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]

    assert len(ours) > 40
    assert all(isinstance(task, app.Task) for task in ours)


@pytest.mark.django_db(transaction=True)
def test_attempt_bears_the_id_of_the_task_that_made_it(
    due_words: Post, sandbox: SandboxX, lines: io.StringIO
) -> None:
    headers = {request_ids.TASK_HEADER: GIVEN}
    tasks.send.apply(args=(due_words.school_id, due_words.pk), headers=headers)

    attempts = [line for line in told(lines) if line["message"].startswith("Attempt ")]
    assert [line["message"].rpartition(": ")[2] for line in attempts] == ["in_flight", "accepted"]
    assert {line["request_id"] for line in attempts} == {GIVEN}


@pytest.mark.django_db(transaction=True)
def test_journey_leaves_no_personal_data_in_the_log(
    due_words: Post, sandbox: SandboxX, head: Person, lines: io.StringIO
) -> None:
    sandbox.plan_fault("503_after")
    tasks.send.apply(args=(due_words.school_id, due_words.pk))
    client = client_of(head)
    client.get("/st-catherine/")
    client.get("/f/a-familys-own-key/")
    client.post("/account/login/", {"login": head.email, "password": "wrong"})
    Client().get("/st-catherine/join/an-invitations-key/")

    written = lines.getvalue()
    assert now_of(due_words).state == State.UNKNOWN
    assert "Attempt" in written
    for canary in (head.email, head.name, due_words.text, "familys-own-key", "invitations-key"):
        assert canary not in written
    assert bytes(now_of(due_words).account.access_token).hex() not in written


def test_address_of_a_page_that_is_not_there_stays_out(db: None, lines: io.StringIO) -> None:
    Client().get("/nowhere/secret-key-of-amelia/at/all/")

    assert "secret-key-of-amelia" not in lines.getvalue()
    assert "404" in lines.getvalue()
