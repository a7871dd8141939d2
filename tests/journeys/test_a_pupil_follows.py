"""A pupil follows a teacher: noticed, blocked on X, verified by its list, closed by the DSL."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from moderation.blocks.jobs import reading
from moderation.blocks.models import Block
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.drafts.forcing import force
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, make_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
PUPIL = "skater_kid_9"


@pytest.fixture
def followed(school: School, teacher: Person, sandbox: SandboxX, settings: Settings) -> SandboxX:
    """A teacher's own account that is connected, and a pupil who follows it."""
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    adopt_policy(school)
    theirs = sandbox.add_account("MissTeacherSTC", "Tess Teacher")
    account = make_account(school, theirs)
    force("x_account", account.pk, kind="staff", owner_id=teacher.pk)
    sandbox.tie("follow", sandbox.add_person(PUPIL, "Kid"), theirs.id)
    return sandbox


def read_xs_list(school: School) -> None:
    """Some minutes later the sweep reads X's list."""
    with scope.school(school.pk):
        block = Block.objects.get()
    force("blocks_block", block.pk, state_since=timezone.now() - timedelta(minutes=5))
    reading.begin()
    for school_id, reading_id in reading.due():
        reading.read(school_id, reading_id)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (PHONE, True), (DESK, False)])
def test_pupil_follows_from_notice_to_closure(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    followed: SandboxX,
    school: School,
    teacher: Person,
    dsl: Person,
    *,
    width: int,
    dark: bool,
) -> None:
    # given a teacher who sees a follower that may be a pupil
    theirs = browser_page(width=width, dark=dark, person=teacher, expected=("422",))
    theirs.goto(f"/{school.slug}/calendar/")
    theirs.get_by_text("More", exact=True).click()
    theirs.get_by_role("link", name="A follower may be a pupil").click()
    theirs.get_by_role("button", name="Tell the safeguarding lead").click()
    expect(theirs.get_by_text("Enter the account’s name, or paste its link.")).to_be_visible()
    axe_clean(theirs)
    theirs.get_by_label("Which account may be a pupil’s?").fill(f"https://x.com/{PUPIL}")
    theirs.get_by_label("Which account does it follow?").select_option(label="@MissTeacherSTC")
    theirs.get_by_role("button", name="Tell the safeguarding lead").click()

    # when they are led through blocking it on X
    expect(theirs.get_by_text("senior leaders are told.")).to_be_visible()
    axe_clean(theirs)
    if width == PHONE:
        thumb_sized(theirs)
    assert theirs.evaluate("document.documentElement.scrollWidth <= innerWidth")
    notice = theirs.url
    link = theirs.get_by_role("link", name=f"Open @{PUPIL} on X").get_attribute("href")
    assert link == f"{followed.url}/{PUPIL}"
    pair = (_id_of(followed, "MissTeacherSTC"), _id_of(followed, PUPIL))
    followed.tie("block", *pair)
    theirs.get_by_role("button", name="I have blocked it").click()
    expect(theirs.get_by_text("Thank you. The safeguarding lead sees it.")).to_be_visible()
    axe_clean(theirs)

    # then the safeguarding lead cannot close it on a word alone
    page = browser_page(width=width, dark=dark, person=dsl, expected=("409", "422"))
    page.goto(f"/{school.slug}/notices/")
    axe_clean(page)
    page.get_by_role("link", name=f"@{PUPIL}").click()
    page.get_by_label("It was a pupil").check()
    page.get_by_label("What came of it?").fill("Spoke with the family; they close the account.")
    page.get_by_role("button", name="Close the notice").click()
    expect(page.get_by_text("It is not known to be blocked yet")).to_be_visible()
    expect(page.get_by_label("What came of it?")).to_have_value(
        "Spoke with the family; they close the account."
    )
    axe_clean(page)

    # and can once X's own list shows it
    read_xs_list(school)
    page.get_by_role("button", name="Close the notice").click()
    expect(page.get_by_text("It was a pupil; the account is blocked.")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    theirs.goto(f"/{school.slug}/blocks/")
    axe_clean(theirs)
    expect(theirs.get_by_role("link", name=f"@{PUPIL}")).to_have_count(0)  # on no general list
    theirs.goto(notice)
    axe_clean(theirs)
    theirs.get_by_role("link", name="The block, and everything").click()
    expect(theirs.get_by_text("found it on X’s list of blocked accounts")).to_be_visible()
    axe_clean(theirs)


def _id_of(sandbox: SandboxX, handle: str) -> str:
    """X's number of an account."""
    return sandbox.add_person(handle)
