"""Each list as a file: what the page shows, for whom it is shown, and a line in the log."""

import re
from datetime import UTC, date, datetime
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent.actions import never_publish
from consent.models import Pupil
from moderation.contacts.actions import contacts
from moderation.contacts.models import Contact
from moderation.incidents.models import Incident
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import GRANTS, Role
from schoolsocial.audit.models import Event
from schoolsocial.documents import lists as documents
from schoolsocial.documents.lists import SavedList
from schoolsocial.tenancy import scope
from tests.accounts.lists import ROUTES, filled, list_of, rows, saved, shown_at
from tests.cast import client_of, make_person
from tests.consent import campaigning
from tests.consent.families import answer, class_of_today, make_guardian, make_pupil
from tests.contacts.noticing import noticed, own_account
from tests.governance.files import sheet, table
from tests.house.sources import templates
from tests.incidents.telling import reported
from tests.posts import adopt_policy
from tests.routes import Route

LISTS = len(ROUTES)
each_list = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)


@pytest.fixture
def everything(school: School, other_school: School) -> Client:
    """A browser of somebody who may do everything, in a school with a row in each list."""
    adopt_policy(school)
    adopt_policy(other_school)
    return client_of(filled(school, other_school))


def test_every_page_that_offers_a_file_has_one_and_the_other_way_round() -> None:
    used = [
        path
        for path in templates()
        if "components/save_as.html" in path.read_text() and path.name != "gallery.html"
    ]

    assert LISTS == len(used) == 38
    assert len({list_of(route).code for route in ROUTES}) == LISTS


def test_lists_are_saved_as_their_pages_are_and_put_on_record(
    school: School, everything: Client
) -> None:
    for route in ROUTES:
        page = everything.get(shown_at(route, school))
        listed = list_of(route)
        found = rows(everything, route, school)

        assert "save=csv" in page.content.decode(), route.name
        assert found[0] == list(listed.columns), route.name
        assert len(found) > 1, route.name
        with scope.school(school.pk):
            event = Event.objects.filter(verb="list.exported").latest("sequence")
        wanted = {"list": listed.code, "rows": len(found) - 1, "kind": "csv"}
        assert event.payload == wanted


def test_spreadsheet_has_the_rows_of_the_table(school: School, everything: Client) -> None:
    for route in ROUTES:
        answer_ = saved(everything, route, school, "xlsx")

        found = sheet(answer_.content)
        assert [len(row) for row in found] == [len(r) for r in rows(everything, route, school)]
        assert found[0] == list(list_of(route).columns)
        name = list_of(route).file_name
        assert answer_["Content-Disposition"] == f'attachment; filename="{name}.xlsx"'
        assert answer_["Cache-Control"]


def test_another_schools_rows_are_in_no_list(
    school: School, other_school: School, everything: Client
) -> None:
    before = {route.name: rows(everything, route, school) for route in ROUTES}

    filled(other_school, school)

    assert {route.name: rows(everything, route, school) for route in ROUTES} == before


@each_list
def test_who_may_not_see_the_page_saves_nothing(school: School, route: Route) -> None:
    assert route.access
    with scope.school(school.pk):
        class_of_today(school)
    for role in Role:
        if route.access.permission in GRANTS[role]:
            continue
        answer_ = saved(client_of(make_person(school, role)), route, school)

        assert answer_.status_code == HTTPStatus.FORBIDDEN
    with scope.school(school.pk):
        assert not Event.objects.filter(verb="list.exported").exists()


def test_kind_that_is_none_shows_the_page(school: School, head: Person) -> None:
    adopt_policy(school)
    page = client_of(head).get("/st-catherine/posts/?save=exe")

    assert page["Content-Type"].startswith("text/html")


def test_filter_of_the_page_is_that_of_the_file(
    school: School, teacher: Person, head: Person
) -> None:
    one = reported(school, teacher, category="offensive")
    reported(school, teacher, category="copyright")
    client = client_of(head)
    page = reverse("incidents:everything", args=[school.slug])

    found = table(client.get(f"{page}?kind=offensive&save=csv").content)

    assert [row[0] for row in found[1:]] == [str(one.pk)]


def test_link_keeps_the_filter_and_drops_the_place(
    school: School, teacher: Person, head: Person
) -> None:
    reported(school, teacher, category="offensive")
    page = reverse("incidents:everything", args=[school.slug])

    shown = client_of(head).get(f"{page}?kind=offensive&from=rubbish").content.decode()

    [link] = re.findall(r'href="(\?[^"]*save=csv[^"]*)"', shown)
    assert "kind=offensive" in link
    assert "from=" not in link


def test_confidential_incident_is_saved_by_those_who_see_it_alone(
    school: School, teacher: Person, head: Person, dsl: Person
) -> None:
    one = reported(school, teacher)
    with scope.school(school.pk):
        Incident.objects.filter(pk=one.pk).update(is_confidential=True)
    page = f"{reverse('incidents:everything', args=[school.slug])}?save=csv"

    assert len(table(client_of(head).get(page).content)) == 1
    assert len(table(client_of(dsl).get(page).content)) == 2


def test_incidents_are_saved_without_their_words(
    school: School, teacher: Person, head: Person
) -> None:
    reported(school, teacher, words="Zebrowskaja was named.")
    page = f"{reverse('incidents:everything', args=[school.slug])}?save=csv"

    assert b"Zebrowskaja" not in client_of(head).get(page).content


def test_notice_is_saved_without_the_pupil(school: School, teacher: Person, dsl: Person) -> None:
    contact = noticed(own_account(school, teacher), teacher)
    with scope.school(school.pk):
        seen = Contact.objects.get(pk=contact.pk)
        contacts.name_pupil(contact=seen, who="Quillifer Zeb", by=dsl, now=timezone.now())

    answer_ = client_of(dsl).get(f"{reverse('contacts:everything', args=[school.slug])}?save=csv")

    assert len(table(answer_.content)) == 2
    assert b"Quillifer" not in answer_.content


@pytest.fixture
def two_children(school: School, office: Person) -> None:
    with scope.school(school.pk):
        oak = class_of_today(school)
        amelia = make_pupil(school, "Amelia", "Brown", school_class=oak)
        make_pupil(school, "Ben", "=1+1", school_class=oak)
        answer(amelia, "yes", make_guardian(amelia), by=office)


def test_register_has_each_child_with_the_mark_of_the_page(
    school: School, office: Person, two_children: None
) -> None:
    page = f"{reverse('consent:register', args=[school.slug])}?save=csv"

    found = [row for row in table(client_of(office).get(page).content) if row[3] == "Social media"]

    assert [(row[0], row[1], row[4]) for row in found] == [
        ("Ben =1+1", "3 Oak", "No reply"),
        ("Amelia Brown", "3 Oak", "Yes"),
    ]


def test_protected_child_reads_as_any_no(
    school: School, office: Person, dsl: Person, two_children: None
) -> None:
    with scope.school(school.pk):
        child = Pupil.objects.get(legal_forename="Amelia")
        never_publish.protect(pupil=child, reason="Not told", by=dsl, now=timezone.now())
    page = f"{reverse('consent:register', args=[school.slug])}?save=csv"

    found = table(client_of(office).get(page).content)

    assert {row[4] for row in found if row[0] == "Amelia Brown"} == {"No or no reply"}
    assert {row[5] for row in found if row[0] == "Amelia Brown"} == {""}


def test_lone_no_does_not_point_at_a_protected_child(
    school: School, office: Person, dsl: Person, two_children: None
) -> None:
    with scope.school(school.pk):
        child = Pupil.objects.get(legal_forename="Ben")
        never_publish.protect(pupil=child, reason="Not told", by=dsl, now=timezone.now())
    page = f"{reverse('consent:register', args=[school.slug])}?save=csv"

    found = table(client_of(office).get(page).content)[1:]

    asked_by_nobody = {row[4] for row in found if row[3] == "Local press"}
    assert asked_by_nobody == {"No or no reply"}
    assert {row[4] for row in found if row[3] == "Social media"} == {"Yes", "No"}


def test_class_without_a_reply_is_saved_alone(
    school: School, office: Person, two_children: None
) -> None:
    with scope.school(school.pk):
        pk = school.classes.get().pk
    page = reverse("consent:class", args=[school.slug, pk])

    found = table(client_of(office).get(f"{page}?only=no-reply&save=csv").content)

    assert [row[0] for row in found[1:]] == ["Ben =1+1"]


def test_families_are_saved_as_the_list_of_the_campaign_shows_them(
    school: School, office: Person
) -> None:
    with scope.school(school.pk):
        child = make_pupil(
            school, "Ben", school_class=class_of_today(school), born_on=date(2018, 3, 27)
        )
        make_guardian(child, name="Grace Brown", email="grace@family.example", first=True)
        campaign = campaigning.opened(school, office)
    page = reverse("campaign_families", args=[school.slug, campaign.pk])
    client = client_of(office)

    silent = table(client.get(f"{page}?only=silent&save=csv").content)
    without = table(client.get(f"{page}?only=letters&save=csv").content)

    assert [row[:4] for row in silent[1:]] == [
        ["Grace Brown", "grace@family.example", "Ben Brown (3 Oak)", "Sent"]
    ]
    assert without[1:] == []


def test_event_names_nobody(school: School, office: Person, two_children: None) -> None:
    client_of(office).get(f"{reverse('consent:register', args=[school.slug])}?save=xlsx")

    with scope.school(school.pk):
        event = Event.objects.get(verb="list.exported")
    assert set(event.payload) == {"list", "rows", "kind"}
    assert event.actor_id == office.pk


def test_file_is_bounded_as_the_page_says(
    school: School, head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt_policy(school)
    admin = make_person(school, Role.ADMIN)
    client, page = client_of(admin), reverse("people", args=[school.slug])
    assert f"the first {documents.MOST:,} rows" in client.get(page).content.decode()
    monkeypatch.setattr(documents, "MOST", 1)

    found = table(client.get(f"{page}?save=csv").content)

    assert len(found) == 2


def test_queries_of_a_file_do_not_grow_with_its_rows(
    school: School, other_school: School, everything: Client
) -> None:
    def asked(route: Route) -> int:
        with CaptureQueriesContext(connection) as caught:
            saved(everything, route, school)
        return len(caught)

    saved(everything, ROUTES[0], school)  # the session of a new browser is written once
    before = {route.name: asked(route) for route in ROUTES}

    filled(school, other_school)

    assert [route.name for route in ROUTES if asked(route) > before[route.name]] == []


def test_cells_are_british_and_of_london() -> None:
    sample = SavedList[int](
        "a.b",
        "Sample",
        {
            "Moment": lambda _: datetime(2026, 7, 1, 11, 0, tzinfo=UTC),
            "Day": lambda _: date(2026, 7, 1),
            "Yes": lambda _: True,
            "Nothing": lambda _: None,
            "Formula": lambda _: "=1+1",
        },
    )

    made, number = documents.saved(
        sample, [1], documents.Kind.CSV, made_at=datetime(2026, 7, 1, tzinfo=UTC)
    )

    assert number == 1
    assert table(made)[1] == ["01/07/2026 12:00", "01/07/2026", "Yes", "", "'=1+1"]
