"""A governor reads on a phone how soon posts came down."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import School
from schoolsocial.accounts.roles import Role
from tests.cast import make_person
from tests.fixtures.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_governor_finds_the_figures_and_how_they_are_worked_out(
    browser_page: Open, axe_clean: Check, school: School, *, width: int, dark: bool
) -> None:
    page = browser_page(width=width, dark=dark, person=make_person(school, Role.GOVERNOR))

    page.goto(f"/{school.slug}/")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Figures", exact=True).click()

    expect(page.get_by_role("heading", name="Figures for governors")).to_be_visible()
    expect(page.get_by_text("The time runs from that moment")).to_be_visible()
    axe_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
