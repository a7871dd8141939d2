"""A teacher is told on a device, a tap leads to what needs them, and signing out ends it.

Debian's Chromium reaches no push service: the page's way to one is stood in for, what the service
is handed is opened as a browser would, and given to the real service worker.
"""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Worker, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from schoolsocial.accounts import push_setup
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.push_messages import QUIET
from tests.accounts.pushing import deliver_due, devices_of, tell
from tests.fixtures.browser import DESK, PHONE
from tests.web_push.receiving import Browser, PushService, listening

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]

STAND_IN = """
    const told = %s;
    const held = {
        endpoint: told.endpoint,
        options: {applicationServerKey: null},
        toJSON: () => ({endpoint: told.endpoint, keys: {p256dh: told.p256dh, auth: told.auth}}),
        unsubscribe: async () => sessionStorage.removeItem("key"),
    };
    const kept = () => {
        const key = sessionStorage.getItem("key");
        if (key === null) return null;
        held.options.applicationServerKey = Uint8Array.from(JSON.parse(key)).buffer;
        return held;
    };
    PushManager.prototype.getSubscription = async () => kept();
    PushManager.prototype.subscribe = async (options) => {
        sessionStorage.setItem("key", JSON.stringify([...options.applicationServerKey]));
        return kept();
    };
"""
ON_AN_IPAD = """
    delete window.PushManager;
    Object.defineProperty(navigator, "standalone", {value: false});
    Object.defineProperty(navigator, "maxTouchPoints", {value: 5});
"""
SHOWN = """async () => {
    const registration = await navigator.serviceWorker.ready;
    const shown = await registration.getNotifications();
    return shown.map(({title, body, tag}) => ({title, body, tag}));
}"""
TAP = """async (opened) => {
    const found = {opened: [], focused: []};
    Clients.prototype.openWindow = async (page) => { found.opened.push(page); };
    WindowClient.prototype.focus = async function () { found.focused.push(this.url); };
    const [shown] = await self.registration.getNotifications();
    self.dispatchEvent(new NotificationEvent("notificationclick", {notification: shown}));
    await new Promise((resolve) => setTimeout(resolve, 500));
    return {...found, left: (await self.registration.getNotifications()).length};
}"""


@pytest.fixture
def service(settings: Settings, live_server: LiveServer) -> Iterator[PushService]:
    settings.BASE_URL = live_server.url
    with listening(push_setup.server_key().public) as found:
        settings.PUSH_SERVICES = [found.host]
        yield found


@pytest.fixture
def ipad(service: PushService) -> Browser:
    return service.browser("ipad")


def opened(
    browser_page: Open, person: Person, ipad: Browser, width: int = DESK, *, dark: bool = False
) -> Page:
    """A browser that may show notifications."""
    page = browser_page(width=width, dark=dark, person=person, installed=True)
    page.context.grant_permissions(["notifications"])
    page.context.add_init_script(STAND_IN % json.dumps(ipad.told()))
    return page


def switch_on(page: Page) -> None:
    page.goto("/st-catherine/told/")
    page.get_by_label("What you call this device").fill("Year 3 iPad")
    page.get_by_role("button", name="Tell me on this device").click()
    expect(page.get_by_text("You are told on this device, as")).to_be_visible()


def hand_over(page: Page, message: str) -> None:
    """What the browser opened, to its service worker, as the browser does."""
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    session = page.context.new_cdp_session(page)
    known: list[dict[str, Any]] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: known.extend(event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    until = time.monotonic() + 10
    while not known and time.monotonic() < until:
        page.wait_for_timeout(50)
    told = {"origin": page.evaluate("location.origin"), "data": message}
    registration = {"registrationId": known[-1]["registrationId"]}
    session.send("ServiceWorker.deliverPushMessage", {**told, **registration})


def wait_until_shown(page: Page, number: int) -> None:
    """Until so many notifications are shown; ``wait_for_function`` awaits no promise."""
    until = time.monotonic() + 30
    while len(page.evaluate(SHOWN)) != number:
        assert time.monotonic() < until, page.evaluate(SHOWN)
        page.wait_for_timeout(50)


def worker_of(page: Page) -> Worker:
    [worker] = page.context.service_workers
    return worker


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_somebody_is_told_on_their_device_until_they_sign_out(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    service: PushService,
    ipad: Browser,
    *,
    width: int,
    dark: bool,
) -> None:
    page = opened(browser_page, teacher, ipad, width, dark=dark)

    # given a teacher who asks to be told on this iPad
    page.goto("/st-catherine/inbox/")
    page.get_by_role("link", name="Notices on your devices").click()
    expect(page.get_by_role("button", name="Tell me on this device")).to_be_visible()
    axe_clean(page)
    switch_on(page)
    page.get_by_role("button", name="Send a try to Year 3 iPad").click()
    expect(page.get_by_text("A try is on its way to Year 3 iPad.")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # when something is to be told
    deliver_due()
    page.reload()
    expect(page.get_by_text("Last worked on")).to_be_visible()
    letter = tell(school, teacher, "posting-stopped")
    deliver_due()
    hand_over(page, ipad.opened(service.taken[-1].body).decode())

    # then it is shown, and a tap opens the one page
    wait_until_shown(page, 1)
    tag = f"posting-stopped-{school.pk}"
    assert page.evaluate(SHOWN) == [
        {"title": school.name, "body": "Posting is stopped", "tag": tag}
    ]
    found = worker_of(page).evaluate(TAP)
    entry = f"{service_page(page)}/st-catherine/inbox/{letter.notice_id}/"
    assert found == {"opened": [entry], "focused": [], "left": 0}

    # and signing out ends it
    hand_over(page, ipad.opened(service.taken[-1].body).decode())
    wait_until_shown(page, 1)
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.wait_for_function("() => sessionStorage.getItem('key') === null")
    wait_until_shown(page, 0)
    assert devices_of(teacher) == []


def service_page(page: Page) -> str:
    return str(page.evaluate("location.origin"))


def test_what_is_repeated_stands_there_once_and_safeguarding_says_no_more(
    browser_page: Open, school: School, dsl: Person, service: PushService, ipad: Browser
) -> None:
    page = opened(browser_page, dsl, ipad)
    switch_on(page)

    for kind in ("incident-reported", "contact-noticed"):
        tell(school, dsl, kind)
        deliver_due()
        hand_over(page, ipad.opened(service.taken[-1].body).decode())

    wait_until_shown(page, 1)
    tag = f"needs-{school.pk}"
    assert page.evaluate(SHOWN) == [{"title": "School Social", "body": QUIET, "tag": tag}]


@pytest.mark.parametrize(
    "sent",
    [
        '{"notification": {"navigate": "https://evil.example/"}}',
        '{"notification": {"navigate": "javascript:alert(1)"}}',
        "not JSON",
        "",
    ],
)
def test_push_of_somebody_else_leads_nowhere_else(
    browser_page: Open, teacher: Person, ipad: Browser, sent: str
) -> None:
    page = opened(browser_page, teacher, ipad)
    switch_on(page)

    hand_over(page, sent)

    wait_until_shown(page, 1)
    assert worker_of(page).evaluate(TAP)["opened"] in (["/"], [f"{service_page(page)}/"])


def test_window_that_is_there_already_is_shown(
    browser_page: Open, teacher: Person, ipad: Browser
) -> None:
    page = opened(browser_page, teacher, ipad)
    switch_on(page)

    hand_over(page, json.dumps({"notification": {"navigate": page.url}}))

    wait_until_shown(page, 1)
    found = worker_of(page).evaluate(TAP)
    assert (found["opened"], found["focused"]) == ([], [page.url])


def test_device_with_a_new_address_tells_it_by_itself(
    browser_page: Open, teacher: Person, service: PushService, ipad: Browser
) -> None:
    page = opened(browser_page, teacher, ipad)
    switch_on(page)
    [before] = devices_of(teacher)

    # the next page finds it, while the script of this one may be at work still
    page.context.add_init_script("sessionStorage.removeItem('key');")
    page.context.add_init_script(STAND_IN % json.dumps(service.browser("moved").told()))
    with page.expect_response("**/told/renew/") as answer:
        page.goto("/st-catherine/inbox/")

    [after] = devices_of(teacher)
    assert answer.value.status == 204
    assert after.pk == before.pk
    assert after.address_hash != before.address_hash


def test_ipad_in_its_browser_says_how_to_install(
    browser_page: Open, axe_clean: Check, teacher: Person
) -> None:
    page = browser_page(width=PHONE, person=teacher, installed=True)
    page.context.add_init_script(ON_AN_IPAD)

    page.goto("/st-catherine/told/")

    expect(page.get_by_text("tap Share, then “Add to Home Screen”")).to_be_visible()
    expect(page.get_by_role("button", name="Tell me on this device")).to_be_hidden()
    axe_clean(page)


def test_browser_that_was_told_not_to_says_what_to_do(
    browser_page: Open, axe_clean: Check, teacher: Person
) -> None:
    page = browser_page(person=teacher, installed=True)
    page.context.grant_permissions([])

    page.goto("/st-catherine/told/")

    expect(page.get_by_text("In its settings, allow notifications")).to_be_visible()
    axe_clean(page)


def test_push_service_out_of_reach_is_said(
    browser_page: Open, axe_clean: Check, teacher: Person
) -> None:
    page = browser_page(person=teacher, installed=True)
    page.context.grant_permissions(["notifications"])
    page.context.add_init_script(
        "PushManager.prototype.subscribe = async () => { throw new Error('away'); };"
    )
    page.goto("/st-catherine/told/")

    page.get_by_role("button", name="Tell me on this device").click()

    expect(page.get_by_role("alert")).to_contain_text("could not reach its push service")
    expect(page.get_by_role("button", name="Tell me on this device")).to_be_visible()
    axe_clean(page)
    assert devices_of(teacher) == []


def test_without_scripts_the_page_says_what_it_needs(browser_page: Open, teacher: Person) -> None:
    page = browser_page(person=teacher, javascript=False)

    page.goto("/st-catherine/told/")

    expect(page.get_by_text("Your browser has to run scripts for this.")).to_be_visible()
