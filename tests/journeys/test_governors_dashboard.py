"""A governor reads the dashboard, asks about what is off target, and records a visit."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import School
from schoolsocial.accounts.roles import Role
from schoolsocial.governance.jobs import counting
from tests.cast import make_person
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, make_account, make_pupil, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_governor_asks_about_what_is_off_target(
    browser_page: Open, axe_clean: Check, school: School, *, width: int, dark: bool
) -> None:
    adopt_policy(school)
    make_account(school)
    for number in range(12):
        make_pupil(school, f"Amelia{number}", "Zebrowska")
    submitted(school, make_person(school, Role.TEACHER))
    counting.count(school.pk, timezone.now())
    page = browser_page(
        width=width, dark=dark, person=make_person(school, Role.GOVERNOR, name="Grace Governor")
    )

    page.goto(f"/{school.slug}/")
    page.get_by_role("link", name="Dashboard for governors").click()

    expect(page.get_by_role("heading", name="Dashboard for governors")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Target:")).to_have_count(12)
    expect(page.locator("main")).not_to_contain_text("Zebrowska")
    axe_clean(page)
    fits(page)

    page.get_by_role("link", name="12. Policy, audit, DPIA and visit in date").click()
    expect(page.get_by_role("heading", name="How this is worked out")).to_be_visible()
    page.get_by_text("Ask for something to be done").click()
    page.get_by_label("What is to be done").fill("Review the DPIA.")
    page.get_by_label("By", exact=True).fill(str(timezone.localdate()))
    axe_clean(page)
    fits(page)
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_text("Review the DPIA.")).to_be_visible()
    page.get_by_text("Add a comment").click()
    page.get_by_label("Comment", exact=True).fill("To be looked at in spring.")
    page.get_by_role("button", name="Add the comment").click()
    expect(page.get_by_text("To be looked at in spring.")).to_be_visible()

    page.goto(f"/{school.slug}/governance/visits/")
    page.get_by_role("link", name="Record one").click()
    page.get_by_label("Next due by").fill(str(timezone.localdate().replace(year=2030)))
    page.get_by_label("What was looked at").fill("Sat beside a teacher who made a post.")
    axe_clean(page)
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Sat beside a teacher")).to_be_visible()
    axe_clean(page)


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
