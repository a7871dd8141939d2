"""What may go wrong while messages are delivered, each beside the same without its guard."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from schoolsocial.accounts.models import Person, School
from schoolsocial.api.actions import webhooks
from schoolsocial.api.jobs import delivering
from schoolsocial.api.models import Delivery
from schoolsocial.api.outgoing import Outcome
from schoolsocial.tenancy import scope
from tests.api.hooking import bring_forward, deliver_due, deliveries_of, ping, register
from tests.api.receiver import Receiver, receiving

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parent.parent.parent
DIES = """
import os, signal, sys
import django
django.setup()
from schoolsocial.api.jobs import delivering
delivering._record = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
delivering.deliver(int(sys.argv[1]), int(sys.argv[2]))
"""


@pytest.fixture(autouse=True)
def ready(settings: Settings) -> None:
    settings.WEBHOOKS_MAY_BE_LOCAL = True


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as listening:
        yield listening


@pytest.fixture
def made(school: School, head: Person, receiver: Receiver) -> webhooks.Registered:
    return register(school, head, receiver.address)


def killed_after_sending(delivery: Delivery) -> int:
    """A real worker that dies once the message has left and before it is noted; its exit code."""
    name = connection.settings_dict["NAME"]
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    given = os.environ | {
        "DJANGO_SETTINGS_MODULE": "schoolsocial.settings",
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "WEBHOOKS_MAY_BE_LOCAL": "true",
    }
    command = [sys.executable, "-c", DIES, str(delivery.school_id), str(delivery.pk)]
    return subprocess.run(command, cwd=ROOT, env=given, check=False, timeout=60).returncode


def at_once(*ids: tuple[int, int]) -> None:
    """Workers that begin together."""

    def work(school_id: int, delivery_id: int) -> None:
        delivering.deliver(school_id, delivery_id)
        connection.close()

    threads = [Thread(target=work, args=one) for one in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def test_message_of_a_killed_worker_is_sent_again_under_its_id(
    head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    delivery = ping(made.webhook, head)
    assert killed_after_sending(delivery) == -9
    deliver_due()
    assert len(receiver.taken) == 1  # its claim still holds
    bring_forward(made.webhook, delivering.CLAIM_LASTS)
    deliver_due()

    assert receiver.ids() == [delivery.message] * 2
    assert deliveries_of(made.webhook)[0].state == Delivery.State.DELIVERED


def test_control_a_claim_that_never_lapses_loses_the_message(
    head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    delivery = ping(made.webhook, head)
    assert killed_after_sending(delivery) == -9
    with scope.school(made.webhook.school_id):
        Delivery.objects.update(claimed_until=timezone.now() + timedelta(days=999))
    bring_forward(made.webhook, timedelta(days=30))
    deliver_due()

    assert deliveries_of(made.webhook)[0].state == Delivery.State.WAITING


def test_two_workers_at_once_send_one_message(
    school: School, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    receiver.go_on.clear()
    delivery = ping(made.webhook, head)
    first = Thread(target=at_once, args=[(school.pk, delivery.pk)])
    first.start()
    receiver.arrived.wait(20)
    at_once((school.pk, delivery.pk), (school.pk, delivery.pk))
    receiver.go_on.set()
    first.join(30)

    assert receiver.ids() == [delivery.message]


def test_control_without_a_claim_each_worker_sends_it(
    school: School, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    receiver.go_on.clear()
    delivery = ping(made.webhook, head)
    with patch.object(delivering, "CLAIM_LASTS", timedelta(0)):
        first = Thread(target=at_once, args=[(school.pk, delivery.pk)])
        first.start()
        receiver.arrived.wait(20)
        receiver.arrived.clear()
        second = Thread(target=at_once, args=[(school.pk, delivery.pk)])
        second.start()
        receiver.arrived.wait(20)
        receiver.go_on.set()
        first.join(30)
        second.join(30)

    assert receiver.ids() == [delivery.message] * 2


def test_slow_receiver_keeps_one_worker_and_the_others_get_theirs(
    school: School, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    receiver.go_on.clear()
    slow = [ping(made.webhook, head) for _ in range(3)]
    with receiving() as prompt:
        theirs = register(school, head, prompt.address)
        ping(theirs.webhook, head)
        held = Thread(target=at_once, args=[(school.pk, slow[0].pk)])
        held.start()
        receiver.arrived.wait(20)
        deliver_due()  # another worker's round, with a message for the slow one due as well

        assert len(prompt.taken) == 1
        assert len(receiver.taken) == 1
        receiver.go_on.set()
        held.join(30)


def test_control_without_the_guard_the_slow_one_gets_a_second_worker(
    school: School, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    receiver.go_on.clear()
    slow = [ping(made.webhook, head) for _ in range(2)]
    with patch("schoolsocial.api.models.webhooks.DeliveryQuerySet.under_way") as under_way:
        under_way.return_value.exists.return_value = False
        workers = []
        for delivery in slow:
            receiver.arrived.clear()
            workers.append(Thread(target=at_once, args=[(school.pk, delivery.pk)]))
            workers[-1].start()
            receiver.arrived.wait(20)
        both = len(receiver.taken)
        receiver.go_on.set()
        for worker in workers:
            worker.join(30)

    assert both == 2


def test_after_a_failure_the_address_is_left_alone_for_a_while(
    school: School, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    receiver.status = 500
    for _ in range(3):
        ping(made.webhook, head)
    deliver_due()
    deliver_due()
    assert len(receiver.taken) == 1

    bring_forward(made.webhook, delivering.QUIET_FOR)
    deliver_due()
    assert len(receiver.taken) == 2


def test_late_worker_does_not_undo_what_another_has_noted(
    school: School, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    """The first hangs until its claim is over; the second delivers; then the first comes back."""
    receiver.status = 500
    receiver.go_on.clear()
    delivery = ping(made.webhook, head)
    first = Thread(target=at_once, args=[(school.pk, delivery.pk)])
    first.start()
    receiver.arrived.wait(20)
    bring_forward(made.webhook, delivering.CLAIM_LASTS)
    with patch("schoolsocial.api.outgoing.post", return_value=Outcome(204)):
        deliver_due()
    receiver.go_on.set()
    first.join(30)

    assert deliveries_of(made.webhook)[0].state == Delivery.State.DELIVERED
