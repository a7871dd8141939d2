"""Somebody posts by phone: it is found, a leader decides, it comes down and is seen to be gone."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from moderation.catalogue.jobs import auditing, beginning, verifying
from moderation.drafts.jobs import dispatching, removing
from schoolsocial.accounts.models import Person, School
from tests.catalogue.sights import HANDLE, read, watched
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, make_account, make_pupil

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


def audit_of(school: School) -> int:
    """Its only audit, begun just now."""
    assert beginning.begin_due(timezone.now()) == 1
    [(_, begun)] = auditing.unfinished()
    return begun


def workers() -> None:
    """What the workers do about deletions."""
    for school_id, post_id in dispatching.find_due().remove:
        removing.remove(school_id, post_id)
    for school_id, removal_id in verifying.due():
        verifying.verify(school_id, removal_id)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_a_post_made_by_phone_is_found_decided_and_taken_down(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    head: Person,
    sandbox: SandboxX,
    settings: Settings,
    *,
    width: int,
    dark: bool,
) -> None:
    settings.X_API_URL, settings.X_PUBLIC_URL = sandbox.url, sandbox.url
    adopt_policy(school)
    make_pupil(school, "Amelia", "Fox")
    watch = watched(make_account(school, sandbox.add_account(HANDLE)))
    page = browser_page(width=width, dark=dark, person=head, expected=("422", "409"))

    # given a post that nobody sent from here
    sandbox.post_by_hand(HANDLE, "Well done Amelia Fox, what a goal!")
    read(watch)

    # when the head says what it is, without a reason at first
    page.goto(f"/{school.slug}/on-x/")
    expect(page.get_by_text("Not approved here").first).to_be_visible()
    axe_clean(page)
    page.get_by_role("link", name="Outside the process (1)").click()
    axe_clean(page)
    page.get_by_role("link", name="Say what it is").click()
    page.get_by_label("Taken into the record").check()
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text("Please say why")).to_be_visible()
    axe_clean(page)
    page.get_by_label("Why?").fill("A parent helper posted it at the match")
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text("Nothing to answer")).to_be_visible()

    # and the audit finds the name, quoting the clause
    begun = audit_of(school)
    while auditing.one_portion(school.pk, begun):
        pass
    page.goto(f"/{school.slug}/on-x/audit/")
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Choose to take down").check()
    page.get_by_role("button", name="Take down the chosen posts").click()

    # then a page shows what would go, and nothing goes before the number is right
    expect(page.get_by_text("1 post will be deleted")).to_be_visible()
    axe_clean(page)
    page.get_by_label("It is not as the policy wants it today").check()
    page.get_by_label("Why?").fill("It names a child")
    page.get_by_label("How many posts are deleted?").fill("2")
    page.get_by_role("button", name="Delete from X now").click()
    expect(page.get_by_text("Type that number")).to_be_visible()
    assert len(sandbox.live(HANDLE)) == 1
    page.get_by_label("How many posts are deleted?").fill("1")
    page.get_by_role("button", name="Delete from X now").click()
    expect(page.get_by_text("X is being asked to delete 1 post")).to_be_visible()

    # and it is gone, and seen to be gone
    workers()
    page.goto(f"/{school.slug}/on-x/")
    expect(page.get_by_text("Gone from X: seen on")).to_be_visible()
    page.get_by_role("link", name="What is known of it").click()
    expect(page.get_by_role("heading", name="Take-down")).to_be_visible()
    axe_clean(page)
    assert sandbox.live(HANDLE) == []
