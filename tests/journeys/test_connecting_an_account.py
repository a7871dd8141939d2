"""A leader connects the school's account from nothing, connects it again, and lets go of it."""

from collections.abc import Callable
from copy import deepcopy
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from schoolsocial.accounts.models import Person, School
from schoolsocial.x.jobs import keeping
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX, sandbox

__all__ = ["sandbox"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]


@pytest.fixture(autouse=True)
def x(sandbox: SandboxX, live_server: LiveServer, settings: Settings) -> SandboxX:
    """X, where the school and somebody else have accounts."""
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    settings.X_CLIENT_ID, settings.BASE_URL = "school-social", live_server.url
    policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"]["form-action"].append(sandbox.url)
    settings.CONTENT_SECURITY_POLICY = policy
    sandbox.add_account("StCatherine", "St Catherine")
    sandbox.add_account("SomebodyElse", "Somebody Else")
    return sandbox


def agree_as(page: Page, handle: str) -> None:
    expect(page.get_by_text("Choose who you are.")).to_be_visible()
    page.get_by_role("link", name=f"@{handle}").click()


def connect(page: Page, check: Check) -> None:
    page.goto("/st-catherine/accounts/")
    check(page)
    page.get_by_role("link", name="Connect an account").click()
    expect(page.get_by_text("government-related entities")).to_be_visible()
    check(page)
    page.get_by_label("The school’s.").check()
    page.get_by_role("button", name="Go on to X").click()
    agree_as(page, "StCatherine")


def connect_again(page: Page, handle: str) -> None:
    page.get_by_role("button", name="Connect it again").click()
    agree_as(page, handle)


def die(x: SandboxX) -> None:
    """X forgets the connection, and the night finds out."""
    for grant in x.server.world.accounts.grants:
        grant.refresh_token = ""
    for ids in keeping.to_renew():
        keeping.renew(*ids)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_account_is_connected_from_nothing_to_its_health(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    head: Person,
    width: int,
    *,
    dark: bool,
) -> None:
    page = browser_page(person=head, width=width, dark=dark)

    connect(page, axe_clean)

    expect(page.get_by_role("heading", name="@StCatherine")).to_be_visible()
    expect(page.get_by_text("Posts go out.")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    page.get_by_role("button", name="Read it now").click()
    expect(page.get_by_text("Nobody has confirmed yet")).to_be_visible()
    expect(page.get_by_text("73 of 75")).to_be_visible()
    axe_clean(page)
    assert "code=" not in urlsplit(page.url).query


def test_dead_account_is_connected_again_by_the_right_one_only(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    school: School,
    head: Person,
    x: SandboxX,
) -> None:
    page = browser_page(person=head, width=PHONE)
    connect(page, axe_clean)
    expect(page.get_by_text("Posts go out.")).to_be_visible()
    die(x)

    page.reload()
    expect(page.get_by_text("Has to be connected again")).to_be_visible()
    axe_clean(page)
    x.add_account("SomebodyElse")
    connect_again(page, "SomebodyElse")
    expect(page.get_by_text("This is @SomebodyElse")).to_be_visible()
    axe_clean(page)
    page.get_by_role("link", name="@StCatherine").click()
    x.add_account("StCatherine")
    connect_again(page, "StCatherine")
    expect(page.get_by_text("Posts go out.")).to_be_visible()


def test_account_is_let_go_of(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    school: School,
    head: Person,
    x: SandboxX,
) -> None:
    page = browser_page(person=head, width=DESK)
    connect(page, axe_clean)

    page.get_by_text("Disconnect this account").click()
    axe_clean(page)
    page.get_by_role("button", name="Disconnect it").click()

    expect(page.get_by_text("Its tokens are destroyed.")).to_be_visible()
    expect(page.get_by_text("No account is here yet")).to_be_visible()
    assert len(x.requests("revoke")) == 1


def test_money_and_help_read_well(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    head: Person,
) -> None:
    page = browser_page(person=head, width=PHONE)
    for where in ("help/", "spending/", "by-hand/", "connect/keys/"):
        page.goto(f"/st-catherine/accounts/{where}")
        axe_clean(page)
        thumb_sized(page)

    page.goto("/st-catherine/accounts/spending/")
    page.get_by_label("US dollars a month").fill("20")
    page.get_by_label("Let posts wait").check()
    page.get_by_role("button", name="Set the budget").click()

    expect(page.get_by_text("of $20.00")).to_be_visible()
