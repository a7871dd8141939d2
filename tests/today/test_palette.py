"""Ctrl+K: to any page of one's own by a part of its name, or to the search, without a mouse."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import Person, School
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Open = Callable[..., Page]
Check = Callable[[Page], None]
HOME = "/st-catherine/"


def palette(page: Page, words: str) -> None:
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Go to a page, or search")).to_be_focused()
    page.keyboard.type(words)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_keys_lead_to_a_page_of_ones_own(
    browser_page: Open, axe_clean: Check, school: School, head: Person, *, width: int, dark: bool
) -> None:
    page = browser_page(width=width, dark=dark, person=head)
    page.goto(HOME)

    palette(page, "stop")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Stop posting")
    axe_clean(page)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/st-catherine/stop-posting/$"))


def test_last_choice_searches(
    browser_page: Open, school: School, head: Person, teacher: Person
) -> None:
    adopt_policy(school)
    submitted(school, teacher, "A giant marrow grew in our garden.")
    page = browser_page(person=head)
    page.goto(HOME)

    palette(page, "giant marrow")
    expect(page.get_by_role("option")).to_have_text(["Search for “giant marrow”"])
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Drafts and posts")).to_be_visible()
    assert "marrow" not in page.url


def test_arrows_go_round_and_escape_goes_back(
    browser_page: Open, school: School, teacher: Person
) -> None:
    page = browser_page(person=teacher)
    page.goto(HOME)

    palette(page, "drafts")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_have_text("Search for “drafts”")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("My drafts")
    page.keyboard.press("Escape")

    expect(page.get_by_role("combobox", name="Go to a page, or search")).to_be_hidden()
    expect(page).to_have_url(re.compile(f"{HOME}$"))


def test_pages_that_somebody_may_not_open_are_no_choice(
    browser_page: Open, school: School, teacher: Person
) -> None:
    page = browser_page(person=teacher)
    page.goto(HOME)

    palette(page, "settings")

    expect(page.get_by_role("option")).to_have_text(["Search for “settings”"])
