"""The quieter pages of what is live: read by everybody, on a phone and in the dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from schoolsocial.accounts.models import Person, School
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, make_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("on-x/keeping/", "on-x/figures/", "on-x/help/", "on-x/audit/decided/", "on-x/cases/")


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (DESK, False)])
def test_every_page_is_clean_and_fits(
    browser_page: Callable[..., Page],
    axe_clean: Callable[[Page], None],
    thumb_sized: Callable[[Page], None],
    school: School,
    head: Person,
    *,
    width: int,
    dark: bool,
) -> None:
    adopt_policy(school)
    make_account(school)
    page = browser_page(width=width, dark=dark, person=head)

    for path in PAGES:
        page.goto(f"/{school.slug}/{path}")
        axe_clean(page)
        if width == PHONE:
            thumb_sized(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
