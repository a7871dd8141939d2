"""The quieter pages of following: read by everybody, on a phone and in the dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from moderation.following.workflow import Verb
from schoolsocial.accounts.models import Person, School
from tests.drafts.hands import hand_account
from tests.fixtures.browser import DESK, PHONE
from tests.following.entries import answer, asked
from tests.posts import adopt_policy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "following/", "following/?show=over", "following/help/", "following/readings/",
    "following/readings/list/", "following/readings/archive/", "following/requests/",
    "following/requests/report/",
)  # fmt: skip


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
    account = hand_account(school, head)
    first, second = asked(account, head, "Mum_of_two_in_Y5", "fifteen_letters")
    answer(first, head, Verb.REFUSE, code="pupil")
    page = browser_page(width=width, dark=dark, person=head)

    for path in (*PAGES, *(f"following/requests/{one.pk}/" for one in (first, second))):
        page.goto(f"/{school.slug}/{path}")
        axe_clean(page)
        if width == PHONE:
            thumb_sized(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
