"""The dead-man's switch: when the worker or the clock is silent, pages say so and one mail goes."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from schoolsocial.accounts.actions import silences
from schoolsocial.accounts.models import Person, School, Silence
from schoolsocial.operations.models import Heartbeat
from schoolsocial.today import middleware, silence
from tests.cast import client_of, make_person

HOME = "/st-catherine/"
GONE = "Posts are not going out: the part that sends them has been silent since"


@pytest.fixture(autouse=True)
def watching(settings: Settings) -> Iterator[None]:
    settings.SILENCE_MINUTES = 5
    _forget()
    yield
    _forget()


def _forget() -> None:
    silence.ask_anew()
    middleware.forget()


def heard(kind: str, minutes_ago: int) -> datetime:
    at = timezone.now() - timedelta(minutes=minutes_ago)
    Heartbeat.objects.update_or_create(kind=kind, defaults={"at": at})
    silence.ask_anew()
    return at


def test_silent_worker_is_said_on_every_page_with_the_time(office: Person) -> None:
    since = timezone.localtime(heard("worker", 9))

    page = client_of(office).get("/st-catherine/calendar/").content.decode()

    assert f"{GONE} {since:%H:%M}" in page or f"{GONE} {since:%-d %B}" in page


def test_worker_that_lives_is_not_spoken_of(office: Person) -> None:
    heard("worker", 4)

    assert GONE not in client_of(office).get(HOME).content.decode()


def test_worker_that_comes_back_ends_it(office: Person) -> None:
    heard("worker", 9)
    client = client_of(office)
    assert GONE in client.get(HOME).content.decode()

    heard("worker", 0)

    assert GONE not in client.get(HOME).content.decode()


def test_silent_clock_is_another_sentence(office: Person) -> None:
    heard("beat", 9)

    page = client_of(office).get(HOME).content.decode()

    assert "Reminders and checks are not running" in page
    assert GONE not in page


def test_nobody_who_is_not_signed_in_learns_of_it(db: None) -> None:
    heard("worker", 9)

    assert GONE not in Client().get("/roles/").content.decode()
    assert mail.outbox == []


def test_first_page_mails_the_administrators_once(
    school: School, office: Person, admin: Person
) -> None:
    platform = make_person(None)
    Person.objects.filter(pk=platform.pk).update(is_platform_admin=True)
    heard("worker", 9)

    for _ in range(3):
        client_of(office).get(HOME)

    (message,) = mail.outbox
    assert sorted(message.bcc) == sorted([admin.email, platform.email])
    assert message.to == []
    assert "silent since" in message.body


def test_another_process_of_the_pages_sends_no_second_mail(school: School, admin: Person) -> None:
    since, now = heard("worker", 9), timezone.now()

    told = [silences.tell(kind="worker", since=since, school=school, now=now) for _ in range(2)]

    assert told == [True, False]
    assert len(mail.outbox) == 1


def test_next_silence_is_told_anew(school: School, admin: Person) -> None:
    now = timezone.now()

    for minutes in (60, 9):
        since = heard("worker", minutes)
        silences.tell(kind="worker", since=since, school=school, now=now)

    assert len(mail.outbox) == 2


def test_mail_server_that_is_away_breaks_no_page(
    office: Person, admin: Person, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.test_letters.ClosedServer"
    heard("worker", 9)

    page = client_of(office).get(HOME)

    assert GONE in page.content.decode()
    assert Silence.objects.count() == 1


def test_pages_ask_the_database_twice_a_minute_at_most(office: Person) -> None:
    heard("worker", 0)
    client = client_of(office)
    client.get(HOME)

    with CaptureQueriesContext(connection) as sent:
        client.get(HOME)

    assert not [one for one in sent.captured_queries if "operations_heartbeat" in one["sql"]]


def test_part_never_heard_of_is_still_being_set_up(office: Person) -> None:
    assert GONE not in client_of(office).get(HOME).content.decode()
