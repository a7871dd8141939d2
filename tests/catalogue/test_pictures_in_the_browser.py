"""The pictures of a post made outside, read on a phone and at a desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from schoolsocial.accounts.models import Person, School
from schoolsocial.x.models import Account
from tests.catalogue.fetched import by_phone, fetch, look_at
from tests.catalogue.sights import cases
from tests.catalogue.test_pictured_posts import audited
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX, Shown, drawn_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (DESK, False)])
def test_pictures_and_what_is_missing_are_clean_and_fit(
    browser_page: Callable[..., Page],
    axe_clean: Callable[[Page], None],
    x_account: Account,
    sandbox: SandboxX,
    school: School,
    head: Person,
    *,
    width: int,
    dark: bool,
) -> None:
    wide = drawn_picture("teal", (900, 500))
    by_phone(
        x_account,
        sandbox,
        Shown(wide, "Two children beside the pond, holding nets. " * 6),
        Shown(drawn_picture("brown", (500, 900)), kind="video"),
        Shown(drawn_picture("navy", (700, 700)), "A" * 60),
        Shown(wide),
    )
    sandbox.plan_fault("huge", operation="picture", skip=2)
    sandbox.plan_fault("missing", operation="picture")
    fetch(x_account)
    look_at(x_account, boxes=2)
    audited(school)
    page = browser_page(width=width, dark=dark, person=head)
    [case] = cases(x_account)

    for path in (f"on-x/cases/{case.pk}/", "on-x/cases/", "on-x/audit/", "on-x/"):
        page.goto(f"/{school.slug}/{path}")
        assert page.get_by_text("2 faces found.").count() == 2
        axe_clean(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
