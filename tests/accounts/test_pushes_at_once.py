"""Several workers, and several taps, in the same moment."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from pytest_django import Settings

from schoolsocial.accounts import push_setup, tasks
from schoolsocial.accounts.jobs import pushes as jobs
from schoolsocial.accounts.models import Person, School
from tests.accounts.pushing import devices_of, pushes_of, switch_on, tell
from tests.web_push.receiving import PushService, listening

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def service(settings: Settings) -> Iterator[PushService]:
    with listening(push_setup.server_key().public) as found:
        settings.PUSH_SERVICES = [found.host]
        yield found


def at_once(act: Callable[[], object], times: int = 4) -> None:
    ready = threading.Barrier(times)

    def one() -> None:
        ready.wait()
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        for future in [pool.submit(one) for _ in range(times)]:
            future.result()


def test_workers_that_look_at_once_send_it_once(
    school: School, head: Person, service: PushService
) -> None:
    switch_on(head, service.browser())
    tell(school, head, "posting-stopped")
    [push] = pushes_of(school)

    at_once(lambda: jobs.deliver(school.pk, push.pk))

    [sent] = pushes_of(school)
    assert (len(service.taken), sent.state, sent.tries) == (1, "sent", 1)


def test_taps_at_once_leave_one_device(head: Person, service: PushService) -> None:
    browser = service.browser()

    at_once(lambda: switch_on(head, browser))

    assert len(devices_of(head)) == 1


def test_sweep_rings_for_what_is_due(
    school: School, head: Person, service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_on(head, service.browser())
    tell(school, head, "posting-stopped")
    rung: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks, "ring", lambda *told: rung.append(told))

    tasks.sweep_pushes()
    jobs.deliver(school.pk, pushes_of(school)[0].pk)
    tasks.sweep_pushes()

    assert rung == [(tasks.deliver_push, school.pk, pushes_of(school)[0].pk)]
