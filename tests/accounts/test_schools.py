from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from schoolsocial.accounts.actions import schools
from schoolsocial.accounts.models import Invitation, Letter, Person, School, Term
from schoolsocial.accounts.roles import Permission, Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import client_of, give_second_factor, in_scope, join, make_person

SETTINGS = {
    "name": "St Catherine’s",
    "handle": "@StCaths",
    "phase": "primary",
    "require_second_factor": "on",
    "review_hours": "12",
    "grace_minutes": "60",
    "takedown_hours": "8",
    "trip_hours": "4",
}
NEW: dict[str, Any] = {
    "name": "Oakfield",
    "slug": "oakfield",
    "phase": "primary",
    "admin_name": "Ola",
    "admin_email": "ola@oakfield.example",
}


@pytest.fixture
def platform_admin(db: None) -> Person:
    person = make_person(None, name="Petra Platform")
    person.is_platform_admin = True
    person.save()
    give_second_factor(person)
    return person


def test_settings_are_kept_and_audited_by_name(school: School, admin: Person) -> None:
    client_of(admin).post(f"/{school.slug}/settings/", SETTINGS)

    school.refresh_from_db()
    assert (school.handle, school.review_hours, school.grace_minutes) == ("StCaths", 12, 60)
    with in_scope(school.pk):
        changed = Event.objects.get(verb="school.changed").payload["changed"]
    assert changed == [
        "name",
        "handle",
        "review_hours",
        "grace_minutes",
        "takedown_hours",
        "trip_hours",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("handle", "not a handle"),
        ("review_hours", "0"),
        ("takedown_hours", "25"),
        ("trip_hours", "49"),
        ("phase", "kindergarten"),
        ("name", ""),
    ],
)
def test_bad_setting_changes_nothing(school: School, admin: Person, field: str, value: str) -> None:
    page = client_of(admin).post(f"/{school.slug}/settings/", {**SETTINGS, field: value})

    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.content.decode()
    school.refresh_from_db()
    assert school.review_hours == 24


def test_terms_are_added_and_removed(school: School, admin: Person) -> None:
    client = client_of(admin)
    autumn = {"name": "Autumn", "starts_on": "2026-09-02", "ends_on": "2026-12-18"}

    client.post(f"/{school.slug}/settings/terms/", autumn)
    with in_scope(school.pk):
        term = Term.objects.get()
    shown = client.get(f"/{school.slug}/settings/").content.decode()
    client.post(f"/{school.slug}/settings/terms/{term.pk}/remove/")

    assert "2 September 2026 to 18 December 2026" in shown
    with in_scope(school.pk):
        assert not Term.objects.exists()
        assert Event.objects.filter(verb__in=["term.added", "term.removed"]).count() == 2


def test_terms_do_not_overlap(school: School, admin: Person) -> None:
    first, last = date(2026, 9, 2), date(2026, 12, 18)
    with in_scope(school.pk):
        schools.add_term(school=school, by=admin, name="Autumn", starts_on=first, ends_on=last)

        with pytest.raises(schools.TermsOverlap):
            schools.add_term(school=school, by=admin, name="Spring", starts_on=last, ends_on=last)


def test_term_ending_before_it_begins_is_told(school: School, admin: Person) -> None:
    backwards = {"name": "Autumn", "starts_on": "2026-12-18", "ends_on": "2026-09-02"}

    page = client_of(admin).post(f"/{school.slug}/settings/terms/", backwards)

    assert "The last day is before the first." in page.content.decode()


def test_platform_founds_a_school_and_invites_its_administrator(platform_admin: Person) -> None:
    client_of(platform_admin).post("/platform/schools/new/", NEW)

    school = School.objects.get(slug="oakfield")
    with in_scope(school.pk):
        invitation, letter = Invitation.objects.get(), Letter.objects.get()
    assert invitation.roles == [Role.ADMIN]
    assert invitation.invited_by is None
    assert letter.to == "ola@oakfield.example"


def test_first_administrator_who_leads_is_invited_as_a_senior_leader_too(
    platform_admin: Person,
) -> None:
    client_of(platform_admin).post("/platform/schools/new/", {**NEW, "admin_leads": "on"})

    with in_scope(School.objects.get(slug="oakfield").pk):
        assert Invitation.objects.get().roles == [Role.ADMIN, Role.SLT]


def test_founding_stands_on_both_chains(platform_admin: Person) -> None:
    school = schools.found(by=platform_admin, now=timezone.now(), **NEW)

    with scope.platform():
        founded = Event.objects.filter(verb="school.founded", actor_id=platform_admin.pk)
        assert set(founded.values_list("school_id", flat=True)) == {0, school.pk}


@pytest.mark.parametrize("slug", ["account", "platform", "st-catherine", "Not a slug"])
def test_an_address_taken_or_reserved_is_told(
    school: School, platform_admin: Person, slug: str
) -> None:
    page = client_of(platform_admin).post("/platform/schools/new/", {**NEW, "slug": slug})

    assert 'aria-invalid="true"' in page.content.decode()
    assert School.objects.count() == 1


def test_platform_sees_figures_and_no_school_from_inside(
    school: School, teacher: Person, platform_admin: Person
) -> None:
    client = client_of(platform_admin)

    page = client.get("/platform/").content.decode()

    assert school.name in page
    assert teacher.name not in page
    assert client.get(f"/{school.slug}/").status_code == 404


def test_platform_admin_needs_a_second_factor(platform_admin: Person) -> None:
    Authenticator.objects.filter(user=platform_admin).delete()

    answer = client_of(platform_admin).get("/platform/")

    assert answer["Location"] == "/account/2fa/"


def test_platform_is_nothing_to_a_schools_administrator(admin: Person) -> None:
    client = client_of(admin)

    assert client.get("/platform/").status_code == client.get("/nothing/").status_code == 404


def test_home_goes_straight_to_the_only_school(school: School, teacher: Person) -> None:
    assert client_of(teacher).get("/")["Location"] == f"/{school.slug}/"


def test_home_offers_each_of_several_schools(
    school: School, other_school: School, teacher: Person
) -> None:
    join(teacher, other_school, Role.GOVERNOR)

    page = client_of(teacher).get("/").content.decode()

    assert f'href="/{school.slug}/"' in page
    assert f'href="/{other_school.slug}/"' in page


def test_home_explains_where_there_is_no_school(db: None) -> None:
    page = client_of(make_person(None)).get("/").content.decode()

    assert "You belong to no school at the moment" in page


def test_roles_page_tells_every_role_as_a_sentence(db: None) -> None:
    page = Client().get("/roles/").content.decode()

    assert "Keeps the pupil roll, asks families for consent and records their answers." in page
    assert page.count("<td>") == len(Role) * len(Permission)
