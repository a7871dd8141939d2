"""A leader sets up the school's policy: a pack, the answers, the school's own words, the check."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import Person, School
from tests.fixtures.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
OURS = """Our Twitter policy
Review date: December 2021

Safeguarding pupils
• No names of pupils stand beside pictures of pupils.
• Posts have at most 140 characters.

Consent
Photos are used unless parents tell us otherwise.
"""


def begin(page: Page, school: School, check: Check) -> None:
    page.goto(f"/{school.slug}/policy/set-up/")
    check(page)
    page.get_by_label("Recommended 2026").check()
    page.get_by_role("button", name="Begin the draft").click()
    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()


def answer(page: Page, check: Check) -> None:
    check(page)
    approvers = page.get_by_role("group", name="How many people approve a post?")
    approvers.get_by_label("One", exact=True).check()
    page.get_by_role("group", name="When may posts go out?").get_by_label("At any time").check()
    page.get_by_role("button", name="Save the answers").click()
    expect(page.get_by_role("heading", name="Your words")).to_be_visible()


def paste(page: Page, check: Check) -> None:
    check(page)
    page.get_by_label("The text of your policy").fill(OURS)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("heading", name="4 clauses")).to_be_visible()
    expect(page.get_by_text("The review date, December 2021, is past.")).to_be_visible()
    expect(page.get_by_text("This takes silence for consent.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Use these words").click()
    expect(page.get_by_role("heading", name="Check the wording")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_policy_is_set_up_from_a_pack_to_a_checked_draft(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    head: Person,
    width: int,
    javascript: bool,
) -> None:
    # given a school without a policy, and a leader at a phone or a desk
    page = browser_page(width=width, person=head, javascript=javascript)

    def check(shown: Page) -> None:
        if width == PHONE:
            thumb_sized(shown)
        if javascript:
            axe_clean(shown)

    # when they begin with a pack, answer, and paste what the school has
    begin(page, school, check)
    answer(page, check)
    paste(page, check)

    # then the draft speaks the school's words, with rules and with remarks to settle
    expect(page.get_by_text("Posts may have 280 characters since 2017, not 140.")).to_be_visible()
    check(page)
    page.get_by_role("link", name="How each clause is kept").click()
    expect(page.get_by_text("Pupil's name beside a photo of pupils")).to_be_visible()
    check(page)

    # and the set-up can be left and taken up again
    page.goto(f"/{school.slug}/policy/set-up/")
    check(page)
    page.get_by_role("link", name="Answer the questions").click()
    hours = page.get_by_role("group", name="When may posts go out?")
    expect(hours.get_by_label("At any time")).to_be_checked()
