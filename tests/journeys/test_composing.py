"""A teacher between two lessons: ready words, one-tap fixes, a photo told of in three taps."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, Route, expect

from consent.jobs import finding, reading
from consent.jobs import photos as picture_jobs
from moderation.drafts.models import Post
from policy.findings import Option
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.drafts.policies import adopt
from tests.drafts.window import now_of
from tests.fixtures.browser import DESK, PHONE
from tests.posts import make_account, make_post, make_pupil

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]
READY = "Nothing stands in the way."
RULES: dict[str, tuple[str, dict[str, Option]]] = {
    "pupil-full-name": ("block", {}),
    "text-speak": ("block", {}),
    "grammar": ("note", {}),
    "group-only": ("block", {"minimum": 3}),
    "copyright": ("warn", {"source_needed": True}),
    "photo-declarations": (
        "block",
        {"declarations": "school-device suitable-dress permission"},
    ),
    "alt-text": ("warn", {}),
    "mention": ("warn", {"dismissed_by": "slt"}),
}

both = pytest.mark.parametrize("width", [PHONE, DESK])


@pytest.fixture
def pupils(school: School) -> None:
    make_account(school, handle="StCathsofSiena")
    make_pupil(school, "Amelia", "Hughes")
    make_pupil(school, "Tim", "Peake")


@pytest.fixture
def strict(school: School, pupils: None) -> None:
    adopt(school, RULES)


@pytest.fixture
def photo_files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"photo-{number}.jpg" for number in (1, 2)]
    for number, path in enumerate(paths):
        Image.linear_gradient("L").rotate(90 * number).resize((1200, 900)).save(path)
    return paths


def open_draft(page: Page, post: Post) -> Page:
    page.goto(f"/{post.school.slug}/drafts/{post.pk}/")
    return page


def work() -> None:
    for school_id, photo_id in picture_jobs.left_waiting():
        picture_jobs.prepare(school_id, photo_id)
    for school_id, photo_id in finding.left_unseen(timezone.now()):
        finding.find(school_id, photo_id)
    for school_id, photo_id in reading.left_unread(timezone.now()):
        reading.read(school_id, photo_id)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@both
def test_words_are_put_right_and_photos_told_of_by_a_few_taps(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    strict: None,
    photo_files: list[Path],
    width: int,
) -> None:
    # given words with a pupil's full name and text language, and two photos
    page = open_draft(browser_page(width=width, person=teacher), make_post(school, teacher, ""))
    page.locator("#text").fill("Amelia Hughes and Year 4 will tell you more l8r.")
    page.get_by_label("Choose photos").set_input_files(photo_files)
    expect(page.get_by_role("heading", name="Photo 2")).to_be_visible()
    work()
    expect(page.get_by_role("img", name="Photo 2, shown large")).to_be_visible()
    axe_clean(page)

    # when each change is made by its button
    page.get_by_role("button", name="Write “later”").click()
    expect(page.locator("#text")).to_have_value(
        "Amelia Hughes and Year 4 will tell you more later."
    )
    page.get_by_role("button", name="Write “Amelia”").click()
    expect(page.locator("#text")).to_have_value("Amelia and Year 4 will tell you more later.")

    # and the first photo takes three taps, the second one
    page.get_by_label("Describe photo 1").fill("Hands in the soil of a raised bed")
    page.get_by_label("Describe photo 2").fill("A row of seedlings beside a ruler")
    page.get_by_role("group", name="Who is in photo 1?").get_by_label("A group").check()
    page.get_by_label("Where does photo 1 come from?").select_option("school")
    page.get_by_role("button", name="All of this is true of photo 1").click()
    expect(page.locator(".compose-photo").first.get_by_label("Taken on a school")).to_be_checked()
    page.get_by_role("button", name="Same for all photos as for photo 1").click()
    expect(page.get_by_text(READY)).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert fits(page)

    # then it can be sent
    page.get_by_role("button", name="Send for approval").click()
    expect(page.get_by_text("Waiting for approval").first).to_be_visible()


@both
def test_what_is_not_asked_stays_out_of_sight(
    browser_page: Open, school: School, teacher: Person, strict: None, width: int
) -> None:
    post = make_post(school, teacher, "Beans are up.", photos=[("A bean in a pot", None)])
    page = open_draft(browser_page(width=width, person=teacher), post)
    who = page.get_by_role("group", name="Who is in photo 1?")

    expect(page.get_by_role("button", name="Same for all photos")).to_be_hidden()
    expect(page.get_by_label("How many pupils at least?")).to_be_hidden()
    expect(page.get_by_label("The owner of the picture agreed")).to_be_hidden()
    who.get_by_label("A group").check()
    expect(page.get_by_label("How many pupils at least?")).to_be_visible()
    page.get_by_label("Where does photo 1 come from?").select_option("parent")
    expect(page.get_by_label("The owner of the picture agreed")).to_be_visible()
    who.get_by_label("No pupils").check()
    expect(page.get_by_label("Everybody is suitably dressed")).to_be_hidden()
    expect(page.get_by_label("The owner of the picture agreed")).to_be_visible()


@both
def test_senior_leader_decides_and_a_reason_can_be_taken_back(
    browser_page: Open, axe_clean: Check, school: School, teacher: Person, strict: None, width: int
) -> None:
    post = make_post(school, teacher, "Thank you to @acme for the pots, from Tim Peake’s town.")
    page = open_draft(browser_page(width=width, person=teacher), post)
    axe_clean(page)

    expect(page.get_by_text("A senior leader decides on this.")).to_be_visible()
    page.get_by_role("button", name="A public figure or a character").click()
    expect(page.get_by_text("Kept, with a reason")).to_be_visible()
    expect(page.get_by_text(READY)).to_be_visible()
    page.get_by_role("button", name="Take the reason back").click()
    expect(page.get_by_role("button", name="A public figure or a character")).to_be_visible()


@both
def test_ready_words_begin_a_message_and_a_notice(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    strict: None,
    width: int,
) -> None:
    page = browser_page(width=width, person=teacher)
    page.goto(f"/{school.slug}/drafts/")
    page.get_by_role("link", name="Online-safety message").click()
    page.get_by_label("About what?").select_option("Asking for help")
    page.get_by_role("button", name="Show").click()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert fits(page)
    page.get_by_role("listitem").filter(has_text="0800 1111").get_by_role("button").click()
    expect(page.get_by_role("heading", name="Write an online-safety message")).to_be_visible()

    page.goto(f"/{school.slug}/drafts/emergency/")
    axe_clean(page)
    page.get_by_role("listitem").filter(has_text="The bus is late").get_by_role("button").click()
    expect(page.get_by_role("heading", name="Write an emergency notice")).to_be_visible()
    expect(page.get_by_role("link", name="Fill in [place].")).to_be_visible()
    expect(page.get_by_role("heading", name="Photos")).to_have_count(0)
    axe_clean(page)


@both
def test_whoever_has_not_agreed_is_told_where_to_go(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    pupils: None,
    width: int,
) -> None:
    post = make_post(school, teacher, "Beans are up.", photos=[("A bean in a pot", None)])
    adopt(school, {**RULES, "agreed-policy": ("block", {})})
    page = browser_page(width=width, person=teacher)

    for path in ("", f"{post.pk}/"):
        page.goto(f"/{school.slug}/drafts/{path}")
        axe_clean(page)
        if width == PHONE:
            thumb_sized(page)
        assert fits(page)
        expect(page.get_by_role("link", name="Read the policy and agree").first).to_be_visible()


def test_words_typed_while_a_fix_is_under_way_are_not_lost(
    browser_page: Open, school: School, teacher: Person, strict: None
) -> None:
    post = make_post(school, teacher, "See you l8r.")
    page = open_draft(browser_page(person=teacher), post)

    def type_on(route: Route) -> None:
        page.locator("#text").fill("New words.")
        route.continue_()

    page.route("**/fix/", type_on)

    page.get_by_role("button", name="Write “later”").click()

    expect(page.locator("#status")).to_contain_text("Saved")
    expect(page.locator("#text")).to_have_value("New words.")
    expect(page.locator("#preview-words")).to_have_text("New words.")
    assert now_of(post).text == "New words."


@both
def test_taps_work_without_scripts(
    browser_page: Open, school: School, teacher: Person, strict: None, width: int
) -> None:
    photos = [("Hands in the soil of a raised bed", None)]
    post = make_post(school, teacher, "See Amelia Hughes l8r.", photos=photos)
    page = open_draft(browser_page(width=width, person=teacher, javascript=False), post)

    page.get_by_role("button", name="Write “later”").click()
    page.get_by_role("button", name="Write “Amelia”").click()
    page.get_by_role("group", name="Who is in photo 1?").get_by_label("A group").check()
    page.get_by_label("Where does photo 1 come from?").select_option("school")
    page.get_by_role("button", name="All of this is true of photo 1").click()

    expect(page.get_by_text(READY)).to_be_visible()
    with scope.school(school.pk):
        row = post.post_photos.get()
    assert (now_of(post).text, row.pupils_counted) == ("See Amelia later.", 3)
