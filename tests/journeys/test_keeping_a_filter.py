"""A deputy keeps the filter they choose each morning, has the list open with it, and lets it go."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import Person, School
from tests.fixtures.browser import DESK, PHONE
from tests.incidents.telling import reported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]


@pytest.mark.parametrize(
    ("width", "dark", "javascript"),
    [(PHONE, True, True), (DESK, False, True), (PHONE, False, False)],
)
def test_filter_is_kept_opened_renamed_and_deleted(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    deputy: Person,
    *,
    width: int,
    dark: bool,
    javascript: bool,
) -> None:
    def sound(page: Page) -> None:
        if javascript:
            axe_clean(page)
        if width == PHONE:
            thumb_sized(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # given incidents of two kinds, and a deputy who looks for one of them
    reported(school, teacher, category="offensive")
    reported(school, teacher, category="copyright")
    page = browser_page(
        width=width, dark=dark, javascript=javascript, person=deputy, expected=("409",)
    )
    path = f"/{school.slug}/incidents/"
    page.goto(path)
    rows = page.locator(".queue-link")
    page.get_by_label("Kind").select_option("copyright")
    page.get_by_role("button", name="Show").click()

    # when they keep it, to be what the list opens with
    page.get_by_text("Keep this filter").click()
    sound(page)
    page.get_by_label("Name", exact=True).fill("Whose picture is it?")
    page.get_by_label("Open this list with it").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Kept. It stands above the list")).to_be_visible()
    sound(page)

    # then the list opens so, and as it comes with one tap
    page.goto(path)
    chip = page.get_by_role("link", name="Whose picture is it?")
    expect(chip).to_have_attribute("aria-current", "page")
    expect(rows).to_have_count(1)
    page.get_by_role("link", name="As it comes").click()
    expect(rows).to_have_count(2)
    chip.click()
    expect(rows).to_have_count(1)

    # and a name that is taken is asked for again
    page.goto(f"{path}?kind=offensive")
    page.get_by_text("Keep this filter").click()
    page.locator("#kept-name").fill("whose picture is it?")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Give it another name.")).to_be_visible()
    sound(page)
    page.get_by_label("Name").fill("Rude words")
    page.get_by_role("button", name="Keep it").click()

    # and each is renamed and deleted where it stands
    page.get_by_text("Change your filters").click()
    sound(page)
    page.get_by_label("Name of Rude words").fill("Rude")
    page.get_by_role("button", name="Rename Rude words").click()
    expect(page.get_by_role("link", name="Rude", exact=True)).to_be_visible()
    page.get_by_text("Change your filters").click()
    page.get_by_role("button", name="Delete Whose picture is it?").click()
    expect(chip).to_have_count(0)
    page.goto(path)
    expect(rows).to_have_count(2)
