"""The office erases a child that has left, once nothing is in the way; the log says how many."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from consent.models import Pupil
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.drafts.erasures import FORENAME, MOTHER, SURNAME, whole_life
from tests.drafts.forcing import force
from tests.fixtures.browser import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
NAME = f"{FORENAME} {SURNAME}"


def test_office_erases_a_child_once_its_post_is_down(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    office: Person,
    teacher: Person,
    dsl: Person,
    admin: Person,
) -> None:
    # given a child that has left, and a post with it that is still on X
    life = whole_life(school, office, teacher, dsl)
    force("drafts_post", life.post.pk, state="posted")
    page = browser_page(width=PHONE, person=office, expected=("422",))
    page.goto(f"/{school.slug}/roll/pupils/{life.pupil.pk}/")
    axe_clean(page)

    # when the office looks, the page says what is in the way and offers nothing to click
    page.get_by_role("link", name="See what would go").click()
    expect(page.get_by_role("alert")).to_contain_text("A post on X shows this child.")
    expect(page.get_by_role("button", name="Erase for good")).to_have_count(0)
    axe_clean(page)

    # and once the post is down it takes a tick and a click
    force("drafts_post", life.post.pk, state="removed")
    page.reload()
    expect(page.get_by_text("1 scan of a paper form")).to_be_visible()
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("Tick the box if you have checked both.")).to_be_visible()
    axe_clean(page)
    thumb_sized(page)
    page.get_by_label("I have checked who asked").check()
    page.get_by_role("button", name="Erase for good").click()

    # then the log says what went, and no page knows the child
    expect(page.get_by_text("The log below says what went")).to_be_visible()
    expect(page.get_by_text("Scans of paper forms: 1")).to_be_visible()
    expect(page.get_by_text(SURNAME)).to_have_count(0)
    expect(page.get_by_text(MOTHER)).to_have_count(0)
    axe_clean(page)
    thumb_sized(page)
    page.goto(f"/{school.slug}/roll/?class=left")
    expect(page.get_by_text(NAME)).to_have_count(0)
    with in_scope(school.pk):
        assert not Pupil.objects.filter(pk=life.pupil.pk).exists()

    # and the administrator says how long such entries are kept
    desk = browser_page(dark=True, person=admin)
    desk.goto(f"/{school.slug}/disposal/")
    desk.get_by_label("Months to keep the entry of a child").fill("6")
    desk.get_by_role("button", name="Save the months").click()
    expect(desk.get_by_text("6 months after the last day")).to_be_visible()
    axe_clean(desk)
