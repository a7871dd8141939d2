"""A first sweep of 1,500 followers to an empty queue; and a school that has only the archive."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django import Settings

from moderation.followers.jobs import reading
from moderation.followers.models import FollowerCase
from schoolsocial.accounts.models import Person, School
from schoolsocial.sandbox import archives
from schoolsocial.tenancy import scope
from tests.drafts.hands import hand_account
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import case_of
from tests.followers.test_pages import HOSTILE
from tests.posts import adopt_policy, make_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HANDLE = "StCathsofSiena"
MANY = 1_500
A_SITTING = int(os.environ.get("CASES", "20"))
"""How many are decided by keys; 200 is what a leader has ten minutes for."""
CLIPPED = """[...document.querySelectorAll(".followers-words, .followers-name")]
  .every((one) => getComputedStyle(one).overflowY !== "visible")"""
Check = Callable[[Page], None]


@pytest.fixture
def on_x(school: School, sandbox: SandboxX, settings: Settings) -> SandboxX:
    """The sandbox stands in for X; a policy is in force."""
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    adopt_policy(school, "recommended-2026")
    return sandbox


def work() -> None:
    """What a worker does once it is rung for."""
    for school_id, sweep_id in reading.due():
        reading.carry_on(school_id, sweep_id)


def seen(page: Page, name: str) -> None:
    """A picture of the page for whoever works on it, where ``SCREENS`` names a folder."""
    if folder := os.environ.get("SCREENS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def late(route: Route) -> None:
    """Later than a page is usually shown."""
    time.sleep(1)
    route.continue_()


def open_cases(school: School) -> int:
    with scope.school(school.pk):
        return FollowerCase.objects.undecided().count()


def decide_all(page: Page) -> None:
    """Everybody who is listed, at most 500 at a time."""
    page.get_by_role("button", name="Decide all that are listed").click()
    page.get_by_label("Keep", exact=True).check()
    page.get_by_label("Why?").select_option("no-concern")
    page.get_by_role("button", name="Decide for").click()


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (DESK, False)])
def test_first_sweep_of_many_ends_in_an_empty_queue(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    school: School,
    head: Person,
    on_x: SandboxX,
    *,
    width: int,
    dark: bool,
) -> None:
    # given an account that 1,500 people follow
    make_account(school, on_x.add_account(HANDLE))
    on_x.gather_crowd(HANDLE, MANY)
    page = browser_page(width=width, dark=dark, person=head)

    # when a leader reads them, having seen what that costs
    page.goto(f"/{school.slug}/followers/readings/")
    expect(page.get_by_text("X charges $0.01 for each follower")).to_be_visible()
    axe_clean(page)
    seen(page, "readings")
    page.get_by_role("button", name="Read now").click()
    axe_clean(page)
    work()
    page.reload()
    expect(page.get_by_text("1,500 new")).to_be_visible()
    expect(page.get_by_text("X charged $15.00.")).to_be_visible()
    seen(page, "read")
    page.get_by_role("link", name="See the cases").click()
    axe_clean(page)
    seen(page, "cases")

    # and decides some by keys, takes one back, and the rest together
    page.locator(".queue-link").first.click()
    axe_clean(page)
    seen(page, "case")
    for key in ("1", "2", "3", "4"):
        title = page.get_by_role("heading", level=1).inner_text()
        page.keyboard.press(key)
        expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
        page.wait_for_load_state()  # the keys work as soon as the page can be seen
    page.keyboard.press("u")
    page.get_by_label("Why?").last.fill("It is the baker.")
    seen(page, "take-back")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back. Decide again.")).to_be_visible()
    page.goto(f"/{school.slug}/followers/")
    page.get_by_role("button", name="Decide all that are listed").click()
    axe_clean(page)
    seen(page, "many")
    page.go_back()
    for _ in range(3):
        decide_all(page)
    page.goto(f"/{school.slug}/followers/?state=asked")
    decide_all(page)

    # then nobody is left, and that was looked at is one tap
    assert open_cases(school) == 0
    page.goto(f"/{school.slug}/followers/")
    expect(page.get_by_text("Nobody to decide about")).to_be_visible()
    page.get_by_role("button", name="Checked, nothing new").click()
    expect(page.get_by_text("noted with your name")).to_be_visible()
    axe_clean(page)


def test_each_case_takes_one_key(
    browser_page: Callable[..., Page], school: School, head: Person, on_x: SandboxX
) -> None:
    # given so many new followers
    make_account(school, on_x.add_account(HANDLE))
    on_x.gather_crowd(HANDLE, A_SITTING)
    page = browser_page(width=DESK, person=head)
    page.goto(f"/{school.slug}/followers/readings/")
    page.get_by_role("button", name="Read now").click()
    work()
    page.goto(f"/{school.slug}/followers/")
    page.locator(".queue-link").first.click()
    expect(page.get_by_role("heading", name="Decide")).to_be_visible()

    # when a leader presses one key for each, and looks at each before the next
    for place in range(A_SITTING):
        case = page.url
        page.keyboard.press("12"[place % 2])
        expect(page).not_to_have_url(case)
        page.wait_for_load_state()

    # then everybody is decided about, as the keys said
    assert open_cases(school) == 0
    with scope.school(school.pk):
        told = FollowerCase.objects.values_list("verdict", flat=True)
        assert sorted(set(told)) == ["focused", "keep"]
        assert list(told).count("keep") == A_SITTING - A_SITTING // 2


def test_a_key_pressed_twice_decides_about_one(
    browser_page: Callable[..., Page], school: School, head: Person, on_x: SandboxX
) -> None:
    # given three followers to decide about
    make_account(school, on_x.add_account(HANDLE))
    on_x.gather_crowd(HANDLE, 3)
    page = browser_page(width=DESK, person=head)
    page.goto(f"/{school.slug}/followers/readings/")
    page.get_by_role("button", name="Read now").click()
    work()
    page.goto(f"/{school.slug}/followers/")
    page.locator(".queue-link").first.click()
    expect(page.get_by_role("heading", name="Decide")).to_be_visible()
    case = page.url

    # when a key is pressed twice before the next one is there
    page.evaluate(
        """() => {
          const press = () =>
            document.dispatchEvent(new KeyboardEvent("keydown", {key: "1", bubbles: true}));
          press();
          setTimeout(press, 25);
        }"""
    )
    expect(page).not_to_have_url(case)
    page.wait_for_load_state()

    # then one is decided, and the page of the next has nothing to complain of
    assert open_cases(school) == 2
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("heading", name="Decide")).to_be_visible()


def test_no_case_is_seen_before_its_keys_work(
    browser_page: Callable[..., Page], school: School, head: Person, on_x: SandboxX
) -> None:
    # given a script that comes late
    make_account(school, on_x.add_account(HANDLE))
    on_x.gather_crowd(HANDLE, 1)
    page = browser_page(width=DESK, person=head)
    page.goto(f"/{school.slug}/followers/readings/")
    page.get_by_role("button", name="Read now").click()
    work()
    with scope.school(school.pk):
        case = FollowerCase.objects.get()
    page.route("**/review*.js", late)

    # when a case is opened
    page.goto(f"/{school.slug}/followers/cases/{case.pk}/")
    seen_at, keys_by = page.evaluate(
        """async () => {
          const painted = await new Promise((tell) =>
            new PerformanceObserver((list) => tell(list.getEntries()[0].startTime))
              .observe({type: "paint", buffered: true}));
          const [opened] = performance.getEntriesByType("navigation");
          return [painted, opened.domContentLoadedEventStart];
        }"""
    )

    # then it is shown once the scripts have run
    assert seen_at >= keys_by


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (DESK, False)])
def test_a_school_with_only_the_archive_gets_cases_that_lead_to_x(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    head: Person,
    on_x: SandboxX,
    tmp_path: Path,
    *,
    width: int,
    dark: bool,
) -> None:
    def sound(page: Page) -> None:
        axe_clean(page)
        if width == PHONE:
            thumb_sized(page)

    # given an account that no API reaches, and its archive
    owner = on_x.add_account(HANDLE)
    [first, _last] = on_x.gather_crowd(HANDLE, 3)
    hand_account(school, head, HANDLE)
    world = on_x.server.world
    account = world.accounts.by_handle(HANDLE)
    assert account is not None
    file = tmp_path / "twitter.zip"
    file.write_bytes(archives.build(world, account))

    # when a leader brings it, at a desk or on a phone in the dark
    page = browser_page(width=width, dark=dark, person=head)
    page.goto(f"/{school.slug}/followers/readings/")
    page.get_by_role("link", name="Add an archive").click()
    sound(page)
    page.get_by_label("The ZIP from X").set_input_files(file)
    page.get_by_role("button", name="Read the followers").click()
    work()
    page.reload()
    seen(page, f"{width}-read")
    page.get_by_role("link", name="See the cases").click()
    sound(page)
    seen(page, f"{width}-cases")
    page.get_by_role("link", name=f"Number {first}").click()
    sound(page)
    seen(page, f"{width}-case")

    # then each case leads to the person on X
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Look on X").click()
    expect(opened.value.get_by_text("Sandbox – not X.")).to_be_visible()
    assert opened.value.url.endswith(f"/intent/user?user_id={first}")
    assert owner.id != first


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_hostile_words_stay_in_their_place(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    school: School,
    head: Person,
    on_x: SandboxX,
    width: int,
) -> None:
    # given followers who write over their neighbours, backwards, and without end
    account = make_account(school, on_x.add_account(HANDLE))
    for number, bio in enumerate(HOSTILE.values()):
        case_of(on_x, account, head, f"Hostile{number}", name=bio[:50], bio=bio)
    with scope.school(school.pk):
        places = list(FollowerCase.objects.values_list("pk", flat=True))
    page = browser_page(width=width, person=head)

    # when each is looked at
    for path in ("", *(f"cases/{place}/" for place in places)):
        page.goto(f"/{school.slug}/followers/{path}")

        # then nothing of it runs, and it covers nothing beside it
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate(CLIPPED), path
        axe_clean(page)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_every_page_is_clean_and_fits(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    head: Person,
    on_x: SandboxX,
    *,
    width: int,
    dark: bool,
) -> None:
    make_account(school, on_x.add_account(HANDLE))
    page = browser_page(width=width, dark=dark, person=head)

    for path in ("", "readings/", "readings/archive/", "readings/list/", "rules/", "everyone/",
                 "help/"):  # fmt: skip
        page.goto(f"/{school.slug}/followers/{path}")
        axe_clean(page)
        if width == PHONE:
            thumb_sized(page)
        seen(page, f"{width}-{path.replace('/', '-') or 'cases'}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
