"""The crawl itself: what is wrong is found, so that its silence means something."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse, HttpResponseNotFound
from django.test import Client
from playwright.sync_api import Page

from tests.look.crawl import looking
from tests.look.crawl.walking import Walker

WRONG = """
<!doctype html><html lang="en-GB"><title>A page</title><main><h1>A page</h1>
<p style="width: 500px">Too wide</p>
<style>
body { margin: 0 }
@media (prefers-color-scheme: dark) { p { color: #333; background: #222 } }
</style></main>
"""


class Site(Client):
    """A site of these pages alone."""

    pages: dict[str, str] = {}

    def get(self, path: Any, *_given: Any, **_named: Any) -> Any:
        page = self.pages.get(path)
        return HttpResponseNotFound() if page is None else HttpResponse(f"<html>{page}")


def walked(pages: dict[str, str], of_a_kind: int = 2) -> Walker:
    client = Site()
    client.pages = pages
    walker = Walker("somebody", client, ["/roles/"], of_a_kind)
    walker.walk()
    return walker


def test_links_are_followed_inside_the_site_and_dead_ones_told() -> None:
    walker = walked(
        {
            "/roles/": '<a href="/offline/#main"></a><a href="https://x.com/"><img src="/ready">',
            "/offline/": '<a href="../components/"></a>',
        }
    )

    assert set(walker.visits) == {"roles", "offline"}
    assert walker.shut == [
        "/ready for somebody, from /roles/",
        "/components/ for somebody, from /offline/",
    ]


def test_things_of_a_kind_are_opened_up_to_a_number() -> None:
    found = [f"/st-catherine/posts/{number}/" for number in range(9)]
    links = "".join(f'<a href="{one}"></a>' for one in found)

    walker = walked({"/roles/": links} | dict.fromkeys(found, ""), of_a_kind=3)

    assert [one.path for one in walker.visits["drafts:post"]] == found[:3]
    assert walker.shut == []


@pytest.mark.browser
def test_what_is_wrong_in_one_theme_or_size_is_found(browser_page: Callable[..., Page]) -> None:
    page = browser_page()
    page.set_content(WRONG)
    page.evaluate(looking.AXE)

    found = list(looking.look(page))

    assert [one.split(": ")[:2] for one in found] == [
        ["390 px, light", "110 px stick out"],
        ["390 px, dark", "color-contrast"],
        ["390 px, dark", "110 px stick out"],
        ["1280 px, dark", "color-contrast"],
    ]
