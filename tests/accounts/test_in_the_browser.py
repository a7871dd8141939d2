"""Pages of people and schools in real Chromium: readable by everybody, on a phone and at a desk."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from schoolsocial.accounts.actions import invitations, schools
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import PASSWORD, give_second_factor, in_scope, make_person, make_school
from tests.fixtures.browser import (
    DESK,
    PHONE,
    axe_clean,
    browser_page,
    browser_type_launch_args,
    thumb_sized,
)

__all__ = ["axe_clean", "browser_page", "browser_type_launch_args", "thumb_sized"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Open = Callable[..., Page]
Check = Callable[[Page], None]

at_both_sizes = pytest.mark.parametrize("width", [PHONE, DESK])


@pytest.fixture
def school() -> School:
    return make_school("st-catherine", name="St Catherine of Siena")


@pytest.fixture
def admin(school: School) -> Person:
    return make_person(school, Role.ADMIN, name="Ada Admin")


@pytest.fixture
def link(school: School, admin: Person) -> str:
    """The path of an open invitation."""
    with in_scope(school.pk):
        invitations.invite(
            school=school,
            by=admin,
            email="new.teacher@school.example",
            name="Nia Newcomer",
            roles=[Role.TEACHER],
            now=timezone.now(),
        )
        return Letter.objects.get().path


@pytest.fixture
def everything(school: School, admin: Person, link: str) -> Person:
    """Something on each page; the administrator who sees it."""
    day = date(2026, 9, 2)
    with in_scope(school.pk):
        schools.add_term(school=school, by=admin, name="Autumn", starts_on=day, ends_on=day)
    return admin


@pytest.fixture
def trust(school: School) -> Person:
    person = make_person(None, name="Petra Platform")
    Person.objects.filter(pk=person.pk).update(is_platform_admin=True)
    give_second_factor(person)
    return person


@pytest.fixture
def readable(axe_clean: Check, thumb_sized: Check) -> Check:
    """No violation of WCAG 2.2 AA, and on a phone every control fits a thumb."""

    def check(page: Page) -> None:
        axe_clean(page)
        if page.viewport_size and page.viewport_size["width"] == PHONE:
            thumb_sized(page)

    return check


@at_both_sizes
@pytest.mark.parametrize("path", ["", "people/", "people/invite/", "settings/"])
def test_school_pages_are_readable_by_everybody(
    browser_page: Open, readable: Check, everything: Person, path: str, width: int
) -> None:
    page = browser_page(width=width, person=everything)

    page.goto(f"/st-catherine/{path}")

    readable(page)


@at_both_sizes
@pytest.mark.parametrize("path", ["/", "/platform/", "/platform/schools/new/", "/roles/"])
def test_platform_pages_are_readable_by_everybody(
    browser_page: Open, readable: Check, trust: Person, path: str, width: int
) -> None:
    page = browser_page(width=width, person=trust)

    page.goto(path)

    readable(page)


def test_newcomer_joins_on_a_phone(
    browser_page: Open, readable: Check, school: School, link: str
) -> None:
    page = browser_page(width=PHONE)

    page.goto(link)
    readable(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.get_by_label("Email").fill("new.teacher@school.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").first.click()

    page.wait_for_url(f"**/{school.slug}/")


def test_administrator_ends_a_place_without_javascript(
    browser_page: Open, school: School, admin: Person
) -> None:
    make_person(school, Role.TEACHER, name="Tess Teacher")
    page = browser_page(person=admin, javascript=False)

    page.goto(f"/{school.slug}/people/")
    page.get_by_role("link", name="Tess Teacher").click()
    page.locator("summary", has_text="Deactivate").click()
    page.get_by_role("button", name="Deactivate").click()

    assert page.get_by_text("Tess Teacher is signed out and can no longer get in.").is_visible()
