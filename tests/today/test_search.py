"""The search finds what somebody may open anyway, and its words stand in no address and no log."""

import logging
import re
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from moderation.incidents.actions import reporting
from moderation.incidents.actions.reporting import Report
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.help import guide
from tests.accounts.samples import world
from tests.cast import client_of, in_scope, make_person
from tests.posts import adopt_policy, make_post, make_pupil, submitted
from tests.today.test_home import MOST_STATEMENTS, statements

SEARCH = "/st-catherine/search/"
GROUP = re.compile(r'<h2 id="found-\d+">([^<]+)</h2>')
NOTHING = "Nothing was found."
STRANGE = ["", " ", "%", "_", "\\", "'", "\x00", "x" * 5000, "9" * 99, "a b c d e f g h"]


def search(person: Person, words: str) -> str:
    return client_of(person).post(SEARCH, {"words": words}).content.decode()


def groups(person: Person, words: str) -> list[str]:
    return GROUP.findall(search(person, words))


def test_author_finds_their_draft_and_what_matched(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "Year 4 grew a giant marrow in the garden.")

    page = search(teacher, "MARROW garden")

    assert f"/st-catherine/drafts/{post.pk}/" in page
    assert "giant <mark>marrow</mark> in the garden" in page


def test_tasks_of_the_guide_are_found(school: School, teacher: Person) -> None:
    task = guide.tasks()[0]

    assert f"/st-catherine/guide/{task.slug}/" in search(teacher, task.title)


def test_colleagues_draft_is_found_by_nobody_else(
    school: School, teacher: Person, head: Person
) -> None:
    make_post(school, teacher, "A giant marrow.")

    assert NOTHING in search(head, "marrow")
    assert NOTHING in search(make_person(school, Role.TEACHER), "marrow")


def test_reviewer_finds_what_was_sent_for_approval(
    school: School, teacher: Person, head: Person
) -> None:
    adopt_policy(school)
    post = submitted(school, teacher, "A giant marrow grew in our garden.")

    assert f"/st-catherine/review/{post.pk}/" in search(head, "marrow")


def test_another_schools_post_is_not_found(
    school: School, other_school: School, head: Person
) -> None:
    adopt_policy(other_school)
    submitted(other_school, make_person(other_school, Role.TEACHER), "A giant marrow grew here.")

    assert NOTHING in search(head, "marrow")


def test_confidential_incident_is_found_by_the_lead_and_not_by_a_deputy(
    school: School, dsl: Person, deputy: Person, teacher: Person
) -> None:
    with in_scope(school.pk):
        report = Report(category="disclosure", words="Something about a zebra.")
        incident = reporting.report(school=school, by=teacher, report=report, now=timezone.now())

    assert "Incidents" in groups(dsl, str(incident.pk))
    assert "Incidents" not in groups(deputy, str(incident.pk))
    assert f"/incidents/{incident.pk}/" not in search(deputy, str(incident.pk))


def test_sealed_words_are_not_searched(school: School, dsl: Person, teacher: Person) -> None:
    with in_scope(school.pk):
        report = Report(category="disclosure", words="Something about a zebra.")
        reporting.report(school=school, by=teacher, report=report, now=timezone.now())

    assert NOTHING in search(dsl, "zebra")


def test_pupil_is_found_by_nobody(school: School, office: Person) -> None:
    make_pupil(school, "Ottoline", "Quigley")

    assert NOTHING in search(office, "Ottoline")


def test_pages_and_help_are_found_by_permission(governor: Person, office: Person) -> None:
    assert "Pages" in groups(office, "roll")
    assert "Pages" not in groups(governor, "roll")
    assert "Help" in groups(governor, "dashboard")


def test_words_are_in_no_address_and_no_log(
    teacher: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = client_of(teacher)

    answer = client.post(SEARCH, {"words": "Ottoline"})

    assert answer.status_code == HTTPStatus.OK
    assert "Ottoline" not in answer.wsgi_request.get_full_path()
    lines = [one for one in caplog.records if not one.name.startswith("django.db")]
    assert [one for one in lines if "Ottoline" in one.getMessage()] == []
    assert client.get(SEARCH, {"words": "roll"}).content.decode().count("found-1") == 0


@pytest.mark.parametrize("words", STRANGE)
def test_strange_words_break_nothing(teacher: Person, words: str) -> None:
    assert client_of(teacher).post(SEARCH, {"words": words}).status_code in {200, 422}


def test_percent_sign_is_a_percent_sign(school: School, teacher: Person) -> None:
    make_post(school, teacher, "Our garden grew.")

    assert NOTHING in search(teacher, "%")


def test_what_matched_is_shown_as_words(school: School, teacher: Person) -> None:
    make_post(school, teacher, "A <b>marrow</b> grew.")

    assert "<b>marrow" not in search(teacher, "marrow")


@pytest.mark.parametrize("role", Role)
def test_search_takes_few_statements(db: None, role: Role) -> None:
    given = world()
    client = client_of(make_person(given.school, role))
    client.post(SEARCH, {"words": "a"})

    with CaptureQueriesContext(connection) as sent:
        client.post(SEARCH, {"words": "e"})

    assert len(statements(sent)) <= MOST_STATEMENTS
