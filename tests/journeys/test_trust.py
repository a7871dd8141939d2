"""A trust's administrator compares schools, opens what is overdue and proposes; a head accepts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import School
from schoolsocial.governance.jobs import counting
from schoolsocial.governance.models import PublishedDue
from tests.cast import in_scope
from tests.fixtures.browser import DESK, PHONE
from tests.governance.trusts import join, make_head, make_trust, make_trust_admin
from tests.posts import adopt_policy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_trust_proposes_and_a_head_accepts(
    browser_page: Open, axe_clean: Check, school: School, *, width: int, dark: bool
) -> None:
    trust, head = make_trust(), make_head(school)
    trustee = make_trust_admin(trust)
    adopt_policy(school)
    join(school, trust, trustee, head)
    counting.count(school.pk, timezone.now())
    late = timezone.localdate() - timedelta(days=40)
    with in_scope(school.pk):
        PublishedDue.objects.filter(matter="dpia").update(due_on=late)
    page = browser_page(width=width, dark=dark, person=trustee)

    page.goto("/")
    expect(page.get_by_role("heading", name="Mersey Learning Trust")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="40 days ago")).to_have_count(1)
    expect(page.locator("details.trust-indicator")).to_have_count(12)
    looks_well(page, axe_clean)

    page.get_by_role("row").filter(has_text="40 days ago").get_by_role("link").click()
    expect(page.get_by_role("heading", name="St Catherine of Siena")).to_be_visible()
    expect(page.get_by_text("40 days ago")).to_be_visible()
    looks_well(page, axe_clean)

    page.goto("/trust/mersey/proposals/")
    page.get_by_role("link", name="Propose something").click()
    page.get_by_label("Title").fill("Two approve every post")
    page.get_by_label("Why you propose it").fill("Two see more than one.")
    page.get_by_label("How many people approve a post?").select_option("Always two")
    looks_well(page, axe_clean)
    page.get_by_role("button", name="Publish the proposal").click()
    expect(page.get_by_text("No answer yet", exact=True)).to_be_visible()
    looks_well(page, axe_clean)

    theirs = browser_page(width=width, dark=dark, person=head)
    theirs.goto(f"/{school.slug}/")
    theirs.get_by_role("link", name="1 proposal of your trust has no answer yet").click()
    looks_well(theirs, axe_clean)
    theirs.get_by_role("link", name="Two approve every post").click()
    expect(theirs.get_by_role("cell", name="Always two")).to_be_visible()
    looks_well(theirs, axe_clean)
    theirs.get_by_role("button", name="Accept into our draft").click()
    expect(theirs.get_by_text("Nothing changes until your governors")).to_be_visible()

    theirs.goto(f"/{school.slug}/our-trust/")
    expect(theirs.get_by_role("link", name="What it proposes")).to_be_visible()
    looks_well(theirs, axe_clean)

    page.reload()
    expect(page.get_by_text("Accepted", exact=True)).to_be_visible()


def looks_well(page: Page, axe_clean: Check) -> None:
    axe_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
