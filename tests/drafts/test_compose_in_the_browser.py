"""Writing in a real browser: findings while typing, photos, bad networks, two windows."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, Route, expect

from consent.jobs import finding, reading
from consent.jobs import photos as picture_jobs
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from tests.drafts.window import now_of, placed_in
from tests.fixtures.browser import (
    DESK,
    PHONE,
    axe_clean,
    browser_page,
    browser_type_launch_args,
    thumb_sized,
)
from tests.posts import adopt_policy, make_account, make_post, make_pupil, submitted

__all__ = ["axe_clean", "browser_page", "browser_type_launch_args", "thumb_sized"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]
PHOTOS = [("Amelia Hughes with a bean", True), ("", None)]
REFUSED = ("422 (Unprocessable Entity)",)
OFFLINE = ("ERR_INTERNET_DISCONNECTED", "htmx:")


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt_policy(school)
    make_account(school, handle="StCathsofSiena")
    make_pupil(school, "Amelia", "Hughes")
    make_pupil(school, "Tim", "Peake")


@pytest.fixture
def post(school: School, teacher: Person) -> Post:
    return make_post(school, teacher, "Year 4 planted beans.")


@pytest.fixture
def photo_file(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    Image.linear_gradient("L").resize((1200, 900)).convert("RGB").save(path)
    return path


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


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_pages_of_an_author_are_readable_and_fit_a_thumb(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    *,
    width: int,
    dark: bool,
) -> None:
    troubled = make_post(school, teacher, "Well done Tim Peake, see example.org", photos=PHOTOS)
    sent = submitted(school, teacher, photos=[("Seedlings in pots", False)])
    page = browser_page(width=width, dark=dark, person=teacher)

    for path in ("", f"{troubled.pk}/", f"{sent.pk}/"):
        page.goto(f"/{school.slug}/drafts/{path}")
        axe_clean(page)
        if width == PHONE:
            thumb_sized(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_finding_appears_while_typing_and_its_link_selects_the_words(
    browser_page: Open, teacher: Person, post: Post
) -> None:
    page = open_draft(browser_page(person=teacher), post)

    page.locator("#text").fill("👍 Year 4 wrote to Tim Peake.")
    page.get_by_role("link", name="“Tim Peake”", exact=True).click()

    chosen = "(e) => e.value.slice(e.selectionStart, e.selectionEnd)"
    assert page.locator("#text").evaluate(chosen) == "Tim Peake"
    assert now_of(post).text == "👍 Year 4 wrote to Tim Peake."


def test_public_figure_is_excused_by_keyboard_alone(
    browser_page: Open, teacher: Person, post: Post
) -> None:
    page = open_draft(browser_page(person=teacher), post)
    page.locator("#text").fill("Year 4 wrote to Tim Peake.")

    page.get_by_role("button", name="A public figure or a character").press("Enter")

    expect(page.get_by_text("Kept, with a reason")).to_be_visible()
    expect(page.get_by_text("Nothing stands in the way.")).to_be_visible()
    expect(page.locator(".advice-heading")).to_be_focused()


def test_photo_goes_up_and_shows_itself_when_it_is_ready(
    browser_page: Open, teacher: Person, post: Post, photo_file: Path
) -> None:
    page = open_draft(browser_page(person=teacher), post)

    page.get_by_label("Choose photos").set_input_files(photo_file)
    expect(page.get_by_text("Being prepared: turned upright")).to_be_visible()
    page.get_by_label("Describe photo 1").fill("Typed while it is prepared")
    work()

    expect(page.get_by_role("img", name="Photo 1, shown large")).to_be_visible()
    expect(page.get_by_label("Describe photo 1")).to_have_value("Typed while it is prepared")
    expect(page.locator("#waiting")).to_have_value("")


def test_answer_about_a_photo_that_is_not_on_the_page_is_let_pass(
    browser_page: Open, teacher: Person, post: Post, photo_file: Path
) -> None:
    page = open_draft(browser_page(person=teacher), post)
    page.get_by_label("Choose photos").set_input_files(photo_file)
    expect(page.get_by_text("Being prepared: turned upright")).to_be_visible()

    page.locator("#photo-list > li").evaluate("card => card.remove()")
    page.locator("#text").fill("Amelia Hughes planted peas.")

    expect(page.locator("#advice-text")).to_contain_text("Amelia Hughes")


def test_tap_is_not_lost_while_a_photo_gets_ready(
    browser_page: Open, teacher: Person, post: Post, photo_file: Path
) -> None:
    page = open_draft(browser_page(person=teacher), post)
    page.locator("#text").fill("Amelia Hughes planted beans.")
    page.get_by_label("Choose photos").set_input_files(photo_file)
    expect(page.get_by_text("Being prepared: turned upright")).to_be_visible()
    held: list[Route] = []
    page.route("**/fix/", lambda route: held.append(route))  # noqa: PLW0108 — Playwright asks for a function

    page.get_by_role("button", name="Write “Amelia”").click()
    work()
    expect(page.get_by_role("img", name="Photo 1, shown large")).to_be_visible()
    held[0].continue_()

    expect(page.locator("#text")).to_have_value("Amelia planted beans.")


def test_photo_added_while_another_is_asked_after_shows_itself_too(
    browser_page: Open, teacher: Person, post: Post, photo_file: Path
) -> None:
    page = open_draft(browser_page(person=teacher), post)
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/photos/?waiting=*", hold_the_first)
    with page.expect_request("**/photos/?waiting=*"):
        page.get_by_label("Choose photos").set_input_files(photo_file)
    page.get_by_label("Choose photos").set_input_files(photo_file)
    expect(page.get_by_role("heading", name="Photo 2")).to_be_visible()
    work()

    held[0].continue_()

    expect(page.get_by_role("img", name="Photo 1, shown large")).to_be_visible()
    expect(page.get_by_role("img", name="Photo 2, shown large")).to_be_visible()


def test_page_that_is_left_while_it_asks_after_a_photo_has_no_complaint(
    browser_page: Open, school: School, teacher: Person
) -> None:
    post = make_post(school, teacher, "Beans.", photos=[("Hands in the soil", False)])
    page = open_draft(browser_page(person=teacher), post)
    page.route("**/photos/?waiting=*", lambda _route: None)
    with page.expect_request("**/photos/?waiting=*"):
        page.locator("#waiting").evaluate("one => { one.value = 'prepare-1'; }")

    page.get_by_role("button", name="Send for approval").click()

    expect(page.get_by_text("Waiting for approval").first).to_be_visible()


def test_photos_are_dropped_and_a_bad_one_is_told_beside_the_others(
    browser_page: Open, teacher: Person, post: Post
) -> None:
    page = open_draft(browser_page(person=teacher, expected=REFUSED), post)
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, "PNG")
    drop = """(zone, bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "a.png"));
        data.items.add(new File(["hello"], "letter.jpg"));
        const options = {dataTransfer: data, bubbles: true, cancelable: true};
        zone.dispatchEvent(new DragEvent("drop", options));
    }"""

    page.locator("[data-drop]").evaluate(drop, list(out.getvalue()))

    expect(page.get_by_role("heading", name="Photo 1")).to_be_visible()
    expect(page.locator("#uploads")).to_contain_text("letter.jpg: This file is not a kind of")
    assert len(placed_in(post)) == 1


def test_reordering_keeps_words_and_focus(
    browser_page: Open, school: School, teacher: Person
) -> None:
    post = make_post(school, teacher, photos=[("One", False), ("Two", False)])
    page = open_draft(browser_page(person=teacher), post)
    page.get_by_label("Describe photo 2").fill("Two, typed just now")

    page.get_by_role("button", name="Move photo 2 earlier").press("Enter")

    expect(page.get_by_label("Describe photo 1")).to_have_value("Two, typed just now")
    assert [alt for _, alt, _ in placed_in(post)] == ["Two, typed just now", "One"]
    inside = "document.activeElement.closest('.compose-photo') !== null"
    assert page.evaluate(inside)


def test_words_written_without_a_network_are_said_to_be_unsaved_and_then_saved(
    browser_page: Open, teacher: Person, post: Post
) -> None:
    page = open_draft(browser_page(person=teacher, expected=OFFLINE), post)

    page.context.set_offline(True)
    page.locator("#text").fill("Written in the woods.")
    expect(page.get_by_text("Not saved yet: there is no connection").last).to_be_visible()
    page.context.set_offline(False)

    expect(page.locator("#status")).to_contain_text("Saved ")
    assert now_of(post).text == "Written in the woods."


def test_signed_out_window_says_so_and_saves_after_signing_in_again(
    browser_page: Open, teacher: Person, post: Post
) -> None:
    page = open_draft(browser_page(person=teacher, expected=("403",)), post)
    session = next(one for one in page.context.cookies() if one.get("name") == "sessionid")

    page.context.clear_cookies()
    page.locator("#text").fill("Typed after the session ended.")
    expect(page.locator("#status")).to_contain_text("you have been signed out")
    page.context.add_cookies(
        [{"name": "sessionid", "value": session.get("value", ""), "url": page.url}]
    )
    page.locator("#text").press("End")
    page.locator("#text").press_sequentially(" And on.")

    expect(page.locator("#status")).to_contain_text("Saved ")
    assert now_of(post).text == "Typed after the session ended. And on."


def test_server_trouble_is_said_and_tried_again(
    browser_page: Open, teacher: Person, post: Post
) -> None:
    page = open_draft(browser_page(person=teacher, expected=("503", "htmx:")), post)
    page.route("**/save/", lambda route: route.fulfill(status=503, body="away"))

    page.locator("#text").fill("Typed while the server was away.")
    expect(page.locator("#status")).to_contain_text("the server has a problem")
    page.unroute("**/save/")
    page.locator("#text").press_sequentially(".")

    expect(page.locator("#status")).to_contain_text("Saved ")


def test_two_windows_are_compared_and_nothing_is_lost(
    browser_page: Open, teacher: Person, post: Post
) -> None:
    page = open_draft(browser_page(person=teacher), post)
    other = open_draft(page.context.new_page(), post)
    other.locator("#text").fill("Words of the other window.")
    expect(other.locator("#count")).to_contain_text("26 of 280")

    page.locator("#text").fill("Words of this window.")
    expect(page.locator("#status")).to_contain_text("Words of the other window.")
    assert now_of(post).text == "Words of the other window."
    page.get_by_role("button", name="Keep my words").click()

    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    assert now_of(post).text == "Words of this window."


def test_send_button_says_why_it_is_off_and_leads_there(
    browser_page: Open, school: School, teacher: Person
) -> None:
    post = make_post(school, teacher, "Well done Amelia Hughes")
    page = open_draft(browser_page(person=teacher), post)
    send = page.get_by_role("button", name="Send for approval")

    expect(send).to_have_attribute("aria-disabled", "true")
    expect(send).to_have_accessible_description(
        re.compile(r"Before it can be sent:.*Amelia Hughes", re.DOTALL)
    )
    send.press("Enter")

    expect(page.locator("#needs-list")).to_be_focused()
    assert now_of(post).state == "draft"


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_everything_but_the_live_hints_works_without_scripts(
    browser_page: Open, teacher: Person, post: Post, photo_file: Path, width: int
) -> None:
    page = open_draft(browser_page(width=width, person=teacher, javascript=False), post)

    page.get_by_role("textbox", name="What do you want to tell?").fill("Year 4 wrote to Tim Peake.")
    page.get_by_label("Choose photos").set_input_files(photo_file)
    page.get_by_role("button", name="Add the chosen photos").click()
    page.get_by_label("Describe photo 1").fill("A letter on a desk")
    page.get_by_role("group", name="Who is in photo 1?").get_by_label("No pupils").check()
    page.get_by_role("button", name="A public figure or a character").click()
    work()
    page.reload()
    page.get_by_role("button", name="Send for approval").click()

    expect(page.get_by_text("Waiting for approval").first).to_be_visible()
    assert now_of(post).state == "submitted"
    assert [said for _, *said in placed_in(post)] == [["A letter on a desk", False]]


def test_saving_never_sends_whatever_button_has_the_focus(
    browser_page: Open, school: School, teacher: Person
) -> None:
    post = make_post(school, teacher, "Our garden club met today.")
    page = open_draft(browser_page(person=teacher), post)
    page.get_by_role("button", name="Send for approval").focus()

    with page.expect_request(lambda request: request.method == "POST") as asked:
        page.evaluate("htmx.trigger('#compose', 'again')")

    expect(page.get_by_text("Saved")).to_be_visible()
    assert asked.value.url.endswith("/save/")
    assert now_of(post).state == "draft"


def test_words_typed_before_the_scripts_are_there_are_saved(
    browser_page: Open, school: School, teacher: Person
) -> None:
    post = make_post(school, teacher, "")
    page = browser_page(person=teacher)
    page.add_init_script(
        "document.addEventListener('readystatechange', () => {"
        "  const box = document.getElementById('text');"
        "  if (box && document.readyState === 'interactive') box.value = 'Typed early.';"
        "})"
    )

    open_draft(page, post)

    expect(page.get_by_text("12 of 280")).to_be_visible()
    assert now_of(post).text == "Typed early."
