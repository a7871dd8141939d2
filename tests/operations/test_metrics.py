"""Figures over a real scrape: two processes count, a third one tells, as in production."""

from pathlib import Path

import pytest

from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.operations import heartbeat
from schoolsocial.operations.models import Heartbeat
from tests.drafts.outgoing import HANDLE
from tests.operations.counting import Installation, samples, two_that_counted

pytestmark = pytest.mark.django_db(transaction=True)

CANARY = "/Tarquin-Canary/no/such/page/?name=Tarquin-Canary"


@pytest.fixture
def place(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "metrics")


def test_pages_of_both_processes_are_summed_and_no_path_is_told(place: Installation) -> None:
    asked = ["/account/login/", CANARY, "pulse"]
    with (
        two_that_counted(
            place, asked, [*asked, "/another-canary/no/such/page/", "/a-schools-canary/"]
        ),
        place.watched(),
    ):
        told = place.scrape()

    seen = samples(told)
    assert seen["schoolsocial_requests_total", "GET", "2xx", "account_login"] == 2
    assert seen["schoolsocial_requests_total", "GET", "4xx", "no page of ours"] == 3
    assert seen["schoolsocial_request_seconds_count", "account_login"] == 2
    assert seen["schoolsocial_tasks_total", "done", "schoolsocial.operations.tasks.pulse"] == 2
    assert "anary" not in told


def test_post_is_counted_on_its_way_and_nobody_is_named(
    place: Installation, due_words: Post, school: School, teacher: Person
) -> None:
    send = f"post={due_words.school_id},{due_words.pk}"
    with two_that_counted(place, [send], ["pulse"]), place.watched():
        told = place.scrape()

    seen = samples(told)
    assert seen["schoolsocial_attempts_total", "create", "accepted"] == 1
    assert seen["schoolsocial_x_calls_total", "POST /2/tweets", "2xx"] == 1
    assert seen["schoolsocial_posts", "due"] == 0
    personal = (school.name, school.slug, teacher.name, teacher.email, due_words.text, HANDLE)
    assert [word for word in personal if word in told] == []


def test_what_waits_is_told_though_nobody_counts(place: Installation, due_words: Post) -> None:
    heartbeat.beat(Heartbeat.Kind.WORKER)

    with place.watched():
        seen = samples(place.scrape())

    assert seen["schoolsocial_posts", "due"] == 1
    assert seen["schoolsocial_queue_oldest_seconds", "posts"] > 0
    assert seen["schoolsocial_heartbeat_age_seconds", "worker"] >= 0
    assert seen[("schoolsocial_database_up",)] == 1
