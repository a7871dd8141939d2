"""Rude words under a post: reported on a phone, evidence kept, worked through and closed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import Person, School
from tests.fixtures.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (PHONE, True), (DESK, False)])
def test_incident_from_report_to_its_end(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    tmp_path: Path,
    school: School,
    teacher: Person,
    head: Person,
    *,
    width: int,
    dark: bool,
) -> None:
    # given a teacher who saw something
    theirs = browser_page(width=width, dark=dark, person=teacher, expected=("422",))
    theirs.goto(f"/{school.slug}/calendar/")
    theirs.get_by_text("More", exact=True).click()
    theirs.get_by_role("link", name="Report an incident").click()
    axe_clean(theirs)
    theirs.get_by_label("What happened?").fill("Rude words about a colleague under our post.")
    theirs.get_by_role("button", name="Report it").click()
    expect(theirs.get_by_text("Choose what comes nearest")).to_be_visible()
    axe_clean(theirs)
    theirs.get_by_label("Offensive remarks").check()
    theirs.get_by_label("Link on X").fill("https://x.com/Rude_One/status/1860000000000000001")
    theirs.get_by_label("The other account").fill("@Rude_One")
    theirs.get_by_role("button", name="Report it").click()
    expect(theirs.get_by_text("Those who handle incidents have been told.")).to_be_visible()
    expect(theirs.get_by_text("Being looked after")).to_be_visible()
    if width == PHONE:
        thumb_sized(theirs)

    # when the head keeps the evidence
    page = browser_page(width=width, dark=dark, person=head, expected=("409", "422"))
    page.goto(f"/{school.slug}/incidents/")
    axe_clean(page)
    page.get_by_role("link", name="Offensive remarks").click()
    expect(page.get_by_text("Nobody looks after it yet.")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot = tmp_path / "shot.png"
    Image.new("RGB", (40, 40), "navy").save(shot)
    page.get_by_text("Keep evidence", exact=True).click()
    page.get_by_label("The words, copied").fill("You are all useless.")
    page.get_by_label("A screenshot").set_input_files(shot)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Unchanged since it was kept.")).to_be_visible()

    # and it is not closed before every step is settled
    page.get_by_text("Close it", exact=True).click()
    page.get_by_label("What came of it?").fill("The account was blocked.")
    page.get_by_role("button", name="Close the incident").click()
    expect(page.get_by_text("6 steps are neither done nor marked")).to_be_visible()
    expect(page.get_by_label("What came of it?")).to_have_value("The account was blocked.")
    axe_clean(page)
    for _ in range(6):
        page.get_by_text("Mark this step", exact=True).first.click()
        words = page.locator("details[open] textarea[name=said]").first
        words.fill("Seen to.")
        page.get_by_role("button", name="Not needed").first.click()
        expect(page.get_by_text("Noted.")).to_be_visible()

    # then it is closed, with everything that happened on record
    page.get_by_text("Close it", exact=True).click()
    page.get_by_label("What came of it?").fill("The account was blocked.")
    page.get_by_role("button", name="Close the incident").click()
    expect(page.get_by_text("Closed on")).to_be_visible()
    expect(page.get_by_text("You are all useless.")).to_be_visible()
    axe_clean(page)
