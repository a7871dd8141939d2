"""A class is on a trip: the photo waits, the teacher says they are back, and it goes out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from moderation.drafts.wall_clock import wall_time
from schoolsocial.accounts.models import Person, School
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, make_account, make_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]
WAITS = "It waits until everybody is back from “Year 4 to the museum”"


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (DESK, False)])
def test_post_of_a_trip_waits_for_the_class_to_be_back(
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
    post = make_post(school, teacher, "We found a Roman coin.")
    page = browser_page(width=width, dark=dark, person=teacher, expected=("422",))

    # given a trip that the teacher plans before they leave
    page.goto(f"/{school.slug}/trips/")
    page.get_by_role("button", name="Plan the trip").click()
    expect(page.get_by_text("Say who goes where")).to_be_visible()
    axe_clean(page)
    page.get_by_label("What is the trip?").fill("Year 4 to the museum")
    page.get_by_label("Planned return").fill(wall_time(timezone.now() + timedelta(hours=5)))
    page.get_by_role("button", name="Plan the trip").click()
    expect(page.get_by_role("link", name="Year 4 to the museum")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)

    # when a draft is about it, and the head approves it
    page.goto(f"/{school.slug}/drafts/{post.pk}/")
    page.get_by_label("Is it about a trip?").select_option("Year 4 to the museum (away)")
    axe_clean(page)
    page.get_by_role("button", name="Send for approval").click()
    theirs = browser_page(width=width, dark=dark, person=head)
    theirs.goto(f"/{school.slug}/review/{post.pk}/")
    expect(theirs.get_by_text(WAITS)).to_be_visible()
    axe_clean(theirs)
    theirs.get_by_role("button", name="Approve").locator("visible=true").first.click()
    expect(theirs.get_by_text(WAITS)).to_be_visible()
    theirs.goto(f"/{school.slug}/calendar/")
    expect(theirs.get_by_text("Waits for “Year 4").locator("visible=true").first).to_be_visible()
    axe_clean(theirs)

    # then it goes out once they are back
    page.goto(f"/{school.slug}/trips/")
    expect(page.get_by_text("1 approved post waits")).to_be_visible()
    page.get_by_role("button", name="Everybody is back at school").click()
    expect(page.get_by_text("The post that was waiting goes out")).to_be_visible()
    axe_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"/{school.slug}/posts/{post.pk}/")
    expect(page.get_by_text("Goes out on")).to_be_visible()
