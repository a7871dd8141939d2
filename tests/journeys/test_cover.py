"""The head is away: a teacher is named to review, approves on the phone, and it is ended early."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import make_person
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, make_account, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_somebody_reviews_while_the_head_is_away(
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
    deputy = make_person(school, Role.TEACHER, name="Dee Deputy", second_factor=True)
    post = submitted(school, teacher, "We planted beans.")
    page = browser_page(width=width, dark=dark, person=head, expected=("422",))

    # given a head who names a teacher for today
    page.goto(f"/{school.slug}/")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Cover").click()
    page.get_by_role("button", name="Name them").click()
    expect(page.get_by_text("Choose who reviews.")).to_be_visible()
    axe_clean(page)
    today = timezone.localdate().isoformat()
    page.get_by_label("Who reviews?").select_option("Dee Deputy (Teacher or support staff)")
    page.get_by_label("First day").fill(today)
    page.get_by_label("Last day").fill(today)
    page.get_by_role("button", name="Name them").click()
    expect(page.get_by_text("reviews now")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # when the teacher approves what another wrote
    theirs = browser_page(width=width, dark=dark, person=deputy, expected=("403",))
    theirs.goto(f"/{school.slug}/review/")
    expect(theirs.get_by_text("Dee Deputy reviews too until")).to_be_visible()
    axe_clean(theirs)
    theirs.goto(f"/{school.slug}/review/{post.pk}/")
    theirs.get_by_role("button", name="Approve").locator("visible=true").first.click()
    expect(theirs.get_by_text("Approved. It goes out now.")).to_be_visible()

    # then the head ends it, and the queue is shut to the teacher
    page.get_by_role("button", name="End it now").click()
    expect(page.get_by_text("Dee Deputy does not review any more.")).to_be_visible()
    theirs.goto(f"/{school.slug}/review/")
    expect(theirs.get_by_role("heading", name="Drafts to review")).to_have_count(0)
