"""A slip with many followers, and with what others wrote, is taken back with one press of a key."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from moderation.followers.actions import deciding
from moderation.followers.models import FollowerCase
from moderation.followers.workflow import Verdict
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.accounts.test_notices import tell
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import cases, swept
from tests.mentions.written import HANDLE, read, watched
from tests.posts import adopt_policy, make_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.fixture
def on_x(school: School, sandbox: SandboxX, settings: Settings) -> SandboxX:
    """The sandbox stands in for X; a policy is in force."""
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    adopt_policy(school, "recommended-2026")
    return sandbox


def undecided(school: School) -> int:
    with scope.school(school.pk):
        return FollowerCase.objects.undecided().count()


@pytest.mark.parametrize(
    ("width", "dark", "javascript"),
    [(PHONE, True, True), (DESK, False, True), (DESK, False, False)],
)
def test_followers_decided_together_are_taken_back_together(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    head: Person,
    deputy: Person,
    on_x: SandboxX,
    *,
    width: int,
    dark: bool,
    javascript: bool,
) -> None:
    def sound(page: Page) -> None:
        if javascript:
            axe_clean(page)
        if width == PHONE:
            thumb_sized(page)

    # given six followers to decide about
    account = make_account(school, on_x.add_account(HANDLE))
    on_x.gather_crowd(HANDLE, 6)
    swept(account, head)
    page = browser_page(width=width, dark=dark, javascript=javascript, person=head)
    page.goto(f"/{school.slug}/followers/")

    # when all are kept with one reason, which was a slip
    page.get_by_role("button", name="Decide all that are listed").click()
    page.get_by_label("Keep", exact=True).check()
    page.get_by_label("Why?").select_option("no-concern")
    page.get_by_role("button", name="Decide for 6").click()
    expect(page.get_by_role("status").get_by_text("6 cases: Keep.")).to_be_visible()
    sound(page)
    assert undecided(school) == 0

    # and a colleague has taken one back and decided it since
    with scope.school(school.pk):
        one = cases(account)[0]
        said = deciding.Said(Verdict.FOCUSED, "education")
        now = one.opened_at
        deciding.undo(case=one, note="It is the baker.", by=deputy, now=now)
        deciding.decide(cases=[one], said=said, by=deputy, now=now)

    # then one key takes back the rest, and the page says which one stays and why
    undo = page.get_by_role("button", name="Undo all of it")
    undo.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Not all could be taken back")).to_be_visible()
    expect(page.get_by_text("5 are taken back. This one stays as it is:")).to_be_visible()
    expect(page.get_by_text("decided again since, so it stays")).to_be_visible()
    sound(page)
    assert undecided(school) == 5
    page.get_by_role("link", name="The list").click()
    expect(page.locator(".queue-link")).to_have_count(5)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_mentions_that_need_nothing_are_set_aside_and_new_again(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    head: Person,
    on_x: SandboxX,
    *,
    width: int,
    dark: bool,
) -> None:
    # given what three people wrote
    account = make_account(school, on_x.add_account(HANDLE))
    for who in ("One", "Two", "Three"):
        on_x.mention(who, HANDLE, "What a lovely fair")
    read(watched(account))
    page = browser_page(width=width, dark=dark, person=head)
    page.goto(f"/{school.slug}/mentions/")
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)

    # when two are ticked by key and set aside
    for who in ("@One", "@Two"):
        page.get_by_label(f"Tick {who}").focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Nothing to do about the ticked").click()
    expect(page.get_by_role("status").get_by_text("2 mentions need nothing.")).to_be_visible()
    axe_clean(page)
    expect(page.locator(".mention-row")).to_have_count(1)

    # then one press makes them new again
    page.get_by_role("button", name="Undo all of it").click()
    expect(page.get_by_text("Taken back: 2.")).to_be_visible()
    expect(page.locator(".mention-row")).to_have_count(3)


def test_notices_are_marked_and_marked_back(
    browser_page: Open, axe_clean: Check, thumb_sized: Check, school: School, head: Person
) -> None:
    # given two notices on a phone
    for _ in range(2):
        tell(head, school)
    page = browser_page(width=PHONE, person=head)
    page.goto(f"/{school.slug}/inbox/")
    axe_clean(page)
    thumb_sized(page)
    new = page.get_by_text("New", exact=True)
    expect(new).to_have_count(2)

    # when one is ticked and read
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Mark as read", exact=True).click()
    expect(new).to_have_count(1)
    axe_clean(page)
    thumb_sized(page)

    # then it is new again with one press
    page.get_by_role("button", name="Undo all of it").click()
    expect(new).to_have_count(2)
