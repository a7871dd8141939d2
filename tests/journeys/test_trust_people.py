"""Somebody of a trust invites a second, who sets up a second factor, and is removed again."""

from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from schoolsocial.accounts.jobs import trust_invitations as jobs
from schoolsocial.accounts.models import Person
from tests.cast import PASSWORD, give_second_factor
from tests.fixtures.browser import DESK, PHONE
from tests.governance.trusts import make_trust, make_trust_admin

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (DESK, False)])
def test_second_person_comes_and_goes(
    browser_page: Open, axe_clean: Check, *, width: int, dark: bool
) -> None:
    trustee = make_trust_admin(make_trust())
    page = browser_page(width=width, dark=dark, person=trustee)

    page.goto("/")
    page.get_by_role("link", name="People of the trust").click()
    expect(page.get_by_text("You are the only one")).to_be_visible()
    page.get_by_role("link", name="Invite somebody").click()
    looks_well(page, axe_clean)
    page.get_by_label("Name").fill("Ivy Invited")
    page.get_by_label("E-mail address at the trust").fill("ivy@mersey.example")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("heading", name="Open invitations")).to_be_visible()
    looks_well(page, axe_clean)

    theirs = browser_page(width=width, dark=dark)
    theirs.goto(link_in_the_mail())
    looks_well(theirs, axe_clean)
    theirs.get_by_label("Password").fill(PASSWORD)
    theirs.get_by_role("button", name="Join").click()
    expect(theirs.get_by_text("Sign in to begin")).to_be_visible()

    ivy = Person.objects.get(email="ivy@mersey.example")
    theirs = browser_page(width=width, dark=dark, person=ivy)
    theirs.goto("/trust/mersey/people/")
    expect(theirs.get_by_text("needs a second factor")).to_be_visible()
    give_second_factor(ivy)
    theirs.goto("/trust/mersey/people/")
    expect(theirs.get_by_role("heading", name="People of the trust")).to_be_visible()

    page.reload()
    page.get_by_text("Remove Ivy Invited").click()
    looks_well(page, axe_clean)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Ivy Invited no longer works for the trust.")).to_be_visible()
    theirs.reload()
    expect(theirs.get_by_role("button", name="Sign in", exact=True)).to_be_visible()


def link_in_the_mail() -> str:
    for trust_id, invitation_id in jobs.left_waiting():
        jobs.deliver(trust_id, invitation_id)
    return str(mail.outbox[-1].body.split("8000", 1)[1].split()[0])


def looks_well(page: Page, axe_clean: Check) -> None:
    axe_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
