"""Setting aside, a second approver, flags and devices, in a real browser on both sizes."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from moderation.drafts.actions import reviews
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.drafts.policies import adopt
from tests.fixtures.browser import (
    DESK,
    PHONE,
    axe_clean,
    browser_page,
    browser_type_launch_args,
    thumb_sized,
)
from tests.posts import submitted

__all__ = ["axe_clean", "browser_page", "browser_type_launch_args", "thumb_sized"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
LONG = "Llanfairpwllgwyngyll-Wolverhampton Year 3 shared iPad with the green case"
WORDS = "Thank you @CalderstonesPk. White power, said the poster."


@pytest.fixture
def post(school: School, teacher: Person, deputy: Person, dsl: Person) -> Post:
    """A draft with something for a leader to set aside, something for the lead, and one approval
    to come after the first.
    """
    adopt(
        school,
        {
            "mention": ("warn", {"dismissed_by": "slt"}),
            "extremism": ("warn", {}),
            "two-approvers": ("block", {"always": True}),
        },
    )
    return submitted(school, teacher, WORDS)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_pages_are_readable_and_fit_a_thumb(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    head: Person,
    dsl: Person,
    post: Post,
    *,
    width: int,
    dark: bool,
) -> None:
    def check(page: Page) -> None:
        axe_clean(page)
        if width == PHONE:
            thumb_sized(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    with scope.school(school.pk):
        flag = post.flags.get().pk
    for person, paths in (
        (head, (f"review/{post.pk}/", "devices/", "this-device/")),
        (dsl, ("flags/", f"flags/{flag}/")),
    ):
        page = browser_page(width=width, dark=dark, person=person)
        for path in paths:
            page.goto(f"/{school.slug}/{path}")
            for summary in page.locator("main .aside > summary").all():
                summary.click()
            check(page)
    page = browser_page(width=width, dark=dark, person=head)
    page.goto(f"/{school.slug}/devices/")
    page.get_by_label("Name of the device").fill(LONG[:60])
    page.get_by_role("button", name="Add the device").click()
    check(page)


def test_leader_sets_aside_and_a_second_one_approves_on_a_phone(
    browser_page: Callable[..., Page], school: School, head: Person, deputy: Person, post: Post
) -> None:
    page = browser_page(width=PHONE, person=head, javascript=False)
    page.goto(f"/{school.slug}/review/{post.pk}/")

    page.get_by_text("Set it aside", exact=False).first.tap()
    page.get_by_label("Your reason").fill("The park is a partner of ours.")
    page.get_by_role("button", name="Set it aside").tap()

    expect(page.get_by_text("The park is a partner of ours.")).to_be_visible()
    with scope.school(school.pk):
        reviews.approve(post=post, by=deputy, version=1, now=timezone.now())
    page.reload()
    expect(page.get_by_text("Approved by Dev Deputy; one more person must")).to_be_visible()


def test_device_is_registered_with_its_code(
    browser_page: Callable[..., Page], school: School, head: Person, teacher: Person
) -> None:
    leader, ipad = browser_page(person=head), browser_page(width=PHONE, person=teacher)
    leader.goto(f"/{school.slug}/devices/")
    leader.get_by_label("Name of the device").fill("Year 3 iPad")
    leader.get_by_role("button", name="Add the device").click()
    code = leader.locator(".device-code").inner_text()

    ipad.goto(f"/{school.slug}/this-device/")
    ipad.get_by_label("Code").fill(code)
    ipad.get_by_role("button", name="Register this device").tap()

    expect(ipad.get_by_text("This is a school device: Year 3 iPad")).to_be_visible()
