"""A trust proposes its own words; a head reads them beside the school's and takes them over."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import School
from tests.fixtures.browser import DESK, PHONE
from tests.governance.trusts import join, make_head, make_trust, make_trust_admin
from tests.posts import adopt_policy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]
TEXT = """Pupils

- No pupil is named in a post with a photo.
- A photo has a description for those who cannot see it.
"""


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_words_are_proposed_compared_and_taken(
    browser_page: Open, axe_clean: Check, school: School, *, width: int, dark: bool
) -> None:
    trust, head = make_trust(), make_head(school)
    trustee = make_trust_admin(trust)
    adopt_policy(school)
    join(school, trust, trustee, head)

    page = browser_page(width=width, dark=dark, person=trustee)
    page.goto("/trust/mersey/proposals/")
    page.get_by_role("link", name="Propose something").click()
    page.get_by_role("link", name="Propose a wording of your own").click()
    page.get_by_label("Title").fill("Shorter words")
    page.get_by_label("Why you propose it").fill("Two pages are read.")
    page.get_by_label("Your own words").fill(TEXT)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("heading", name="2 clauses")).to_be_visible()
    looks_well(page, axe_clean)
    page.get_by_role("button", name="Publish the proposal").click()
    page.get_by_text("All 2 clauses").click()
    expect(page.get_by_text("No pupil is named in a post with a photo.")).to_be_visible()
    looks_well(page, axe_clean)

    theirs = browser_page(width=width, dark=dark, person=head)
    theirs.goto(f"/{school.slug}/policy/proposals/")
    theirs.get_by_role("link", name="Shorter words").click()
    expect(theirs.get_by_role("heading", name="Clause by clause")).to_be_visible()
    expect(theirs.locator("section[aria-label$=', added']").first).to_be_visible()
    looks_well(theirs, axe_clean)
    theirs.get_by_role("button", name="Accept into our draft").click()
    expect(theirs.get_by_text("Nothing changes until your governors")).to_be_visible()

    page.reload()
    expect(page.get_by_text("Accepted", exact=True)).to_be_visible()


def looks_well(page: Page, axe_clean: Check) -> None:
    axe_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
