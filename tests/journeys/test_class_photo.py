"""A class photo: each face is somebody's, the child who may not be shown is blurred, the rest goes
out with consent proven."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django import Settings

from consent import academic_year
from consent.jobs import finding, reading
from consent.jobs import photos as picture_jobs
from consent.models import Pupil
from consent.pictures import FaceBox, faces
from moderation.drafts import tasks
from moderation.drafts.models import ConsentProof, Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.consent.families import answer, make_class, make_guardian, make_pupil
from tests.consent.pictures.blobs import RED, drawn, red_squares
from tests.drafts.policies import adopt
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX
from tests.posts import make_account, make_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
HANDLE = "StCathsofSiena"
WORDS = "Oak class built a bridge of paper that held a whole book."
FACES = [FaceBox(120 + 360 * number, 260, 160, 192) for number in range(4)]
READY = "Nothing stands in the way."


@pytest.fixture
def timeline(school: School, sandbox: SandboxX, settings: Settings) -> SandboxX:
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    settings.X_CLIENT_ID = "school-social"
    adopt(school, {"photo-consent": ("block", {}), "faces-unaccounted": ("block", {})})
    make_account(school, sandbox.add_account(HANDLE, "St Catherine of Siena"))
    return sandbox


@pytest.fixture
def oak(school: School, office: Person) -> dict[str, Pupil]:
    """Three children of whom two may be shown."""
    now = timezone.now()
    day = academic_year.day_of(now)
    with scope.school(school.pk):
        oak = make_class(school, "3 Oak", academic_year.academic_year(day))
        pupils = {
            name: make_pupil(school, *name.split(), school_class=oak)
            for name in ("Amelia Brown", "Ben Carter", "Cora Dean")
        }
        for name, pupil in pupils.items():
            said = "no" if name == "Cora Dean" else "yes"
            answer(pupil, said, make_guardian(pupil), by=office, given_on=day, now=now)
    return pupils


@pytest.fixture
def class_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four faces in a row, which the finder sees."""
    monkeypatch.setattr(faces, "_finder", lambda: red_squares)
    path = tmp_path / "IMG_0107.jpg"
    path.write_bytes(drawn((1600, 900), FACES, "JPEG"))
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


def is_pupil(page: Page, number: int, name: str) -> None:
    card = page.locator("li.face").nth(number - 1)
    card.get_by_label(f"Pupil at face {number}").fill(name)
    card.get_by_role("button", name="Is this pupil").click()
    expect(
        page.locator("li.face").nth(number - 1).get_by_text(name.split(",", maxsplit=1)[0])
    ).not_to_have_count(0)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_class_photo_goes_out_without_the_child_who_may_not_be_shown(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    deputy: Person,
    timeline: SandboxX,
    oak: dict[str, Pupil],
    class_photo: Path,
    width: int,
) -> None:
    # given a draft with a class photo in which the software found four faces
    post = make_post(school, teacher, WORDS)
    page = browser_page(width=width, person=teacher)
    page.goto(f"/{school.slug}/drafts/{post.pk}/")
    page.get_by_label("Choose photos").set_input_files(class_photo)
    expect(page.get_by_role("heading", name="Photo 1")).to_be_visible()
    work()
    with page.expect_response("**/save/"):
        page.get_by_label("Describe photo 1").fill("Children around a bridge made of paper")
    expect(page.get_by_text("4 of 4 faces not accounted for")).to_be_visible()
    page.get_by_role("link", name="Who is in it?").click()
    expect(page.get_by_role("heading", name="Face 4")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)

    # and a box the teacher taps by mistake goes again
    page.locator("summary", has_text="Add a face the software missed").click()
    expect(page.get_by_text("then tap the middle of the face")).to_be_visible()
    page.locator(".grid").click(position={"x": 40, "y": 100})
    expect(page.get_by_text("5 of 5 faces not accounted for")).to_be_visible()
    page.get_by_role("button", name="Remove box").click()
    expect(page.get_by_text("4 of 4 faces not accounted for")).to_be_visible()

    # when the teacher says whose each is, and blurs the one who may not be shown
    is_pupil(page, 1, "Amelia Brown, 3 Oak")
    is_pupil(page, 2, "Ben Carter")
    is_pupil(page, 3, "Cora Dean, 3 Oak")
    expect(page.get_by_text("Cora Dean may not be shown in this photo.")).to_be_visible()
    axe_clean(page)
    page.get_by_role("button", name="Blur this face number 3").click()
    expect(page.get_by_role("heading", name="Before and now")).to_be_visible()
    work()
    page.locator("li.face").nth(2).get_by_role("button", name="Adult").click()
    expect(page.get_by_text("3 faces, each accounted for")).to_be_visible()
    axe_clean(page)
    page.get_by_role("link", name="Back to the draft").click()
    expect(page.get_by_text(READY)).to_be_visible()
    page.get_by_role("button", name="Send for approval").click()
    expect(page.get_by_text("Waiting for approval").first).to_be_visible()

    # and the deputy approves it
    page = browser_page(width=width, person=deputy)
    page.goto(f"/{school.slug}/review/{post.pk}/")
    expect(page.get_by_text("2 children are named")).to_be_visible()
    page.get_by_role("button", name="Approve").locator("visible=true").first.click()
    expect(page.get_by_text("Approved. It goes out now.")).to_be_visible()
    work()

    # then it is out, the face is gone from it, and consent for two children stands proven
    page.goto(f"/{school.slug}/posts/{post.pk}/")
    expect(page.get_by_text("2 children shown, consent proven on")).to_be_visible()
    axe_clean(page)
    assert_blurred(page, timeline)
    with scope.school(school.pk):
        assert Post.objects.get(pk=post.pk).state == "posted"
        proofs = ConsentProof.objects.values_list("pupil_id", flat=True)
        assert set(proofs) == {oak["Amelia Brown"].pk, oak["Ben Carter"].pk}


def assert_blurred(page: Page, timeline: SandboxX) -> None:
    (live,) = timeline.live(HANDLE)
    content = page.request.get(f"{timeline.url}/media/{live['media'][0]['key']}").body()
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    shown = [_is_red(picture, box) for box in FACES]
    assert shown == [True, True, False, True]


def _is_red(picture: Image.Image, box: FaceBox) -> bool:
    red, _green, blue = picture.getpixel((box.left + box.width // 2, box.top + 3))  # type: ignore[misc]
    return abs(red - RED[0]) < 40 and blue < 80
