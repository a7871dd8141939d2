"""The head hears bad news: one button on a phone stops everything, and nothing bursts out later."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import Person, School
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, make_account, scheduled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]
STOPPED = "Posting is stopped: nothing goes out for now."


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (PHONE, True), (DESK, False)])
def test_all_posting_is_stopped_and_goes_on_by_way_of_review(
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
    scheduled(school, teacher, head, text="Sports day.", at=timezone.now() + timedelta(days=1))
    page = browser_page(width=width, dark=dark, person=head, expected=("422",))

    # when the head stops it
    page.goto(f"/{school.slug}/calendar/")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Stop posting").click()
    expect(page.get_by_text("1 approved post would wait.")).to_be_visible()
    page.get_by_role("button", name="Stop all posting").click()
    expect(page.get_by_text("Choose a reason")).to_be_visible()
    axe_clean(page)
    page.get_by_label("Bereavement").check()
    page.get_by_role("button", name="Stop all posting").click()

    # then everybody sees it on every page
    expect(page.get_by_role("heading", name="Posting is stopped")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    theirs = browser_page(width=width, dark=dark, person=teacher)
    theirs.goto(f"/{school.slug}/drafts/")
    expect(theirs.get_by_text(STOPPED)).to_be_visible()
    axe_clean(theirs)

    # and once it goes on, what waited is read again
    page.get_by_role("link", name="Let it go on").click()
    page.get_by_role("button", name="Let posting go on").click()
    expect(page.get_by_text("The post that was waiting is in the review queue.")).to_be_visible()
    expect(page.get_by_text(STOPPED)).to_have_count(0)
    axe_clean(page)
    page.goto(f"/{school.slug}/review/")
    expect(page.get_by_text("Sports day.")).to_be_visible()
