"""Filters that somebody keeps of a list: one tap away, for them alone, without a searched word."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from schoolsocial.accounts import filter_names, filtering
from schoolsocial.accounts.actions import people
from schoolsocial.accounts.models import KeptFilter, Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from tests.cast import client_of, in_scope, join, make_person
from tests.consent.families import class_of_today, make_pupil
from tests.drafts.forcing import force, refused
from tests.incidents.telling import reported
from tests.violating import Violation, assert_violates

HOME, INCIDENTS, ROLL = "/st-catherine/", "/st-catherine/incidents/", "/st-catherine/roll/"
CLOSED = "state=closed"
NAME = "Marigold’s"


@pytest.fixture
def client(head: Person) -> Client:
    return client_of(head)


def keep(client: Client, name: str = NAME, query: str = CLOSED, **given: Any) -> Any:
    sent = {"list": INCIDENTS, "query": query, "name": name} | given
    return client.post("/st-catherine/filters/keep/", sent)


def kept(school: School) -> list[KeptFilter]:
    with in_scope(school.pk):
        return list(KeptFilter.objects.order_by("pk"))


def send(client: Client, school: School, verb: str, **given: str) -> Any:
    """What a button beside the last filter does."""
    sent = {"list": INCIDENTS, "query": CLOSED} | given
    return client.post(f"/st-catherine/filters/{kept(school)[-1].pk}/{verb}/", sent)


def chips(page: Any) -> list[str]:
    """The names above the list, a star at the one that is shown."""
    [part] = re.findall(r'class="kept-chips">(.*?)</ul>', page.content.decode(), re.DOTALL) or [""]
    links = re.findall(r"<a [^>]*>.*?</a>", part, re.DOTALL)
    return [("*" if "aria-current" in one else "") + _words(one) for one in links]


def _words(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html).strip()


def test_kept_filter_is_one_link_above_its_list(school: School, client: Client) -> None:
    answer = keep(client)
    shown = client.get(answer["Location"])

    assert answer["Location"] == f"{INCIDENTS}?{CLOSED}"
    assert chips(shown) == ["As it comes", f"*{NAME}"]
    assert f'href="?{CLOSED}"' in shown.content.decode()
    assert chips(client.get(INCIDENTS)) == ["*As it comes", NAME]


def test_filter_that_is_kept_is_not_offered_again(school: School, client: Client) -> None:
    assert b"Keep this filter" in client.get(f"{INCIDENTS}?{CLOSED}").content
    assert b"Keep this filter" not in client.get(INCIDENTS).content

    keep(client)

    assert b"Keep this filter" not in client.get(f"{INCIDENTS}?{CLOSED}").content


def test_order_and_empty_questions_of_the_form_make_no_other_filter(
    school: School, client: Client
) -> None:
    keep(client, query="state=closed&kind=&severity=&from=12")

    assert [one.query for one in kept(school)] == [CLOSED]
    assert chips(client.get(f"{INCIDENTS}?severity=&state=closed&kind="))[1] == f"*{NAME}"


def test_filter_shows_what_the_list_shows(school: School, teacher: Person, client: Client) -> None:
    one = reported(school, teacher, category="copyright")
    reported(school, teacher, category="offensive")

    shown = client.get(keep(client, query="kind=copyright")["Location"]).content.decode()

    assert f"Incident {one.pk}<" in shown
    assert shown.count("queue-link") == 1


def test_words_and_what_no_list_offers_are_not_kept(school: School, client: Client) -> None:
    keep(client, query="q=Marigold&state=closed&kind=Marigold&severity=high%00")

    assert [one.query for one in kept(school)] == [CLOSED]


def test_name_is_sealed_and_in_no_address_record_or_message(
    school: School, client: Client, head: Person
) -> None:
    answer = keep(client)

    [one] = kept(school)
    assert "Marigold" not in answer["Location"] + str(answer.cookies)
    assert b"Marigold" not in bytes(one.name)
    assert filter_names.shown(one) == NAME
    with in_scope(school.pk):
        event = Event.objects.get(verb="filter.kept")
    assert event.payload == {"list": "incidents.everything"}
    assert event.actor_id == head.pk


def test_name_that_does_not_open_leaves_a_filter_that_works(
    school: School, client: Client, settings: Settings
) -> None:
    keep(client)
    settings.TOKEN_KEYS = {"other": "A" * 43 + "="}

    shown = client.get(f"{INCIDENTS}?{CLOSED}")

    assert chips(shown) == ["As it comes", f"*{filter_names.UNREADABLE}"]


def test_without_a_key_nothing_is_kept_and_it_says_why(
    school: School, client: Client, settings: Settings
) -> None:
    settings.TOKEN_KEYS = {}

    answer = keep(client)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert b"TOKEN_KEYS" in answer.content
    assert kept(school) == []


def test_list_opens_with_the_one_that_is_chosen(school: School, client: Client) -> None:
    keep(client, begins="on")
    assert client.get(INCIDENTS)["Location"] == f"{INCIDENTS}?{CLOSED}"

    plain = client.get(f"{INCIDENTS}?filter=none")
    assert chips(plain)[0] == "*As it comes"

    send(client, school, "begin")
    assert client.get(INCIDENTS).status_code == HTTPStatus.OK


def test_home_leads_to_the_list_as_it_comes_and_hides_nothing(
    school: School, teacher: Person, client: Client
) -> None:
    reported(school, teacher)
    keep(client, begins="on")
    [link] = re.findall(
        r'href="(/st-catherine/incidents/\?[^"]*)"', client.get(HOME).content.decode()
    )

    assert link == f"{INCIDENTS}?{filtering.PLAIN}"
    assert client.get(link).status_code == HTTPStatus.OK


def test_one_list_has_one_beginning(school: School, client: Client) -> None:
    keep(client, begins="on")
    keep(client, "Others", "severity=minor", begins="on")

    assert [one.begins for one in kept(school)] == [False, True]
    assert client.get(INCIDENTS)["Location"] == f"{INCIDENTS}?severity=minor"


def test_file_and_what_is_posted_know_no_beginning(school: School, client: Client) -> None:
    keep(client, begins="on")

    assert client.get(f"{INCIDENTS}?save=csv")["Content-Type"].startswith("text/csv")
    assert client.post(INCIDENTS).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_filter_is_renamed_and_deleted(school: School, client: Client) -> None:
    keep(client)

    answer = send(client, school, "rename", name="Over and done")
    assert answer["Location"] == f"{INCIDENTS}?{CLOSED}"
    assert chips(client.get(INCIDENTS)) == ["*As it comes", "Over and done"]

    send(client, school, "delete")
    assert chips(client.get(INCIDENTS)) == []
    with in_scope(school.pk):
        verbs = Event.objects.filter(verb__startswith="filter.").order_by("sequence")
        assert [one.verb for one in verbs] == ["filter.kept", "filter.renamed", "filter.deleted"]


@pytest.mark.parametrize(
    ("name", "query", "why"),
    [
        ("MARIGOLD’S", "severity=minor", "filter with this name"),
        ("Another", CLOSED, "this very filter"),
        ("Another", "state=open", "as it comes"),
    ],
)
def test_what_cannot_be_kept_says_why_and_keeps_what_was_typed(
    school: School, client: Client, name: str, query: str, why: str
) -> None:
    keep(client)

    answer = keep(client, name, query)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert why in answer.content.decode()
    assert f'value="{name}"' in answer.content.decode()
    assert len(kept(school)) == 1


@pytest.mark.parametrize(("name", "why"), [("", "know it by"), ("x" * 41, "40 letters at most")])
def test_name_that_is_none_is_asked_for_again(
    school: School, client: Client, name: str, why: str
) -> None:
    answer = keep(client, name)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert why in answer.content.decode()
    assert kept(school) == []


def test_limit_is_one_clear_sentence(
    school: School, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtering, "MOST", 1)
    keep(client)

    shown = client.get(f"{INCIDENTS}?severity=minor").content.decode()
    answer = keep(client, "One more", "severity=minor")

    assert "Delete one to keep this one." in shown
    assert "Keep it" not in shown
    assert answer.status_code == HTTPStatus.CONFLICT
    assert len(kept(school)) == 1


def test_nobody_else_sees_or_changes_it(school: School, client: Client, deputy: Person) -> None:
    keep(client)
    other = client_of(deputy)

    assert chips(other.get(INCIDENTS)) == []
    for verb in ("rename", "begin", "delete"):
        assert send(other, school, verb, name="Mine").status_code == HTTPStatus.NOT_FOUND
    assert [filter_names.shown(one) for one in kept(school)] == [NAME]


def test_the_same_person_keeps_others_in_another_school(
    school: School, other_school: School, head: Person, client: Client
) -> None:
    join(head, other_school, Role.SLT)
    keep(client)

    assert chips(client.get(f"/{other_school.slug}/incidents/")) == []


def test_list_that_one_may_not_open_keeps_nothing(school: School, teacher: Person) -> None:
    client = client_of(teacher)

    assert keep(client).status_code == HTTPStatus.FORBIDDEN
    assert kept(school) == []


def test_filter_opens_nothing_once_the_list_is_shut(
    school: School, client: Client, head: Person
) -> None:
    keep(client)
    with in_scope(school.pk):
        Membership.objects.filter(person=head).update(roles=[Role.TEACHER])

    assert client.get(f"{INCIDENTS}?{CLOSED}").status_code == HTTPStatus.FORBIDDEN
    assert send(client, school, "rename", name="x").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("path", ["/other/incidents/", "https://x.example/", "/st-catherine/", ""])
def test_address_that_is_no_list_of_the_school_keeps_nothing(
    school: School, other_school: School, client: Client, path: str
) -> None:
    answer = keep(client, list=path.replace("/other/", f"/{other_school.slug}/"))

    assert answer["Location"] == "/st-catherine/"
    assert kept(school) == []


def test_class_that_is_gone_is_said_and_the_list_is_shown_as_it_comes(
    school: School, office: Person
) -> None:
    with in_scope(school.pk):
        oak = class_of_today(school)
        make_pupil(school)
    client = client_of(office)
    keep(client, "My class", f"class={oak.pk}", list=ROLL, begins="on")
    assert client.get(ROLL)["Location"] == f"{ROLL}?class={oak.pk}"

    with in_scope(school.pk):
        oak.delete()
    shown = client.get(ROLL)

    assert shown.status_code == HTTPStatus.OK
    assert "“My class” asked for something under Class that is no longer here" in _words(
        shown.content.decode()
    )


def test_rest_of_a_filter_works_when_one_choice_is_gone(school: School, client: Client) -> None:
    keep(client)
    [one] = kept(school)
    force("accounts_keptfilter", one.pk, query="kind=was-here-once&state=closed")

    shown = client.get(f"{INCIDENTS}?{CLOSED}")

    assert chips(shown)[1] == f"*{NAME}"
    assert "The rest of it still works." in shown.content.decode()


def test_leavers_filters_go_with_their_place(
    school: School, client: Client, head: Person, admin: Person, deputy: Person
) -> None:
    keep(client)
    keep(client_of(deputy), "Stays")

    with in_scope(school.pk):
        people.deactivate(membership=Membership.objects.get(person=head), by=admin)

    assert [filter_names.shown(one) for one in kept(school)] == ["Stays"]


def test_looking_costs_one_question_more_however_many_are_kept(
    school: School, client: Client
) -> None:
    client.get(INCIDENTS)  # the session of a new browser is written once

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(INCIDENTS)
        return sum("keptfilter" in one["sql"] for one in caught)

    keep(client)
    keep(client, "Others", "severity=minor")

    assert asked() == 1


BESIDE = {"query": "a=1"}
VIOLATIONS = [
    Violation("kept_filter_once", KeptFilter, BESIDE, {"query": "a=2"}, beside=BESIDE),
    Violation(
        "kept_filter_one_beginning",
        KeptFilter,
        {"query": "a=2", "begins": True},
        {"begins": False},
        beside={"query": "a=1", "begins": True},
    ),
    Violation("kept_filter_asks_something", KeptFilter, {"query": ""}, {"query": "a=1"}),
    Violation("kept_filter_has_a_name", KeptFilter, {"name": b""}, {"name": b"x"}),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses_what_breaks_a_constraint(db: None, violation: Violation) -> None:
    assert_violates(violation)


def test_every_constraint_is_broken_above() -> None:
    assert {one.constraint for one in VIOLATIONS} == {
        str(one.name) for one in KeptFilter._meta.constraints
    }


def test_filter_belongs_to_a_member_of_its_school(
    school: School, other_school: School, client: Client
) -> None:
    keep(client)
    stranger = make_person(other_school, Role.SLT)
    [one] = kept(school)

    with in_scope(school.pk), refused("accounts_keptfilter_person_id_member"):
        KeptFilter.objects.filter(pk=one.pk).update(person=stranger)
