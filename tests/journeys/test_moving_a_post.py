"""The head moves an approved post on the calendar: by its link, and by dragging it on a desk."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from moderation.drafts.wall_clock import LONDON
from schoolsocial.accounts.models import Person, School
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, make_account, scheduled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (DESK, False)])
def test_approved_post_is_moved(
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
    at = datetime(2030, 6, 4, 15, 30, tzinfo=LONDON)
    scheduled(school, teacher, head, text="Summer fair.", at=at)
    page = browser_page(width=width, dark=dark, person=head, expected=("422",))

    # given the calendar of that month
    page.goto(f"/{school.slug}/calendar/?month=2030-06")
    axe_clean(page)

    # when the post is dragged to the sixth, or its link is followed
    if width == DESK:
        page.locator("a[data-move]").drag_to(page.locator("td[data-day='2030-06-06']"))
    else:
        thumb_sized(page)
        page.get_by_role("link", name="Move the post of").click()
        page.get_by_label("New day and time").fill("2020-06-06T15:30")
        page.get_by_role("button", name="Move it").click()
        expect(page.get_by_text("has gone by")).to_be_visible()
        axe_clean(page)
        page.get_by_label("New day and time").fill("2030-06-06T15:30")
    expect(page.get_by_label("New day and time")).to_have_value("2030-06-06T15:30")
    axe_clean(page)
    page.get_by_role("button", name="Move it").click()

    # then it goes out on that day, still approved
    expect(page.get_by_text("Moved. It goes out on Thursday 6 June 2030 at 15:30.")).to_be_visible()
    axe_clean(page)


def test_approved_post_is_moved_by_keyboard_alone(
    browser_page: Open, axe_clean: Check, school: School, teacher: Person, head: Person
) -> None:
    adopt_policy(school)
    make_account(school, handle="StCathsofSiena")
    at = datetime(2030, 6, 4, 15, 30, tzinfo=LONDON)
    scheduled(school, teacher, head, text="Summer fair.", at=at)
    scheduled(school, teacher, head, text="Cakes wanted.", at=at + timedelta(days=2, minutes=20))
    page = browser_page(width=DESK, person=head)

    # given the calendar of that month
    page.goto(f"/{school.slug}/calendar/?month=2030-06")

    # when its Move link is reached and followed, and the day is raised by two
    tab_to(page, "Move the post of")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Move a post")).to_be_visible()
    tab_to(page, "New day and time")
    to_the_day(page, raised="2030-06-05T15:30")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("New day and time")).to_have_value("2030-06-06T15:30")
    tab_to(page, "Move it")
    page.keyboard.press("Enter")

    # then it goes out on that day, and what meets it there is said
    expect(page.get_by_text("Moved. It goes out on Thursday 6 June 2030 at 15:30.")).to_be_visible()
    expect(page.get_by_text("Another post goes out between 15:00 and 15:59.")).to_be_visible()
    axe_clean(page)


FOCUSED = """() => {
    const one = document.activeElement;
    return `${one.innerText || ""} ${[...(one.labels || [])].map((each) => each.innerText)}`;
}"""


def tab_to(page: Page, name: str) -> None:
    """The Tab key, until what has the focus is named so; whoever sees it sees where they are."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if name in " ".join(page.evaluate(FOCUSED).split()):
            assert page.evaluate("() => document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"The keyboard does not reach “{name}”.")


def to_the_day(page: Page, raised: str) -> None:
    """On to the part of the field that is the day, and the day raised by one: which part it is
    depends on the browser's own language.
    """
    for _ in range(3):
        page.keyboard.press("ArrowUp")
        if page.get_by_label("New day and time").input_value() == raised:
            return
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    raise AssertionError("No part of the field is the day.")
