"""A leader connects the school's website: a token for its page, a webhook that arrives."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from schoolsocial.accounts.models import Person, School
from tests.api.hooking import announce_all, deliver_due
from tests.api.making import Program, published
from tests.api.receiver import receiving
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, make_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_website_gets_a_token_and_is_told(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    head: Person,
    settings: Settings,
    *,
    width: int,
    dark: bool,
) -> None:
    settings.WEBHOOKS_MAY_BE_LOCAL = True
    adopt_policy(school)
    make_account(school, handle="StCaths")
    page = browser_page(width=width, dark=dark, person=head, expected=("422",))

    # when the head makes a token, at first without a name
    page.goto(f"/{school.slug}/calendar/")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Website and API").click()
    page.get_by_role("button", name="Make the token").click()
    expect(page.get_by_text("Give the token a name.")).to_be_visible()
    axe_clean(page)
    page.get_by_label("Name of the token").fill("School website")
    page.get_by_role("button", name="Make the token").click()

    # then its key is shown once, and reads
    key = page.locator("#key").inner_text()
    axe_clean(page)
    assert fits(page)
    assert Program(key).get("me").json()["school"] == school.name

    # when an address is registered and a test sent there
    page.get_by_role("link", name="Back to the website and API").click()
    expect(page.get_by_text("ends in " + key[-4:])).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert fits(page)
    with receiving() as receiver:
        page.get_by_role("textbox", name="Address").fill(receiver.address)
        page.get_by_role("button", name="Register the address").click()
        secret = page.locator("#secret").inner_text()
        axe_clean(page)
        page.get_by_role("link", name="Go to its messages").click()
        page.get_by_role("button", name="Send a test").click()
        expect(page.get_by_text("Waiting", exact=True)).to_be_visible()
        deliver_due()

        # then the page tells by itself that it arrived
        expect(page.get_by_text("Delivered", exact=True)).to_be_visible(timeout=15_000)
        assert receiver.taken[0].is_signed_with(secret)
        axe_clean(page)

        # and of a post that goes out, of which a message can be sent again
        post = published(school, teacher, head)
        announce_all()
        deliver_due()
        page.reload()
        expect(page.get_by_text("A post is live on X", exact=True).last).to_be_visible()
        page.get_by_role("button", name="Send again").first.click()
        deliver_due()
        assert [str(post.tweet_id) in taken.body.decode() for taken in receiver.taken[1:]] == [
            True,
            True,
        ]
        assert receiver.ids()[1] == receiver.ids()[2]

    page.reload()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert fits(page)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_documentation_can_be_read_by_anybody(
    browser_page: Open, axe_clean: Check, db: None, *, width: int
) -> None:
    page = browser_page(width=width)

    page.goto("/api/")

    expect(page.get_by_role("heading", name="The latest posts in a page")).to_be_visible()
    axe_clean(page)
    assert fits(page)
