"""A leader sets slots, a teacher wishes for one, and the reviewer gives the next free one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import Person, School
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, make_account, make_post, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (DESK, False)])
def test_post_goes_out_in_the_next_free_slot(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    head: Person,
    *,
    width: int,
    dark: bool,
) -> None:
    adopt_policy(school)
    make_account(school, handle="StCathsofSiena")
    post = make_post(school, teacher, "We planted beans today.")
    other = submitted(school, teacher, "Our harvest table is full.")
    page = browser_page(width=width, dark=dark, person=head, expected=("422",))

    # given slots that the head sets
    page.goto(f"/{school.slug}/slots/")
    expect(page.get_by_text("This account has no slots yet.")).to_be_visible()
    axe_clean(page)
    page.get_by_role("button", name="Add the slot").click()
    expect(page.get_by_text("Enter a time, such as 15:30.")).to_be_visible()
    axe_clean(page)
    for day, at in (("Monday", "15:30"), ("Wednesday", "12:15")):
        page.get_by_label("Day", exact=True).select_option(day)
        page.get_by_label("Time in London").fill(at)
        page.get_by_role("button", name="Add the slot").click()
        expect(page.get_by_text(f"{day}s at {at}, on school days")).to_be_visible()
    free = page.get_by_text("Free", exact=True)
    expect(free.first).to_be_visible()
    so_many = free.count()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # when the teacher wishes for one, and the head approves two drafts
    theirs = browser_page(width=width, dark=dark, person=teacher)
    theirs.goto(f"/{school.slug}/drafts/{post.pk}/")
    theirs.get_by_label("Instead, in the next free slot").check()
    axe_clean(theirs)
    theirs.get_by_role("button", name="Send for approval").click()
    expect(theirs.get_by_text("Sent for approval.")).to_be_visible()
    page.goto(f"/{school.slug}/review/{post.pk}/")
    expect(page.get_by_label("In the next free slot:")).to_be_checked()
    axe_clean(page)
    page.get_by_role("button", name="Approve").locator("visible=true").first.click()
    page.goto(f"/{school.slug}/review/{other.pk}/")
    page.get_by_label("In the next free slot:").check()
    page.get_by_role("button", name="Approve").locator("visible=true").first.click()

    # then each has a slot of its own
    page.goto(f"/{school.slug}/slots/")
    expect(free).to_have_count(so_many - 2)
    expect(page.get_by_role("link", name="We planted beans today.")).to_be_visible()
    expect(page.get_by_role("link", name="Our harvest table is full.")).to_be_visible()
    axe_clean(page)
