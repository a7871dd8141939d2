"""The office enters a class from a stack of paper, and later writes down a withdrawal."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from consent.models import Consent, Pupil, SchoolClass
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.families import class_of_today, make_guardian, make_pupil
from tests.fixtures.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
NAMES = ("Amelia", "Josh", "Poppy", "Zainab")


@pytest.fixture
def oak(school: School) -> SchoolClass:
    """Four children with a mother each."""
    with in_scope(school.pk):
        oak = class_of_today(school)
        for name in NAMES:
            pupil = make_pupil(school, name, school_class=oak)
            make_guardian(pupil, name=f"Mother of {name}", first=True)
    return oak


def answers(school: School) -> list[tuple[str, str, list[str]]]:
    with in_scope(school.pk):
        rows = Consent.objects.filter(purpose__code="social-media").order_by("pupil_id", "id")
        return list(rows.values_list("pupil__legal_forename", "answer", "limits"))


def test_class_is_entered_by_keyboard_and_one_family_changes_its_mind(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    office: Person,
    oak: SchoolClass,
) -> None:
    # given a class of which nobody has replied
    page = browser_page(width=DESK, person=office)
    page.goto(f"/{school.slug}/consent/")
    expect(page.get_by_text("0 yes · 4 no or no reply").first).to_be_visible()
    axe_clean(page)
    page.get_by_role("link", name="Social media in 3 Oak").click()
    expect(page.get_by_role("heading", name="3 Oak")).to_be_visible()
    axe_clean(page)

    # when the office types yes, no, yes with limits, and leaves the last one out
    first = page.locator("[data-row]").first
    first.get_by_label("Skip").focus()
    page.keyboard.press("y")
    page.keyboard.press("n")
    page.keyboard.press("l")
    page.keyboard.press("Space")
    expect(page.get_by_text("3 to save")).to_be_visible()
    axe_clean(page)
    page.get_by_role("button", name="Save").click()

    # then three answers are on record
    expect(page.get_by_text("3 answers saved.")).to_be_visible()
    assert answers(school) == [
        ("Amelia", "yes", []),
        ("Josh", "no", []),
        ("Poppy", "limited", ["no-name"]),
    ]

    # and when Amelia's mother rings up, two clicks withdraw it
    page.get_by_role("link", name="Amelia Brown").click()
    expect(page.get_by_role("heading", name="Amelia Brown")).to_be_visible()
    axe_clean(page)
    page.get_by_role("link", name="Mother of Amelia (mother)").click()
    expect(page.get_by_role("heading", name="Withdraw consent")).to_be_visible()
    axe_clean(page)
    page.get_by_role("button", name="Withdraw now").click()

    # then it counts at once
    expect(page.get_by_text("The family withdrew its consent.").first).to_be_visible()
    assert answers(school)[:2] == [("Amelia", "yes", []), ("Amelia", "no", [])]


def test_tab_goes_from_child_to_child(
    browser_page: Callable[..., Page], school: School, office: Person, oak: SchoolClass
) -> None:
    page = browser_page(person=office)
    page.goto(f"/{school.slug}/consent/classes/{oak.pk}/")
    page.locator("[data-row]").first.get_by_label("Skip").focus()

    page.keyboard.press("Tab")
    page.keyboard.press("n")
    page.keyboard.press("Backspace")  # on the third row: nothing chosen there

    with in_scope(school.pk):
        josh = Pupil.objects.get(legal_forename="Josh")
    expect(page.locator(f'[name="{josh.pk}-answer"][value="no"]')).to_be_checked()
    expect(page.get_by_text("1 to save")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1 answer saved.")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_phone_without_scripts_enters_the_same_class(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    office: Person,
    oak: SchoolClass,
    dark: bool,
) -> None:
    path = f"/{school.slug}/consent/classes/{oak.pk}/"
    looked = browser_page(width=PHONE, dark=dark, person=office)
    looked.goto(path)
    axe_clean(looked)
    thumb_sized(looked)

    page = browser_page(width=PHONE, javascript=False, person=office)
    page.goto(path)
    page.get_by_role("group", name="Amelia Brown").get_by_label("Yes").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("1 answer saved.")).to_be_visible()
    assert answers(school) == [("Amelia", "yes", [])]
