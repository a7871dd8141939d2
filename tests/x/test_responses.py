from datetime import UTC, datetime, timedelta

import pytest
import requests

from schoolsocial.x import errors, responses
from schoolsocial.x.client import XClient
from tests.fixtures.sandbox import SandboxX

pytestmark = pytest.mark.faults

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
DAY = timedelta(hours=24)


def reset_in(seconds: float) -> dict[str, str]:
    return {"x-rate-limit-reset": str(int(NOW.timestamp() + seconds))}


def answer(status: int, body: str = "", headers: dict[str, str] | None = None) -> errors.XError:
    response = requests.Response()
    response.status_code = status
    response._content = body.encode()
    response.headers.update(headers or {})
    found = responses.error_for(response, endpoint="POST /2/tweets", excerpt=body, now=NOW)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        (reset_in(40), timedelta(seconds=40)),
        (reset_in(3600), timedelta(hours=1)),
        (reset_in(0), QUARTER),
        (reset_in(-3600), QUARTER),
        (reset_in(86401), DAY),
        ({"x-rate-limit-reset": "9" * 40}, DAY),
        ({"x-rate-limit-reset": "soon"}, QUARTER),
        ({"x-rate-limit-reset": "-5"}, QUARTER),
        ({"x-rate-limit-reset": "²"}, QUARTER),
        ({}, QUARTER),
    ],
)
def test_rate_limit_until(headers: dict[str, str], wait: timedelta) -> None:
    assert responses.rate_limit_until(headers, now=NOW) == NOW + wait


def test_rate_limit_until_goes_by_the_clock_of_x() -> None:
    headers = {**reset_in(600), "date": "Fri, 20 Nov 2026 09:00:00 GMT"}

    until = responses.rate_limit_until(headers, now=NOW + timedelta(days=1))

    assert until == NOW + timedelta(minutes=10)


def test_rate_limit_until_a_worker_a_day_ahead_without_a_date_waits_a_quarter() -> None:
    ahead = NOW + timedelta(days=1)

    assert responses.rate_limit_until(reset_in(600), now=ahead) == ahead + QUARTER


@pytest.mark.parametrize("reset", ["near", "past", "far", "absent"])
def test_rate_limited_client_always_says_when(
    client: XClient, sandbox: SandboxX, reset: str
) -> None:
    sandbox.plan_fault("rate_limited", reset=reset)

    with pytest.raises(errors.RateLimited) as caught:
        client.create_post("Harvest assembly at nine.")

    assert caught.value.until > datetime.now(UTC)
    assert caught.value.until <= datetime.now(UTC) + DAY + timedelta(seconds=5)


@pytest.mark.parametrize("status", [100, 199, 300, 302, 307, 500, 502, 503, 504, 520, 599])
def test_error_for_leaves_strange_statuses_open(status: int) -> None:
    assert type(answer(status)) is errors.OutcomeUnknown


@pytest.mark.parametrize("status", [400, 403, 404, 408, 410, 413, 415, 422, 451, 499])
def test_error_for_other_refusals(status: int) -> None:
    problem = answer(status)

    assert type(problem) is errors.Rejected
    assert str(status) in problem.reason


@pytest.mark.parametrize(
    "body", ["", "<html>", "[]", "null", '"no"', '{"errors": null}', '{"errors": [5]}', "\ufffd{"]
)
@pytest.mark.parametrize("status", [400, 402, 403, 429, 503])
def test_error_for_any_body_still_names_a_class(status: int, body: str) -> None:
    assert isinstance(answer(status, body), errors.XError)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('{"detail": "You are not allowed to create a Tweet with duplicate content."}', True),
        ('{"errors": [{"code": 187, "message": "Status is a duplicate."}]}', True),
        ('{"detail": "You are not permitted to perform this action."}', False),
    ],
)
def test_error_for_tells_a_duplicate(body: str, *, kind: bool) -> None:
    assert isinstance(answer(403, body), errors.Duplicate) is kind


def test_error_for_success_is_none() -> None:
    response = requests.Response()
    response.status_code = 201

    assert responses.error_for(response, endpoint="", excerpt="", now=NOW) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"data": []}',
        b'{"data": {}}',
        b'{"data": {"id": 12}}',
        b'{"data": {"id": ""}}',
        b'{"data": {"id": "12a"}}',
        b'{"data": {"id": "12\\n"}}',
        b'{"data": {"id": "12345678901234567890"}}',
        b'{"data": {"id": "\xd9\xa1"}}',
    ],
)
def test_answer_without_a_readable_id_is_unknown(content: bytes) -> None:
    unread = responses.Answer("POST /2/tweets", 201, "", content)

    with pytest.raises(errors.OutcomeUnknown):
        unread.id()


def test_answer_reads_the_id_it_has() -> None:
    read = responses.Answer("POST /2/tweets", 201, "", b'{"data": {"id": "1790"}}')

    assert read.id() == "1790"
