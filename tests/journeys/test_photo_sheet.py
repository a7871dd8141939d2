"""A teacher looks on a phone who may be in the photo, and makes a list for a trip."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consent.academic_year import day_of
from consent.models import SchoolClass
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.families import answer, class_of_today, make_guardian, make_pupil
from tests.fixtures.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]


@pytest.fixture
def oak(school: School, office: Person) -> SchoolClass:
    with in_scope(school.pk):
        oak = class_of_today(school)
        for name, given, limits in (
            ("Amelia", "yes", ()),
            ("Josh", "limited", ("group-only",)),
            ("Poppy", "no", ()),
        ):
            pupil = make_pupil(school, name, school_class=oak)
            mother, now = make_guardian(pupil), timezone.now()
            answer(pupil, given, mother, by=office, limits=limits, given_on=day_of(now), now=now)
        make_pupil(school, "Zainab", "Khan", school_class=class_of_today(school, "5 Elm"))
    return oak


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (PHONE, True), (DESK, False)])
def test_teacher_sees_who_may_be_in_the_photo(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    oak: SchoolClass,
    width: int,
    dark: bool,
) -> None:
    # given a class of which one family said yes, one set a limit and one said no
    page = browser_page(width=width, dark=dark, person=teacher)
    page.goto(f"/{school.slug}/photo-sheets/")
    axe_clean(page)

    # when the teacher opens its sheet
    page.get_by_role("link", name="3 Oak").click()

    # then each child stands in one group, and a limit is said in words
    expect(
        page.get_by_role("region", name="Not in the photo").get_by_text("Poppy Brown")
    ).to_be_visible()
    expect(
        page.get_by_role("region", name="Yes, with limits").get_by_text("only in a group")
    ).to_be_visible()
    expect(page.get_by_role("region", name="Yes 1").get_by_text("Amelia Brown")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)


def test_teacher_makes_a_list_for_a_trip(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    oak: SchoolClass,
) -> None:
    page = browser_page(width=PHONE, person=teacher)
    page.goto(f"/{school.slug}/photo-sheets/list/")
    axe_clean(page)
    for name, child in (("3 Oak", "Amelia Brown"), ("5 Elm", "Zainab Khan")):
        page.get_by_text(name).click()
        page.get_by_label(child).check()
    thumb_sized(page)

    page.get_by_role("button", name="Show the sheet").click()

    expect(
        page.get_by_role("region", name="Not in the photo").get_by_text("Zainab Khan")
    ).to_be_visible()
    expect(page.get_by_text("Josh Brown")).to_have_count(0)
    axe_clean(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Show")).to_be_hidden()
