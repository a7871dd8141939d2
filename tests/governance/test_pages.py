"""The dashboard, its table, and what governors do there."""

import csv
import html
import io
import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.governance.actions import counting as asking
from schoolsocial.governance.actions import oversight
from schoolsocial.governance.indicators import INDICATORS
from schoolsocial.governance.indicators.indicator import Indicator
from schoolsocial.governance.jobs import counting
from schoolsocial.governance.models import Comment, FollowUp, Visit
from schoolsocial.governance.presenters import dashboard as presenter
from schoolsocial.tenancy import scope
from tests.cast import client_of, make_person, run_sql
from tests.posts import adopt_policy, make_pupil

HOME = "/st-catherine/governance/"


@pytest.fixture
def governor(school: School) -> Person:
    adopt_policy(school)
    return make_person(school, Role.GOVERNOR, name="Grace Governor")


@pytest.fixture
def client(governor: Person) -> Client:
    return client_of(governor)


def counted(school: School) -> None:
    counting.count(school.pk, timezone.now())


def words(page: bytes) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", page.decode()))
    return re.sub(r"\s+", " ", text)


def test_all_twelve_are_there_and_no_child(school: School, client: Client) -> None:
    for number in range(7):
        make_pupil(school, f"Amelia{number}", "Zebrowska")
    counted(school)

    page = client.get(HOME)

    text = words(page.content)
    assert [one.title for one in INDICATORS if str(one.title) not in text] == []
    assert "Amelia" not in text
    assert "Zebrowska" not in text


def test_dashboard_asks_the_database_five_times(
    school: School, governor: Person, django_assert_max_num_queries: Any
) -> None:
    counted(school)

    with scope.school(school.pk), django_assert_max_num_queries(5):
        assert presenter.present(school, "", timezone.now()).cards


def test_nothing_counted_yet_is_said(client: Client) -> None:
    assert "Nothing has been counted yet" in words(client.get(HOME).content)


def test_table_has_the_digits_of_the_page(school: School, client: Client) -> None:
    for number in range(12):
        make_pupil(school, f"Child{number}", "Brown")
    counted(school)

    page = words(client.get(HOME).content)
    answer = client.get(f"{HOME}table/")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    values = {row[0]: row[2] for row in reversed(rows[3:])}
    assert len(values) == len(INDICATORS)
    assert [value for value in values.values() if value.lstrip("'") not in page] == []
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize("period", ["2026", "2026-autumn", "2025-summer", "rubbish", "9999"])
def test_any_period_opens(school: School, client: Client, period: str) -> None:
    counted(school)

    assert client.get(HOME, {"period": period}).status_code == HTTPStatus.OK


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.code)
def test_each_indicator_says_how_it_is_worked_out(
    school: School, client: Client, one: Indicator
) -> None:
    counted(school)

    page = words(client.get(f"{HOME}indicator/", {"of": one.code}).content)

    assert str(one.definition) in page
    assert str(one.question) in page


@pytest.mark.parametrize("address", ["indicator/?of=weather", "indicator/"])
def test_unknown_indicator_leads_to_all_of_them(client: Client, address: str) -> None:
    assert client.get(f"{HOME}{address}")["Location"] == HOME


def test_comment_stays_as_it_is(school: School, client: Client) -> None:
    client.post(f"{HOME}comment/?of=training", {"comment-words": "Better than last year."})

    page = words(client.get(f"{HOME}indicator/", {"of": "training"}).content)
    assert "Better than last year. Grace Governor" in page
    with scope.school(school.pk):
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql("UPDATE governance_comment SET words = 'Worse.'")
        assert Event.objects.filter(verb="governance.commented").count() == 1


def test_empty_comment_is_asked_about(school: School, client: Client) -> None:
    answer = client.post(f"{HOME}comment/?of=training", {"comment-words": "  "})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Write a few words first." in words(answer.content)
    with scope.school(school.pk):
        assert not Comment.objects.exists()


def test_follow_up_is_asked_and_settled_once(school: School, client: Client, head: Person) -> None:
    due = timezone.localdate() + timedelta(days=30)
    client.post(f"{HOME}ask/?of=training", {"ask-words": "Train the two.", "ask-due_on": str(due)})
    with scope.school(school.pk):
        asked = FollowUp.objects.get()

    leader = client_of(head)
    leader.post(f"{HOME}follow-ups/{asked.pk}/", {"settle-outcome": "Done on Monday."})
    again = leader.post(f"{HOME}follow-ups/{asked.pk}/", {"settle-outcome": "Undone."}, follow=True)

    assert "Somebody has settled this already" in words(again.content)
    with scope.school(school.pk):
        asked.refresh_from_db()
        assert (asked.outcome, asked.done_by) == ("Done on Monday.", head)


def test_follow_up_for_a_day_that_is_over_keeps_the_words(client: Client) -> None:
    given = {"ask-words": "Train the two.", "ask-due_on": "2020-01-01"}

    answer = client.post(f"{HOME}ask/?of=training", given)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "That day is over." in words(answer.content)
    assert "Train the two." in answer.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE governance_followup SET words = 'Else'",
        "UPDATE governance_followup SET outcome = 'Again', done_at = now()",
        "DELETE FROM governance_followup",
    ],
)
def test_settled_follow_up_is_never_changed(school: School, governor: Person, change: str) -> None:
    now = timezone.now()
    with scope.school(school.pk):
        asked = oversight.ask(
            school=school,
            indicator="training",
            words="Train the two.",
            due_on=timezone.localdate(),
            by=governor,
            now=now,
        )
        oversight.settle(follow_up=asked, outcome="Done.", by=governor, now=now)

        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(change)


def test_visit_counts_until_the_next_is_due(school: School, client: Client) -> None:
    today = timezone.localdate()
    client.post(
        f"{HOME}visits/record/",
        {
            "kind": "visit",
            "held_on": str(today),
            "next_due_on": str(today + timedelta(days=120)),
            "note": "Sat beside a teacher who made a post.",
        },
    )
    counted(school)

    assert "Sat beside a teacher" in words(client.get(f"{HOME}visits/").content)
    page = words(client.get(f"{HOME}indicator/", {"of": "in-date"}).content)
    assert "Governor visit In date" in page


def test_visit_without_a_next_day_is_refused_by_the_database(
    school: School, governor: Person
) -> None:
    day = timezone.localdate()
    with (
        scope.school(school.pk),
        pytest.raises(IntegrityError, match="visit_counts_for_a_while"),
        transaction.atomic(),
    ):
        Visit.objects.create(
            school=school,
            kind="visit",
            held_on=day,
            next_due_on=day,
            note="Looked.",
            recorded_by=governor,
            recorded_at=timezone.now(),
        )


def test_numbers_are_not_counted_again_at_once(school: School, governor: Person) -> None:
    counted(school)

    with scope.school(school.pk), pytest.raises(asking.TooSoon):
        asking.count_again(school=school, by=governor, now=timezone.now())


def test_dsl_reads_and_records_nothing(school: School, governor: Person) -> None:
    lead = client_of(make_person(school, Role.DSL))

    assert lead.get(HOME).status_code == HTTPStatus.OK
    answer = lead.post(f"{HOME}comment/?of=training", {"comment-words": "Hello."})
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_another_schools_follow_up_is_not_there(
    school: School, other_school: School, client: Client
) -> None:
    theirs = make_person(other_school, Role.GOVERNOR)
    with scope.school(other_school.pk):
        asked = oversight.ask(
            school=other_school,
            indicator="training",
            words="Theirs.",
            due_on=timezone.localdate(),
            by=theirs,
            now=timezone.now(),
        )

    assert client.get(f"{HOME}follow-ups/{asked.pk}/").status_code == HTTPStatus.NOT_FOUND
