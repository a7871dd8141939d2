"""The whole product: everybody follows every link, and each page is looked at in a real browser."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.fixtures.sandbox import SandboxX
from tests.look.crawl import filling, looking
from tests.look.crawl.everybody import everybody
from tests.look.crawl.filling import Things
from tests.look.crawl.reasons import ANSWERED, NOT_OPENED
from tests.look.crawl.walking import Visit, Walker
from tests.routes import Route, routes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
Visits = dict[str, list[Visit]]
"""By the route's name."""


@pytest.mark.timeout(1200)
def test_every_page_is_reached_and_accessible_in_both_themes_and_sizes(
    browser_page: OpenPage,
    live_server: LiveServer,
    sandbox: SandboxX,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    settings.X_MEDIA_HOSTS = [urlsplit(sandbox.url).netloc]
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 3600
    world, things = filling.fill(monkeypatch)
    walkers = list(everybody(world))

    for walker in walkers:
        walker.walk()
    leads_nowhere = [one for walker in walkers for one in walker.shut]
    visits = _all_visits(walkers)
    _open_by_address(walkers, visits, things)
    opened = {route.name for route in _pages()} & set(visits)
    browsers = _Browsers(browser_page, walkers, live_server.url)
    wrong = [one for name in sorted(visits) for one in _seen(browsers, visits[name])]

    assert leads_nowhere == []
    assert {route.name for route in _pages()} - opened == set(NOT_OPENED)
    assert wrong == []


def _pages() -> list[Route]:
    """Every address that answers a GET."""
    return [route for route in routes() if route.name and _takes_get(route)]


def _takes_get(route: Route) -> bool:
    if route.is_allauths:
        return True
    refusal = Client().put(reverse(route.name, kwargs=dict.fromkeys(route.parameters, "1")))
    return "GET" in refusal.get("Allow", "")


def _all_visits(walkers: list[Walker]) -> Visits:
    found: Visits = {}
    for walker in walkers:
        for route, visits in walker.visits.items():
            found.setdefault(route, []).extend(visits)
    return found


def _open_by_address(walkers: list[Walker], visits: Visits, things: Things) -> None:
    """What stands at no link that was followed is opened by the first who may."""
    for route in _pages():
        given = filling.address(route, things)
        if route.name in visits or route.name in NOT_OPENED or set(given) != route.parameters:
            continue
        path = reverse(route.name, kwargs=given)
        opened = (walker.open(path, also=ANSWERED) for walker in walkers)
        if first := next((visit for visit in opened if visit), None):
            visits[route.name] = [first]


class _Browsers:
    """One for each walker, with their cookies, and axe in each page."""

    def __init__(self, open_page: OpenPage, walkers: list[Walker], site: str) -> None:
        self._open, self._host = open_page, str(urlsplit(site).hostname)
        self._walkers = {walker.name: walker for walker in walkers}
        self._pages: dict[str, Page] = {}

    def of(self, who: str) -> Page:
        if who not in self._pages:
            self._pages[who] = self._open(expected=("status of 4",))
            self._pages[who].context.add_init_script(looking.AXE)
            cookies = self._walkers[who].client.cookies
            self._pages[who].context.add_cookies(
                [
                    {"name": name, "value": one.value, "domain": self._host, "path": one["path"]}
                    for name, one in cookies.items()
                ]
            )
        return self._pages[who]


def _seen(browsers: _Browsers, opened: list[Visit]) -> Iterator[str]:
    """What is wrong with a page: with the longest of its kind, as that shows the most."""
    visit = max(opened, key=lambda one: one.size)
    if visit.size:
        page = browsers.of(visit.who)
        page.goto(visit.path)
        yield from (f"{visit.path} for {visit.who} at {one}" for one in looking.look(page))
