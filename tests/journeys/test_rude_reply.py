"""An abusive reply: read by itself, kept as sealed evidence, hidden on X, reported to X."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from moderation.incidents.jobs import hiding
from moderation.mentions.jobs import reading
from schoolsocial.accounts.models import Person, School
from tests.drafts.outgoing import HANDLE
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX
from tests.posts import make_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


def read_now() -> None:
    """What the workers would do within half an hour."""
    reading.begin()
    for school_id, watch_id in reading.due():
        reading.read(school_id, watch_id)


def hide_now() -> None:
    for school_id, hiding_id in hiding.due():
        hiding.carry_out(school_id, hiding_id)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (DESK, False)])
def test_abusive_reply_to_sealed_evidence_hidden_and_reported(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    sandbox: SandboxX,
    settings: Settings,
    school: School,
    head: Person,
    *,
    width: int,
    dark: bool,
) -> None:
    # given a rude reply to a post of the school, which a worker has read
    settings.X_API_URL = sandbox.url
    make_account(school, sandbox.add_account(HANDLE))
    ours = sandbox.post_by_hand(HANDLE, "Our garden club met")
    [reply] = sandbox.mention("Rude_One", HANDLE, "You are all useless", answering=ours)
    read_now()

    # when the head looks at it
    page = browser_page(width=width, dark=dark, person=head, expected=("422",))
    page.goto(f"/{school.slug}/mentions/")
    expect(page.get_by_text("You are all useless")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Look at it").click()
    axe_clean(page)

    # and makes it an incident, which needs to be told what it is
    page.get_by_text("Make it an incident", exact=True).click()
    page.get_by_role("button", name="Keep it and open the incident").click()
    expect(page.get_by_text("Choose what comes nearest")).to_be_visible()
    axe_clean(page)
    page.get_by_label("Offensive remarks").check()
    page.get_by_role("button", name="Keep it and open the incident").click()

    # then what was written is sealed evidence, and nothing was sent to X for it
    expect(page.get_by_text("Unchanged since it was kept.")).to_be_visible()
    expect(page.get_by_text("@StCathsofSiena You are all useless")).to_be_visible()
    axe_clean(page)

    # when the reply is hidden
    page.get_by_role("button", name="Hide the reply on X").click()
    expect(page.get_by_text("X is being asked to hide it.")).to_be_visible()
    hide_now()
    page.reload()
    expect(page.get_by_text(f"It was hidden by {head.name}")).to_be_visible()
    [live] = [one for one in sandbox.live("Rude_One") if one["id"] == reply]
    assert live["hidden"]

    # and the account reported to X by a person, who writes down what X said
    step = page.locator("li.incident-step", has_text="Report to X.")
    step.get_by_text("Mark this step", exact=True).click()
    step.get_by_label("Whom you told").fill("Reported the account through X's form.")
    step.get_by_label("Reference").fill("X-4711")
    step.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_text("Reference: X-4711")).to_be_visible()
    axe_clean(page)

    # then the letter to X is filled in, and the incident can be printed
    page.get_by_text("Write a letter or a log sheet", exact=True).click()
    page.get_by_label("Letter or log sheet").select_option("x")
    page.get_by_role("button", name="Fill it in").click()
    expect(page.get_by_role("textbox", name="The letter")).to_contain_text("@Rude_One")
    axe_clean(page)
    page.go_back()
    page.get_by_role("link", name="what is on record").click()
    expect(page.get_by_text("1 incident since")).to_be_visible()
    axe_clean(page)
    assert {one["operation"] for one in sandbox.requests()} <= {"mentions", "hide"}
