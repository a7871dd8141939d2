"""An inspector asks, and a head hands over one ZIP and one list."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import School
from schoolsocial.accounts.roles import Role
from schoolsocial.governance.jobs import counting
from tests.cast import make_person
from tests.fixtures.browser import DESK, PHONE
from tests.governance.files import table
from tests.posts import adopt_policy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_head_hands_an_inspector_the_evidence_of_a_year(
    browser_page: Open, axe_clean: Check, school: School, *, width: int, dark: bool
) -> None:
    head = make_person(school, Role.SLT, name="Helen Head")
    make_person(school, Role.TEACHER, name="Tess Teacher")
    adopt_policy(school)
    counting.count(school.pk, timezone.now())
    page = browser_page(width=width, dark=dark, person=head)

    page.goto(f"/{school.slug}/governance/evidence/")
    axe_clean(page)
    page.get_by_label("What it is about").select_option(label="Everything")
    page.get_by_role("button", name="Make a pack").click()
    expect(page.get_by_text("The pack is made.")).to_be_visible()
    axe_clean(page)

    pack = _taken(page, "Download the ZIP")
    page.get_by_text("Is the ZIP as it was made?").click()
    expect(page.get_by_text(hashlib.sha256(pack.read_bytes()).hexdigest())).to_be_visible()
    with zipfile.ZipFile(pack) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "cover.pdf"

    page.goto(f"/{school.slug}/policy/training/")
    axe_clean(page)
    saved = table(_taken(page, "Table (CSV)").read_bytes())
    assert [row[0] for row in saved] == ["Name", "Helen Head", "Tess Teacher"]


def _taken(page: Page, link: str) -> Path:
    with page.expect_download() as taken:
        page.get_by_role("link", name=link).click()
    return Path(taken.value.path())
