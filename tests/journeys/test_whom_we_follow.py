"""Somebody wishes for an account, a leader agrees, it is followed by hand; what X shows besides is
found and settled."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from moderation.following.jobs import reading
from schoolsocial.accounts.models import Person, School
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, make_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HANDLE = "StCathsofSiena"
HOSTILE = "\u202e<b>Ẑ̈́͑a͛̽ḻ̒g̭̈o͔̚ " + "LongNameWithoutAnySpace" * 3
Check = Callable[[Page], None]
Open = Callable[..., Page]


def workers() -> None:
    """What the workers do about readings."""
    for school_id, reading_id in reading.due():
        reading.read(school_id, reading_id)


def act_on_x(page: Page, link: str, act: str) -> None:
    """Open the card on the sandbox in a second window, and press its button."""
    with page.expect_popup() as opened:
        page.get_by_role("link", name=link).click()
    card = opened.value
    assert urlsplit(card.url).path == "/intent/user"
    card.get_by_label("As").select_option(HANDLE)
    with card.expect_navigation():
        card.get_by_role("button", name=act, exact=True).click()
    card.close()


def wish(page: Page, sound: Check, school: School) -> None:
    """A teacher's wish, without a benefit at first."""
    page.goto(f"/{school.slug}/following/")
    expect(page.get_by_text("a senior leader decides.").first).to_be_visible()
    sound(page)
    page.get_by_role("link", name="Wish for an account").click()
    page.get_by_label("Whom should we follow?").fill("https://x.com/MuseumOfSpace")
    page.get_by_role("button", name="Send the wish").click()
    expect(page.get_by_text("Please say why")).to_be_visible()
    sound(page)
    page.get_by_label("What is the benefit").fill("Free lessons in space week")
    page.get_by_role("button", name="Send the wish").click()
    expect(page.get_by_text("Thank you. A senior leader decides.")).to_be_visible()
    sound(page)


def agree_and_follow(page: Page, sound: Check, school: School) -> None:
    """The head's yes, and the button on X."""
    page.goto(f"/{school.slug}/following/")
    page.get_by_role("link", name="@MuseumOfSpace").click()
    sound(page)
    page.get_by_label("Yes, follow it").check()
    page.get_by_label("Why?").fill("Year 5 uses it every week")
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_role("heading", name="Follow it on X")).to_be_visible()
    sound(page)
    act_on_x(page, "Open @MuseumOfSpace on X", "Follow")
    page.get_by_role("button", name="It is done").click()
    expect(page.get_by_text("Followed", exact=True)).to_be_visible()


def read_now(page: Page, school: School, result: str) -> None:
    """A reading, asked for and done by a worker."""
    page.goto(f"/{school.slug}/following/readings/")
    page.get_by_role("button", name="Read now").click()
    expect(page.get_by_text("A reading is under way")).to_be_visible()
    workers()
    page.reload()
    expect(page.get_by_text(result)).to_be_visible()


def unfollow_what_was_found(page: Page, sound: Check, school: School) -> None:
    """The head's decision on the drift, and the button on X."""
    page.goto(f"/{school.slug}/following/")
    expect(page.get_by_text("Followed on X, not in the register")).to_be_visible()
    sound(page)
    page.get_by_label("Tick @ShoesShop").check()
    page.get_by_role("button", name="Decide on all that are ticked").click()
    sound(page)
    page.get_by_label("Unfollow it").check()
    page.get_by_label("Why?").fill("A shop is of no benefit to the school")
    page.get_by_role("button", name="Save for all 1").click()
    page.get_by_role("link", name="To do on X (1)").click()
    page.get_by_role("link", name="@ShoesShop").click()
    act_on_x(page, "Open @ShoesShop on X", "Unfollow")
    page.get_by_role("button", name="It is done").click()
    sound(page)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_an_account_is_wished_for_followed_and_what_differs_is_settled(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    head: Person,
    teacher: Person,
    sandbox: SandboxX,
    settings: Settings,
    *,
    width: int,
    dark: bool,
) -> None:
    settings.X_API_URL, settings.X_PUBLIC_URL = sandbox.url, sandbox.url
    adopt_policy(school, pack="recommended-2026")
    account = sandbox.add_account(HANDLE)
    make_account(school, account)
    sandbox.add_person("MuseumOfSpace", HOSTILE)

    def sound(page: Page) -> None:
        axe_clean(page)
        if width == PHONE:
            thumb_sized(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    # given a teacher's wish that the head agreed to and followed on X
    wish(browser_page(width=width, dark=dark, person=teacher, expected=("422",)), sound, school)
    page = browser_page(width=width, dark=dark, person=head, expected=("422", "409"))
    agree_and_follow(page, sound, school)

    # when somebody follows a shop from a phone, the next reading finds it and says what it cost
    shop = sandbox.add_person("ShoesShop", "<script>Shoes</script>")
    sandbox.tie("follow", account.id, shop)
    read_now(page, school, "2 accounts shown. 1 not in the register")
    expect(page.get_by_text("Cost $0.02")).to_be_visible()
    sound(page)

    # then the head has it unfollowed, and the next reading shows that X and the register are one
    unfollow_what_was_found(page, sound, school)
    read_now(page, school, "1 account shown. 0 not in the register, 0 in")
    page.goto(f"/{school.slug}/following/?show=followed")
    expect(page.get_by_role("link", name="@MuseumOfSpace")).to_be_visible()
    expect(page.get_by_text("Last seen as followed on")).to_be_visible()
    sound(page)
