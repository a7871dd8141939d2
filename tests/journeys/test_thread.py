"""A teacher tells of a day in three posts; they are approved as one and go out in order."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django import Settings

from consent.jobs import finding, reading
from consent.jobs import photos as picture_jobs
from moderation.drafts import tasks
from schoolsocial.accounts.models import Person, School
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, make_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]
HANDLE = "StCathsofSiena"
ONE = "Year 4 spent the morning in the school garden."
TWO = "First we dug a bed and raked it flat."
THREE = "Then every group planted a row of broad beans."
ALT = "A raised bed with a row of small green plants"


@pytest.fixture
def timeline(school: School, sandbox: SandboxX, settings: Settings) -> SandboxX:
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    settings.X_CLIENT_ID = "school-social"
    adopt_policy(school)
    make_account(school, sandbox.add_account(HANDLE, "St Catherine of Siena"))
    return sandbox


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "garden.jpg"
    Image.linear_gradient("L").resize((1200, 900)).convert("RGB").save(path)
    return path


def work() -> None:
    """What the workers do when the bell rings."""
    for school_id, photo_id in picture_jobs.left_waiting():
        picture_jobs.prepare(school_id, photo_id)
    for school_id, photo_id in finding.left_unseen(timezone.now()):
        finding.find(school_id, photo_id)
    for school_id, photo_id in reading.left_unread(timezone.now()):
        reading.read(school_id, photo_id)
    for task, school_id, row_id in tasks.work_due():
        task.apply(args=(school_id, row_id), throw=True)


def write_three(page: Page, school: School, photo: Path, check: Check) -> None:
    """With the photo on the last, which is written second and moved there."""
    page.goto(f"/{school.slug}/drafts/")
    page.get_by_role("button", name="Write a post").first.click()
    page.get_by_role("textbox", name="What do you want to tell?").fill(ONE)
    page.get_by_role("button", name="Add another post").click()
    expect(page.get_by_role("heading", name="Post 2 of 2 in a thread")).to_be_visible()
    check(page)
    page.get_by_role("textbox", name="What do you want to tell?").fill(THREE)
    page.get_by_label("Choose photos").set_input_files(photo)
    expect(page.get_by_role("heading", name="Photo 1")).to_be_visible()
    work()
    page.get_by_label("Describe photo 1").fill(ALT)
    page.get_by_role("group", name="Who is in photo 1?").get_by_label("No pupils").check()
    expect(page.get_by_text("Nothing stands in the way.")).to_be_visible()
    page.get_by_role("button", name="Add another post").click()
    expect(page.get_by_role("heading", name="Post 3 of 3 in a thread")).to_be_visible()
    page.get_by_role("textbox", name="What do you want to tell?").fill(TWO)
    page.get_by_role("button", name="Move it before post 2").click()
    expect(page.get_by_role("heading", name="Post 2 of 3 in a thread")).to_be_visible()
    check(page)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_thread_of_three_goes_out_in_order(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    deputy: Person,
    timeline: SandboxX,
    photo: Path,
    width: int,
) -> None:
    # given a teacher who writes three posts, one with a photo, and sends them as one
    page = browser_page(width=width, person=teacher)
    write_three(page, school, photo, axe_clean)
    if width == PHONE:
        thumb_sized(page)
    page.get_by_role("button", name="Send the thread for approval").click()
    expect(page.get_by_text("Waiting for approval").first).to_be_visible()
    axe_clean(page)

    # when the deputy reads all of it and approves it once
    theirs = browser_page(width=width, person=deputy)
    theirs.goto(f"/{school.slug}/review/")
    expect(theirs.get_by_text("Thread of 3")).to_be_visible()
    axe_clean(theirs)
    theirs.get_by_role("link", name=ONE).click()
    for words in (ONE, TWO, THREE):
        expect(theirs.get_by_text(words)).to_be_visible()
    expect(theirs.get_by_text(ALT)).to_be_visible()
    axe_clean(theirs)
    theirs.get_by_role("button", name="Approve").locator("visible=true").first.click()
    expect(theirs.get_by_text("Approved. It goes out now.")).to_be_visible()
    theirs.goto(f"/{school.slug}/calendar/")
    expect(theirs.get_by_text("Thread of 3").locator("visible=true").first).to_be_visible()
    axe_clean(theirs)

    # then they stand on the timeline under one another, in order
    for _ in range(3):
        work()
    shown = browser_page(width=width)
    shown.goto(f"{timeline.url}/{HANDLE}")
    articles = shown.get_by_role("article")
    expect(articles).to_have_count(3)
    for number, words in enumerate((ONE, TWO, THREE)):
        expect(articles.nth(number)).to_contain_text(words)
    theirs.goto(f"/{school.slug}/published/")
    theirs.get_by_role("link", name=TWO).first.click()
    expect(theirs.get_by_role("heading", name="Post 2 of 3 in a thread")).to_be_visible()
    axe_clean(theirs)
