"""The look in a real browser: accessible in both colours and sizes, with and without JavaScript."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings

from schoolsocial.accounts.models import Person
from schoolsocial.accounts.roles import Role
from tests.cast import PASSWORD, give_second_factor, make_person, make_school
from tests.fixtures.browser import DESK, PHONE

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]

VISITOR = ["/account/login/", "/account/password/reset/", "/components/", "/roles/"]
OWN = [
    "/account/2fa/",
    "/account/password/change/",
    "/account/sessions/",
    "/account/reauthenticate/",
]
NOT_FOUND = "status of 404"
SURFACE = "() => getComputedStyle(document.querySelector('header')).backgroundColor"
WHITE = "rgb(255, 255, 255)"

each_size = pytest.mark.parametrize("width", [PHONE, DESK])
each_colour = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


@pytest.fixture
def teacher(transactional_db: None) -> Person:
    school = make_school("st-catherine", name="St Catherine of Siena")
    return make_person(school, Role.TEACHER, name="Tess Teacher", password=PASSWORD)


@each_size
@each_colour
def test_pages_of_a_visitor_are_accessible(
    browser_page: OpenPage, axe_clean: Check, width: int, dark: bool
) -> None:
    page = browser_page(width=width, dark=dark)

    for path in VISITOR:
        page.goto(path)
        axe_clean(page)


@each_size
@each_colour
def test_pages_about_oneself_are_accessible(
    browser_page: OpenPage, axe_clean: Check, teacher: Person, width: int, dark: bool
) -> None:
    page = browser_page(width=width, dark=dark, person=teacher)

    for path in [*OWN, "/st-catherine/"]:
        page.goto(path)
        axe_clean(page)


@each_colour
def test_refusal_is_accessible(browser_page: OpenPage, axe_clean: Check, dark: bool) -> None:
    page = browser_page(width=PHONE, dark=dark, expected=(NOT_FOUND,))

    page.goto("/no/such/page/")

    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    axe_clean(page)


def test_controls_fit_a_thumb(browser_page: OpenPage, thumb_sized: Check, teacher: Person) -> None:
    page = browser_page(width=PHONE, person=teacher)

    for path in ["/components/", "/st-catherine/", *OWN]:
        page.goto(path)
        thumb_sized(page)


def test_nothing_sticks_out_of_a_phone(browser_page: OpenPage, teacher: Person) -> None:
    page = browser_page(width=PHONE, person=teacher)

    for path in ["/components/", "/st-catherine/", *OWN]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE, path


@each_size
def test_menus_open_without_javascript(browser_page: OpenPage, teacher: Person, width: int) -> None:
    page = browser_page(width=width, javascript=False, person=teacher)
    page.goto("/st-catherine/")

    page.get_by_text("More", exact=True).click()

    page.get_by_role("navigation").get_by_role("link", name="Policy").click()
    expect(page).to_have_url(f"{page.url.split('/st-')[0]}/st-catherine/policy/")


def test_escape_closes_a_menu_and_gives_the_focus_back(
    browser_page: OpenPage, teacher: Person
) -> None:
    page = browser_page(person=teacher)
    page.goto("/st-catherine/")
    page.locator(".menu-account > summary").click()
    page.keyboard.press("Tab")

    page.keyboard.press("Escape")

    expect(page.locator(".menu-account")).not_to_have_attribute("open", "")
    expect(page.locator(".menu-account > summary")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False])
def test_choice_of_dark_beats_the_device(browser_page: OpenPage, javascript: bool) -> None:
    page = browser_page(javascript=javascript)
    page.goto("/roles/")
    page.get_by_text("Look", exact=True).click()

    page.get_by_role("button", name="Dark").click()

    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.locator("header")).not_to_have_css("background-color", WHITE)


@each_colour
def test_page_follows_the_device_without_javascript(browser_page: OpenPage, dark: bool) -> None:
    page = browser_page(dark=dark, javascript=False)

    page.goto("/roles/")

    background = page.locator("header").evaluate("one => getComputedStyle(one).backgroundColor")
    assert (background == WHITE) is not dark


def test_keyboard_reaches_the_main_part_in_one_step(browser_page: OpenPage) -> None:
    page = browser_page()
    page.goto("/roles/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def _with_authenticator(page: Page) -> Page:
    """The page's browser gets a passkey device of its own that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def _add_passkey(page: Page) -> None:
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("Office laptop")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add it").click()


def test_passkey_is_added_and_signs_in(
    browser_page: OpenPage, teacher: Person, settings: Settings
) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    page = _with_authenticator(browser_page(person=teacher))

    _add_passkey(page)
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("heading", name="St Catherine of Siena")).to_be_visible()


def test_passkey_that_is_refused_is_explained(browser_page: OpenPage) -> None:
    page = _with_authenticator(browser_page())  # it knows no passkey of ours
    page.goto("/account/login/")

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("No passkey was used.")).to_be_visible()


def test_second_factor_page_is_accessible(
    browser_page: OpenPage, axe_clean: Check, teacher: Person
) -> None:
    give_second_factor(teacher)
    page = browser_page(width=PHONE)
    page.goto("/account/login/")
    page.get_by_label("Email").fill(teacher.email)
    page.get_by_label("Password").fill(PASSWORD)

    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    axe_clean(page)
