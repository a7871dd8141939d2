"""Reviewing in a real browser: thumbs, keys, without scripts, in light and dark."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.fixtures.browser import (
    DESK,
    PHONE,
    axe_clean,
    browser_page,
    browser_type_launch_args,
    thumb_sized,
)
from tests.posts import adopt_policy, scheduled, submitted

__all__ = ["axe_clean", "browser_page", "browser_type_launch_args", "thumb_sized"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
PHOTO = [("Seedlings in pots on a bench", False)]


@pytest.fixture
def posts(school: School, teacher: Person, head: Person) -> list[Post]:
    """Two drafts that wait, one of the head's own, and one on the calendar."""
    adopt_policy(school)
    waiting = [submitted(school, teacher, photos=PHOTO), submitted(school, teacher)]
    at = datetime(2027, 1, 12, 15, 30, tzinfo=UTC)
    return [*waiting, submitted(school, head), scheduled(school, teacher, head, at=at)]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_pages_of_a_reviewer_are_readable_and_fit_a_thumb(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    head: Person,
    posts: list[Post],
    *,
    width: int,
    dark: bool,
) -> None:
    page = browser_page(width=width, dark=dark, person=head)
    reviews = [f"review/{post.pk}/" for post in (posts[0], posts[2])]

    for path in (
        "review/",
        *reviews,
        "calendar/?month=2027-01",
        "published/",
        f"posts/{posts[3].pk}/",
    ):
        page.goto(f"/{posts[0].school.slug}/{path}")
        axe_clean(page)
        if width == PHONE:
            thumb_sized(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_draft_is_approved_on_a_phone_with_two_taps(
    browser_page: Callable[..., Page], head: Person, posts: list[Post]
) -> None:
    page = browser_page(width=PHONE, person=head)
    page.goto(f"/{posts[0].school.slug}/review/")

    page.locator(".queue-link").first.tap()
    page.get_by_role("group", name="Decision").get_by_role("button").tap()

    expect(page.get_by_text("Approved. It goes out now.")).to_be_visible()
    expect(page).to_have_url(f"/{posts[0].school.slug}/review/{posts[1].pk}/")


def test_keys_walk_the_queue_and_reach_each_decision(
    browser_page: Callable[..., Page], head: Person, posts: list[Post]
) -> None:
    page = browser_page(person=head)
    first, second = (f"/{post.school.slug}/review/{post.pk}/" for post in posts[:2])
    page.goto(f"/{posts[0].school.slug}/review/")

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(first)
    page.keyboard.press("j")
    expect(page).to_have_url(second)
    page.keyboard.press("k")
    expect(page).to_have_url(first)

    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Approve now")).to_be_focused()
    page.keyboard.press("r")
    expect(page.get_by_label("What should be changed?")).to_be_focused()


def test_keys_are_letters_while_somebody_types_and_can_be_switched_off(
    browser_page: Callable[..., Page], head: Person, posts: list[Post]
) -> None:
    page = browser_page(person=head)
    first = f"/{posts[0].school.slug}/review/{posts[0].pk}/"
    page.goto(first)

    page.keyboard.press("x")
    page.keyboard.type("jaxr?")
    expect(page.get_by_label("Why will this not be posted?")).to_have_value("jaxr?")

    page.get_by_text("Keyboard shortcuts").click()
    page.get_by_label("Keys are on").uncheck()
    page.reload()
    page.keyboard.press("j")
    expect(page).to_have_url(first)


def test_button_says_when_the_post_will_go_out(
    browser_page: Callable[..., Page], head: Person, posts: list[Post]
) -> None:
    page = browser_page(person=head)
    page.goto(f"/{posts[0].school.slug}/review/{posts[0].pk}/")

    expect(page.get_by_role("button", name="Approve now")).to_be_visible()
    page.get_by_label("Day and time in London").fill("2030-12-03T09:05")

    expect(page.get_by_label("At this time")).to_be_checked()
    expect(page.get_by_role("button", name="Approve for 3 Dec, 09:05")).to_be_visible()


def test_draft_is_returned_without_scripts(
    browser_page: Callable[..., Page], school: School, head: Person, posts: list[Post]
) -> None:
    page = browser_page(width=PHONE, person=head, javascript=False)
    page.goto(f"/{school.slug}/review/{posts[0].pk}/")

    page.get_by_text("Return with a comment", exact=True).tap()
    page.get_by_label("What should be changed?").fill("Which class was it?")
    page.get_by_role("button", name="Return to the author").tap()

    expect(page.get_by_text("Returned to Tess Teacher with your comment.")).to_be_visible()
    with scope.school(school.pk):
        assert Post.objects.get(pk=posts[0].pk).state == "returned"
