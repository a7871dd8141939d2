"""A teacher says which classes are theirs, and their children come first."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from consent.models import OwnClass, SchoolClass
from consent.queries import pickable
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from tests.cast import client_of, in_scope
from tests.consent.families import make_class, make_pupil
from tests.fixtures.browser import (
    DESK,
    PHONE,
    axe_clean,
    browser_page,
    browser_type_launch_args,
    thumb_sized,
)

__all__ = ["axe_clean", "browser_page", "browser_type_launch_args", "thumb_sized"]

Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.fixture
def classes(school: School) -> list[SchoolClass]:
    """Ash with Amelia, Oak with Billie."""
    with in_scope(school.pk):
        ash, oak = make_class(school, "Ash"), make_class(school, "Oak")
        make_pupil(school, "Amelia", school_class=ash)
        make_pupil(school, "Billie", school_class=oak)
    return [ash, oak]


@pytest.fixture
def client(teacher: Person) -> Client:
    return client_of(teacher)


def choose(client: Client, school: School, *ids: object) -> int:
    address = f"/{school.slug}/photo-sheets/yours/"
    return client.post(address, {"own": [str(one) for one in ids]}).status_code


def first_picked(school: School, person: Person) -> str:
    with in_scope(school.pk):
        return pickable.pickable(person)[0].name


def own(school: School, person: Person) -> set[int]:
    with in_scope(school.pk):
        rows = OwnClass.objects.filter(person=person)
        return set(rows.values_list("school_class", flat=True))


def test_children_of_ones_own_class_come_first_where_faces_are_named(
    client: Client, school: School, teacher: Person, head: Person, classes: list[SchoolClass]
) -> None:
    assert first_picked(school, teacher).startswith("Amelia")

    assert choose(client, school, classes[1].pk) == 302

    assert first_picked(school, teacher).startswith("Billie")
    assert first_picked(school, head).startswith("Amelia")
    with in_scope(school.pk):
        event = Event.objects.get(verb="own_classes.chosen")
    assert (event.actor_id, event.payload) == (teacher.pk, {"classes": [classes[1].pk]})


def test_choice_is_made_anew_each_time(
    client: Client, school: School, teacher: Person, classes: list[SchoolClass]
) -> None:
    choose(client, school, *(one.pk for one in classes))
    choose(client, school, classes[0].pk)
    assert own(school, teacher) == {classes[0].pk}

    choose(client, school)
    assert own(school, teacher) == set()


def test_classes_of_last_year_are_not_this_years(
    client: Client, school: School, teacher: Person, classes: list[SchoolClass]
) -> None:
    choose(client, school, classes[1].pk)
    with in_scope(school.pk):
        SchoolClass.objects.filter(pk=classes[1].pk).update(academic_year=2020)

    assert first_picked(school, teacher).startswith("Amelia")
    assert "<h2>Your classes" not in client.get(f"/{school.slug}/photo-sheets/").content.decode()


def test_class_of_another_school_and_rubbish_are_passed_over(
    client: Client,
    school: School,
    other_school: School,
    teacher: Person,
    classes: list[SchoolClass],
) -> None:
    with in_scope(other_school.pk):
        theirs = make_class(other_school, "Elm")

    assert choose(client, school, theirs.pk, "x", "", -1, 10**30 // 7) == 302

    assert own(school, teacher) == set()


def test_governor_has_no_classes(school: School, governor: Person) -> None:
    assert choose(client_of(governor), school) == 403


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_own_classes_stand_first_on_the_page(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    classes: list[SchoolClass],
    width: int,
) -> None:
    page = browser_page(width=width, person=teacher)
    page.goto(f"/{school.slug}/photo-sheets/")

    page.get_by_text("Say which classes are yours").click()
    axe_clean(page)
    page.get_by_label("Oak").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Your classes come first now.")).to_be_visible()
    expect(page.get_by_role("heading", name="Your classes")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    page.get_by_role("link", name="Oak").click()
    expect(page.get_by_text("Billie")).to_be_visible()
