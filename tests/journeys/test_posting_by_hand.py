"""A school that cannot use the API: approved in the browser, posted on a phone, the link kept."""

import os
import urllib.request
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from moderation.catalogue import tasks as watching
from moderation.catalogue.jobs import archives
from moderation.drafts import tasks
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.drafts.hands import hand_account, handed
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HANDLE = "StCathsofSiena"
WORDS = "Year 4 planted broad beans in the school garden today. #SchoolGarden"
ALT = "Seedlings in pots"

Check = Callable[[Page], None]
Sized = Callable[[Page], None]


@pytest.fixture
def by_hand(school: School, head: Person, sandbox: SandboxX, settings: Settings) -> SandboxX:
    """The account is known by its handle; the sandbox stands in for the site."""
    settings.X_PUBLIC_URL = sandbox.url
    adopt_policy(school)
    sandbox.add_account(HANDLE, "St Catherine of Siena")
    hand_account(school, head, HANDLE)
    return sandbox


def work() -> None:
    for task, school_id, row_id in tasks.work_due():
        task.apply(args=(school_id, row_id), throw=True)


def seen(page: Page, name: str) -> None:
    """A picture of the page for whoever works on it, where ``SCREENS`` names a folder."""
    if folder := os.environ.get("SCREENS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def approve(page: Page, school: School, post: Post) -> None:
    page.goto(f"/{school.slug}/review/{post.pk}/")
    page.get_by_role("button", name="Approve").locator("visible=true").first.click()
    expect(page.get_by_text("Approved.")).to_be_visible()


def post_on_x(page: Page, school: School) -> str:
    """The button opens X with the words; somebody presses Post, and copies the address."""
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open X with the words").click()
    on_x = opened.value
    expect(on_x.get_by_label("Words")).to_have_value(WORDS)
    on_x.get_by_role("button", name="Post").click()
    on_x.wait_for_url("**/status/**")
    address = on_x.url
    on_x.close()
    return address


def test_approved_post_goes_to_x_by_hand_and_its_link_is_kept(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Sized,
    school: School,
    teacher: Person,
    deputy: Person,
    by_hand: SandboxX,
) -> None:
    # given a post that a deputy head approves
    post = submitted(school, teacher, WORDS, photos=[(ALT, False)])
    approve(browser_page(width=DESK, person=deputy), school, post)
    work()

    # when its author takes it in hand on a phone and follows the steps
    page = browser_page(width=PHONE, person=teacher)
    page.goto(f"/{school.slug}/")
    page.get_by_role("link", name="By hand").first.click()
    axe_clean(page)
    seen(page, "list")
    page.get_by_role("link", name="Year 4 planted").click()
    axe_clean(page)
    thumb_sized(page)
    seen(page, "take")
    page.get_by_role("button", name="I am posting now").click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the words").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == WORDS
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save photo 1").click()
    axe_clean(page)
    thumb_sized(page)
    seen(page, "steps")
    link = post_on_x(page, school)
    page.get_by_label("Paste it here").fill(link)
    page.get_by_role("button", name="It is on X").first.click()

    # then it is recorded as posted, with its link, and the saved picture was the approved one
    expect(page.get_by_text("Recorded as posted.")).to_be_visible()
    expect(page.get_by_role("link", name="See it on X")).to_have_attribute("href", link)
    seen(page, "posted")
    axe_clean(page)
    assert saved.value.suggested_filename == "photo-1.jpg"
    with scope.school(school.pk):
        sealed = post.photos.get().sha256
    assert sha256(Path(saved.value.path()).read_bytes()).hexdigest() == sealed


def test_wrong_link_keeps_what_was_typed_and_says_why(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    school: School,
    teacher: Person,
    head: Person,
    by_hand: SandboxX,
) -> None:
    with scope.school(school.pk):
        account = school.accounts.get()
    post = handed(account, teacher, head)
    page = browser_page(width=PHONE, person=teacher, expected=("422", "409"))
    page.goto(f"/{school.slug}/by-hand/{post.pk}/")
    page.get_by_role("button", name="I am posting now").click()

    page.get_by_role("button", name="It is on X").first.click()
    expect(page.get_by_text("Paste the link of the post.")).to_be_visible()
    page.get_by_label("Paste it here").fill("https://x.com/Other/status/123")
    page.get_by_role("button", name="It is on X").first.click()

    expect(page.get_by_text("Paste the link of the post itself")).to_be_visible()
    expect(page.get_by_label("Paste it here")).to_have_value("https://x.com/Other/status/123")
    axe_clean(page)
    seen(page, "wrong-link")


def test_leader_deletes_by_hand_and_confirms_by_name(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    school: School,
    teacher: Person,
    deputy: Person,
    head: Person,
    by_hand: SandboxX,
) -> None:
    # given a post that somebody posted by hand
    with scope.school(school.pk):
        account = school.accounts.get()
    post = handed(account, teacher, head)
    tweet_id = by_hand.post_by_hand(HANDLE, post.text)
    page = browser_page(width=PHONE, person=deputy)
    page.goto(f"/{school.slug}/by-hand/{post.pk}/")
    page.get_by_role("button", name="I am posting now").click()
    page.get_by_label("Paste it here").fill(f"{by_hand.url}/{HANDLE}/status/{tweet_id}")
    page.get_by_role("button", name="It is on X").first.click()

    # when a leader has it deleted, the steps lead to it, and they look again
    page.get_by_text("Delete it from X", exact=True).first.click()
    page.get_by_label("Why is it to be deleted?").fill("The wrong day")
    page.get_by_text("I know that this deletes").click()
    page.get_by_role("button", name="Delete it from X").click()
    expect(page.get_by_role("link", name="Open the post on X")).to_be_visible()
    axe_clean(page)
    seen(page, "delete")
    by_hand.delete_by_hand(HANDLE, tweet_id)
    page.get_by_role("button", name="I looked: it is gone").click()

    # then the record says who saw that it is gone
    expect(page.get_by_text("Recorded as gone from X")).to_be_visible()
    expect(page.get_by_text("recorded that it was deleted from X")).to_be_visible()


def test_archive_is_brought_and_read(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    school: School,
    head: Person,
    by_hand: SandboxX,
    tmp_path: Path,
) -> None:
    # given what the account posted before, in the archive that X hands out
    by_hand.post_by_hand(HANDLE, "Sports day was sunny & loud.")
    archive = tmp_path / "twitter.zip"
    with urllib.request.urlopen(f"{by_hand.url}/{HANDLE}/archive.zip") as answer:
        archive.write_bytes(answer.read())

    # when a leader brings it
    page = browser_page(width=PHONE, person=head)
    page.goto(f"/{school.slug}/on-x/archives/")
    axe_clean(page)
    seen(page, "archives")
    page.get_by_label("The ZIP from X").set_input_files(archive)
    page.get_by_role("button", name="Read the archive").click()
    expect(page.get_by_text("Being read:")).to_be_visible()
    axe_clean(page)
    for school_id, row_id in archives.unfinished():
        watching.read_archive.apply(args=(school_id, row_id), throw=True)

    # then the page follows by itself, and the post is in the list of what is live
    expect(page.get_by_text("1 post read so far, and that is all.")).to_be_visible()
    axe_clean(page)
    seen(page, "archive")
    page.get_by_role("link", name="See what is live").click()
    page.wait_for_load_state()
    seen(page, "live")
    expect(page.get_by_text("Sports day was sunny & loud.").first).to_be_visible()
