"""The inbox, and how somebody chooses to be mailed."""

import re
from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schoolsocial.accounts import queries
from schoolsocial.accounts.models import Membership, Notice, Person, School
from schoolsocial.accounts.quiet_hours import Hours
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from tests.accounts.test_notices import MONDAY, tell
from tests.cast import client_of, in_scope, make_person
from tests.today.test_home import MOST_STATEMENTS, statements

INBOX, MAILS = "/st-catherine/inbox/", "/st-catherine/inbox/mails/"
NEXT = re.compile(r'from=([^"]+)"')
BELL = re.compile(r'bell-count">(\d+\+?)<')


def page(person: Person, path: str = INBOX) -> str:
    return client_of(person).get(path).content.decode()


def answered(client: Client, **given: str) -> int:
    usual = {"opens": "07:00", "closes": "18:30"}
    topics = dict.fromkeys(("drafts", "posts", "x", "followers", "planning"), "now")
    return client.post(MAILS, {**usual, **topics, **given}).status_code


def test_inbox_gives_the_reason_the_way_and_the_moment(school: School, head: Person) -> None:
    tell(head, school)

    shown = page(head)

    assert '<a href="/st-catherine/review/7/">A draft waits for your review</a>' in shown
    assert "Monday 30 November 2026 at 10:42" in shown


def test_bell_counts_what_is_new_to_its_reader(
    school: School, head: Person, deputy: Person
) -> None:
    tell(head, school)
    tell(head, school, "posting-goes-on")

    assert BELL.findall(page(head)) == ["2"]
    assert BELL.findall(page(deputy)) == []


def test_everything_is_read_at_once(school: School, head: Person) -> None:
    tell(head, school, now=MONDAY - timedelta(days=900))
    client = client_of(head)

    client.post("/st-catherine/inbox/read/")

    assert BELL.findall(client.get(INBOX).content.decode()) == []
    assert "A draft waits for your review" in client.get(INBOX).content.decode()


def test_inbox_of_many_goes_on_without_a_gap_or_a_double(school: School, head: Person) -> None:
    with in_scope(school.pk):
        for number in range(30):
            Notice.objects.create(
                school=school, person=head, kind="draft-waiting", path=f"/{number}/", at=MONDAY
            )

    first = page(head)
    later = page(head, f"{INBOX}?from={NEXT.findall(first)[-1]}")

    seen = re.findall(r'<a href="/(\d+)/">', first + later)
    assert [int(number) for number in seen] == list(range(29, -1, -1))


@pytest.mark.parametrize("cursor", ["", "x", "a1-1", "b99999999999999999-1", "%00", "a-1"])
def test_inbox_with_a_strange_address_shows_a_page(head: Person, cursor: str) -> None:
    assert client_of(head).get(INBOX, {"from": cursor}).status_code == HTTPStatus.OK


def test_empty_inbox_says_what_will_stand_there(governor: Person) -> None:
    assert "Nothing yet" in page(governor)


def test_choice_of_mails_is_kept_and_on_record(school: School, teacher: Person) -> None:
    client = client_of(teacher)

    assert answered(client, drafts="daily", opens="08:30") == HTTPStatus.FOUND

    with in_scope(school.pk):
        place = Membership.objects.get(person=teacher)
        assert queries.rhythms_chosen_by(place)["drafts"] == "daily"
        assert queries.hours_of(place) == Hours(time(8, 30), time(18, 30), school_days_only=False)
        assert Event.objects.filter(verb="notices.chosen").count() == 1


def test_choice_that_leaves_no_hours_is_refused_and_what_was_typed_stays(teacher: Person) -> None:
    client = client_of(teacher)

    answer = client.post(MAILS, {"opens": "19:00", "closes": "07:00", "drafts": "weekly"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Choose an end that is later than the beginning." in answer.content.decode()
    assert 'value="19:00"' in answer.content.decode()


@pytest.mark.parametrize("role", Role)
def test_safeguarding_is_offered_to_nobody(school: School, role: Role) -> None:
    shown = page(make_person(school, role), MAILS)

    assert 'name="safeguarding"' not in shown


def test_governor_is_asked_about_the_policy_alone(governor: Person) -> None:
    names = set(re.findall(r'<select[^>]*\bname="([a-z]+)"', page(governor, MAILS)))

    assert names == {"policy"}


@pytest.mark.parametrize("path", [INBOX, MAILS])
def test_inbox_takes_few_statements(school: School, head: Person, path: str) -> None:
    tell(head, school, now=datetime(2020, 1, 1, tzinfo=UTC))
    client = client_of(head)
    client.get(path)

    with CaptureQueriesContext(connection) as sent:
        client.get(path)

    assert len(statements(sent)) <= MOST_STATEMENTS


def test_bell_is_counted_with_the_persons_places(school: School, office: Person) -> None:
    tell(office, school, "cover-named")
    client = client_of(office)
    client.get(INBOX)

    with CaptureQueriesContext(connection) as sent:
        client.get(MAILS)

    asked = [
        one["sql"] for one in sent.captured_queries if re.search(r"accounts_notice\b", one["sql"])
    ]
    assert len(asked) == 1
    assert "accounts_membership" in asked[0]
