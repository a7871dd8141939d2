"""A new version of the policy, from the first clause to the page that parents read."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import Person, School
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
WORDS = "We never name a child beside a picture."


@pytest.fixture
def good(axe_clean: Check, thumb_sized: Check) -> Check:
    def check(page: Page) -> None:
        axe_clean(page)
        width, shown = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
        assert shown <= width, f"{page.url} is wider than the screen"
        if width <= PHONE:
            thumb_sized(page)

    return check


def draft(page: Page, school: School, check: Check) -> None:
    """The head begins from the version in force, writes a clause and gives it a rule."""
    page.goto(f"/{school.slug}/policy/")
    check(page)
    page.get_by_role("link", name="Prepare a new version").click()
    check(page)
    page.get_by_role("button", name="Begin the version").click()
    check(page)
    page.get_by_role("link", name="Add a clause").click()
    page.get_by_label("Number").fill("")
    page.get_by_label("Text").fill(WORDS)
    page.get_by_role("button", name="Add the clause").click()
    expect(page.get_by_text("Each clause has a number")).to_be_visible()
    expect(page.get_by_label("Text")).to_have_value(WORDS)
    check(page)
    page.get_by_label("Number").fill("99")
    page.get_by_role("button", name="Add the clause").click()
    expect(page.get_by_role("heading", name="Clause 99")).to_be_visible()
    page.get_by_text("Choose a rule for it").click()
    check(page)
    page.get_by_role("link", name="Staff", exact=False).first.click()
    check(page)
    page.get_by_label("Stops the post").check()
    page.get_by_role("button", name="Save the rule").click()
    expect(page.get_by_text("stops a post").first).to_be_visible()
    page.get_by_role("link", name="All clauses").click()
    page.get_by_role("button", name="Up clause 99").click()
    check(page)


def propose(page: Page, check: Check) -> None:
    page.get_by_role("link", name="Read it through and propose it").click()
    check(page)
    page.get_by_label("What changes, and why").fill("Names stay away from pictures.")
    page.get_by_role("button", name="Put it before the governors").click()
    expect(page.get_by_text("The version is before the governors")).to_be_visible()
    check(page)


def record(page: Page, check: Check) -> None:
    today = timezone.localdate()
    page.get_by_label("Day of the meeting").fill(today.isoformat())
    page.get_by_label("Minute reference").fill("FGB 12/3")
    page.get_by_label("Review on").fill((today + timedelta(days=365)).isoformat())
    page.get_by_role("button", name="Record the ratification").click()
    expect(page.get_by_text("A governor has to confirm it")).to_be_visible()
    check(page)


def confirm(page: Page, school: School, check: Check) -> None:
    """The governor, on whatever is at hand: what changes, then the record."""
    page.goto(f"/{school.slug}/policy/")
    page.get_by_role("link", name="Read what changes and decide").click()
    check(page)
    expect(page.get_by_text("Names stay away from pictures.")).to_be_visible()
    page.get_by_role("link", name="What changes against version 1").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    check(page)
    page.go_back()
    page.get_by_role("button", name="Yes, the governors ratified it").click()
    expect(page.get_by_text("The version is ratified")).to_be_visible()
    check(page)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_version_lives_from_draft_to_the_page_for_parents(
    browser_page: Callable[..., Page],
    good: Check,
    school: School,
    head: Person,
    governor: Person,
    width: int,
) -> None:
    # given a school with a policy, whose head prepares another one
    adopt_policy(school)
    page = browser_page(width=width, person=head)
    draft(page, school, good)

    # when it goes before the governors, is recorded, and a governor confirms
    propose(page, good)
    record(page, good)
    confirm(browser_page(width=width, person=governor), school, good)

    # then it is in force, and parents read it without signing in
    page.goto(f"/{school.slug}/policy/")
    expect(page.get_by_text("confirmed by Gwen Governor")).to_be_visible()
    good(page)
    page.goto(f"/{school.slug}/policy/versions/")
    expect(page.get_by_text("Superseded")).to_be_visible()
    good(page)
    parent = browser_page(width=width)
    parent.goto(f"/{school.slug}/policy/public/")
    expect(parent.get_by_text(WORDS)).to_be_visible()
    expect(parent.get_by_role("button", name="Print")).to_be_visible()
    good(parent)


def test_version_is_written_and_confirmed_without_javascript(
    browser_page: Callable[..., Page], school: School, head: Person, governor: Person
) -> None:
    adopt_policy(school)
    page = browser_page(javascript=False, person=head)

    draft(page, school, lambda _: None)
    propose(page, lambda _: None)
    record(page, lambda _: None)
    confirm(browser_page(javascript=False, person=governor), school, lambda _: None)

    page.goto(f"/{school.slug}/policy/")
    expect(page.get_by_text("confirmed by Gwen Governor")).to_be_visible()
