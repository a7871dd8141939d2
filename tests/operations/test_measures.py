"""What is counted, and by which labels: names the code has, and nothing from outside."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from prometheus_client import REGISTRY
from pytest_django import Settings

from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from schoolsocial import measures
from schoolsocial.operations import heartbeat
from schoolsocial.operations.tasks import pulse
from tests.fixtures.sandbox import SandboxX

PULSE = "schoolsocial.operations.tasks.pulse"


def count(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"schoolsocial_{name}", labels) or 0


def views() -> set[str]:
    """Every name of a page that was ever counted in this run."""
    return {
        sample.labels["view"]
        for metric in REGISTRY.collect()
        if metric.name == "schoolsocial_requests"
        for sample in metric.samples
    }


@pytest.mark.django_db
def test_page_is_counted_by_its_name(client: Client) -> None:
    labels = {"view": "account_login", "method": "GET", "status": "2xx"}
    before = count("requests_total", **labels)

    client.get("/account/login/?next=/canary-of-a-page/")

    assert count("requests_total", **labels) == before + 1
    assert not [view for view in views() if "canary" in view]


@pytest.mark.django_db
def test_all_unknown_paths_are_one_label(client: Client) -> None:
    labels = {"view": measures.NO_PAGE, "method": "GET", "status": "4xx"}
    before = count("requests_total", **labels)

    for number in range(5):
        client.get(f"/canary-{number}/no/such/page/")

    assert count("requests_total", **labels) == before + 5
    assert not [view for view in views() if "/" in view]


def test_method_nobody_knows_is_one_label() -> None:
    labels = {"view": measures.NO_PAGE, "method": measures.OTHER, "status": "2xx"}
    before = count("requests_total", **labels)
    answered = measures.Measured(lambda _asked: HttpResponse())

    for method in ("CANARY", "BREW"):
        answered(RequestFactory().generic(method, "/"))

    assert count("requests_total", **labels) == before + 2


@pytest.mark.parametrize(("status", "told"), [(204, "2xx"), (503, "5xx"), (799, "other")])
def test_status_is_told_by_its_class(status: int, told: str) -> None:
    assert measures.class_of(status) == told


def test_figure_that_cannot_be_written_stops_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_labels: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(measures._requests, "labels", full)
    asked: HttpRequest = RequestFactory().get("/")

    response = measures.Measured(lambda _asked: HttpResponse("A page"))(asked)

    assert response.content == b"A page"


@pytest.mark.django_db
def test_task_is_counted_and_timed() -> None:
    before = count("tasks_total", task=PULSE, outcome="done")
    timed = count("task_seconds_count", task=PULSE)

    pulse.apply()

    assert count("tasks_total", task=PULSE, outcome="done") == before + 1
    assert count("task_seconds_count", task=PULSE) == timed + 1


def test_task_that_fails_is_counted_as_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_kind: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(heartbeat, "beat", fails)
    before = count("tasks_total", task=PULSE, outcome="failed")

    pulse.apply()

    assert count("tasks_total", task=PULSE, outcome="failed") == before + 1


@pytest.mark.django_db(transaction=True)
def test_call_without_an_answer_and_its_attempt_are_counted(
    due_words: Post, sandbox: SandboxX
) -> None:
    call = {"endpoint": "POST /2/tweets", "status": "no answer"}
    calls = count("x_calls_total", **call)
    attempts = count("attempts_total", kind="create", outcome="unknown")
    sandbox.plan_fault("cut_after")

    sending.send(due_words.school_id, due_words.pk)

    assert count("x_calls_total", **call) == calls + 1
    assert count("attempts_total", kind="create", outcome="unknown") == attempts + 1


@pytest.mark.django_db(transaction=True)
def test_call_that_never_left_is_told_apart(due_words: Post, settings: Settings) -> None:
    call = {"endpoint": "POST /2/tweets", "status": "not sent"}
    before = count("x_calls_total", **call)
    settings.X_API_URL = "http://127.0.0.1:9"

    sending.send(due_words.school_id, due_words.pk)

    assert count("x_calls_total", **call) == before + 1
