"""The page for those who run the installation: what runs, what waits, what was backed up."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.operations import heartbeat, presenters
from schoolsocial.operations.models import Backup, Drill, Heartbeat
from schoolsocial.operations.presenters import Verdict, ago
from tests.cast import client_of, give_second_factor, make_person
from tests.drafts.outgoing import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def platform(db: None) -> Client:
    person = make_person(None)
    person.is_platform_admin = True
    person.save()
    give_second_factor(person)
    return client_of(person)


def part(code: str) -> presenters.Part:
    return next(part for part in presenters.health().parts if part.code == code)


def backed_up(ago: timedelta) -> None:
    made_at = timezone.now() - ago
    Backup.objects.create(made_at=made_at, seconds=4, rows=9, files=1, size=99, key_id="spring")


def drilled(ago: timedelta, trouble: str = "") -> None:
    Drill.objects.create(at=timezone.now() - ago, seconds=41, trouble=trouble)


def test_new_installation_says_what_is_missing(platform: Client) -> None:
    page = platform.get("/platform/health/").content.decode()

    assert "None was ever made" in page
    assert "No backup was ever tried" in page
    assert "Has never been heard of" in page
    assert "Not working" in page


def test_everything_well_is_said_in_words() -> None:
    backed_up(timedelta(hours=3))
    drilled(timedelta(days=20))
    for kind in Heartbeat.Kind:
        heartbeat.beat(kind)

    told = {part.code: part.verdict for part in presenters.health().parts}

    assert told.pop("storage") in {Verdict.WELL, Verdict.LOOK}
    assert set(told.values()) == {Verdict.WELL}
    assert set(told) == {
        "database", "migrations", "redis", "worker", "beat",
        "posts", "mails", "pushes", "webhooks", "backup", "drill",
    }  # fmt: skip


@pytest.mark.parametrize(("hours", "verdict"), [(25, Verdict.WELL), (27, Verdict.WRONG)])
def test_backup_is_asked_for_after_a_day(hours: int, verdict: Verdict) -> None:
    backed_up(timedelta(hours=hours))

    assert part("backup").verdict is verdict


@pytest.mark.parametrize(("days", "verdict"), [(129, Verdict.WELL), (131, Verdict.LOOK)])
def test_drill_is_asked_for_each_term(days: int, verdict: Verdict) -> None:
    drilled(timedelta(days=days))

    assert part("drill").verdict is verdict


def test_failed_drill_is_not_hidden_by_an_earlier_one() -> None:
    drilled(timedelta(days=2))
    drilled(timedelta(days=1), "A stored picture came back otherwise than it was.")

    assert part("drill").verdict is Verdict.WRONG
    assert "picture came back otherwise" in part("drill").said


def test_silent_worker_is_told() -> None:
    heartbeat.beat(Heartbeat.Kind.WORKER)
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=9))

    assert part("worker").verdict is Verdict.WRONG
    assert part("worker").said == "Last heard of 9 minutes ago."


def test_post_that_should_have_gone_is_told(due_words: Post) -> None:
    change(due_words, not_before=timezone.now() - timedelta(minutes=30))

    assert part("posts").verdict is Verdict.LOOK
    assert part("posts").said == "The oldest was due 30 minutes ago."


def test_program_gets_the_same(platform: Client) -> None:
    told = platform.get("/platform/health.json").json()

    assert told["verdict"] == "wrong"
    assert {"code", "label", "verdict", "said"} == told["parts"][0].keys()
    assert told["versions"]["PostgreSQL"]


def test_no_school_is_named(platform: Client, school: School, due_words: Post) -> None:
    for path in ("/platform/health/", "/platform/health.json"):
        page = platform.get(path).content.decode()
        assert school.name not in page
        assert due_words.text not in page


@pytest.mark.parametrize("path", ["/platform/health/", "/platform/health.json"])
def test_nobody_of_a_school_sees_it(head: Person, path: str) -> None:
    assert client_of(head).get(path).status_code == 404


def test_page_stays_within_its_statements(
    platform: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    platform.get("/platform/health/")

    with django_assert_max_num_queries(20):
        platform.get("/platform/health/")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-3, "0 seconds ago"), (1, "1 second ago"), (119, "119 seconds ago"), (120, "2 minutes ago"),
     (7200, "2 hours ago"), (172800, "2 days ago")],
)  # fmt: skip
def test_spans_are_told_in_words(seconds: int, words: str) -> None:
    assert ago(timedelta(seconds=seconds)) == words
