"""A teacher's draft with a photo is approved by SLT and stands on the school's timeline."""

import io
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
from tests.posts import adopt_policy, make_account, make_pupil

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HANDLE = "StCathsofSiena"
WORDS = "Year 4 planted broad beans in the school garden today. #SchoolGarden"
ALT = "A raised bed with a row of small green plants"
GPS = 34853

Check = Callable[[Page], None]


@pytest.fixture
def camera_photo(tmp_path: Path) -> Path:
    """Twelve megapixels, turned by EXIF, with a place."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[GPS] = {1: "N", 2: (53.0, 21.0, 36.0), 3: "W", 4: (2.0, 51.0, 11.0)}
    path = tmp_path / "Amelia Brown.jpg"
    Image.linear_gradient("L").resize((4000, 3000)).convert("RGB").save(path, exif=exif)
    return path


@pytest.fixture
def timeline(school: School, sandbox: SandboxX, settings: Settings) -> SandboxX:
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    settings.X_CLIENT_ID = "school-social"
    adopt_policy(school)
    make_account(school, sandbox.add_account(HANDLE, "St Catherine of Siena"))
    make_pupil(school, "Amelia", "Brown")
    return sandbox


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


def write_and_send(page: Page, school: School, photo: Path, check: Check) -> None:
    """The teacher, between two lessons."""
    page.goto(f"/{school.slug}/drafts/")
    check(page)
    page.get_by_role("button", name="Write a post").first.click()
    words = page.get_by_role("textbox", name="What do you want to tell?")
    words.fill("Well done Amelia Brown, a better lesson today")
    expect(page.get_by_text("This stops the post").first).to_be_visible()
    check(page)
    words.fill(WORDS)
    page.get_by_label("Choose photos").set_input_files(photo)
    expect(page.get_by_role("heading", name="Photo 1")).to_be_visible()
    work()
    page.get_by_label("Describe photo 1").fill(ALT)
    page.get_by_role("group", name="Who is in photo 1?").get_by_label("No pupils").check()
    page.get_by_role("button", name="The file’s name is not posted").click()
    expect(page.get_by_text("Nothing stands in the way.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Send for approval").click()
    expect(page.get_by_text("Waiting for approval").first).to_be_visible()
    check(page)


def approve(page: Page, school: School, check: Check) -> None:
    """The deputy head, in two taps."""
    page.goto(f"/{school.slug}/review/")
    check(page)
    page.get_by_role("link", name="Year 4 planted").click()
    expect(page.get_by_text(ALT)).to_be_visible()
    check(page)
    page.get_by_role("button", name="Approve").locator("visible=true").first.click()
    expect(page.get_by_text("Approved. It goes out now.")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_draft_with_a_photo_reaches_the_timeline(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    school: School,
    teacher: Person,
    deputy: Person,
    timeline: SandboxX,
    camera_photo: Path,
    width: int,
) -> None:
    # given a teacher whose first words are stopped, and who then sends words and a photo
    write_and_send(browser_page(width=width, person=teacher), school, camera_photo, axe_clean)

    # when the deputy head approves and a worker hears the bell
    page = browser_page(width=width, person=deputy)
    approve(page, school, axe_clean)
    work()

    # then it stands on the timeline, once, described, without a trace of where it was taken
    page.goto(f"/{school.slug}/published/")
    expect(page.get_by_text(WORDS)).to_be_visible()
    axe_clean(page)
    (live,) = timeline.live(HANDLE)
    assert live["text"].startswith(WORDS)
    assert live["media"][0]["alt_text"] == ALT
    page.goto(f"{timeline.url}/{HANDLE}")
    expect(page.get_by_text(WORDS)).to_be_visible()
    axe_clean(page)
    assert_clean(page, timeline, live["media"][0]["key"])


def assert_clean(page: Page, timeline: SandboxX, key: str) -> None:
    content = page.request.get(f"{timeline.url}/media/{key}").body()
    picture = Image.open(io.BytesIO(content))
    assert picture.size == (1500, 2000)
    assert not picture.getexif()
    assert b"Exif" not in content
