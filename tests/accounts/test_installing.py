"""The site can be installed, is honest without a network, and keeps nothing of a school."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from schoolsocial.accounts.models import Person

KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys())
        for (const one of await (await caches.open(name)).keys())
            found.push(new URL(one.url).pathname);
    return found;
}"""


def test_manifest_names_icons_that_are_there(db: None) -> None:
    answer = Client().get("/manifest.webmanifest")

    shown: dict[str, Any] = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert shown["start_url"] == shown["scope"] == "/"
    for icon in shown["icons"]:
        picture = Client().get(icon["src"])
        picture.close()
        assert picture.status_code == HTTPStatus.OK


def test_service_worker_stands_at_the_root_and_is_asked_for_anew(db: None) -> None:
    answer = Client().get("/service-worker.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-store" in answer["Cache-Control"]


def test_service_worker_names_no_page_but_the_offline_one(db: None) -> None:
    script = Client().get("/service-worker.js").content.decode()

    listed = re.search(r"const FILES = \[(.*?)\]", script, re.DOTALL)
    assert listed
    named = re.findall(r'"([^"]+)"', listed[1])
    assert [one for one in named if not one.startswith("/static/")] == []
    assert "OFFLINE," in listed[1]


def test_offline_page_says_the_same_to_everybody(teacher: Person) -> None:
    page = Client().get("/offline/").content.decode()

    assert "There is no network" in page
    assert teacher.name not in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_a_network_a_page_is_honest_and_nothing_of_the_school_is_kept(
    browser_page: Callable[..., Page], office: Person, axe_clean: Callable[[Page], None]
) -> None:
    page = browser_page(person=office, installed=True, expected=("ERR_INTERNET_DISCONNECTED",))
    page.goto("/st-catherine/")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()

    page.context.set_offline(True)
    page.goto("/st-catherine/inbox/")

    expect(page.get_by_role("heading", name="There is no network")).to_be_visible()
    axe_clean(page)
    kept = page.evaluate(KEPT)
    assert "/offline/" in kept
    assert [one for one in kept if not one.startswith("/static/") and one != "/offline/"] == []
