import re
from datetime import UTC, datetime

import pytest

from schoolsocial.x.client import XClient
from schoolsocial.x.credentials import OAuth2User
from tests.fixtures.sandbox import SandboxAccount, SandboxX, drawn_picture
from tests.sandbox.conftest import Call


def test_timeline_page_shows_words_picture_and_alt_text(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    client = XClient(OAuth2User(oakfield.access_token), api_url=sandbox.url)
    receipt = client.upload_photo(drawn_picture(), "image/jpeg")
    client.describe_photo(receipt.media_id, 'Beans on a "sunny" sill')
    client.create_post("Class 4 planted beans. #Science", [receipt.media_id])

    page = call("GET", "/oakfieldprimary").text

    assert 'Class 4 planted beans. <span class="tag">#Science</span>' in page
    assert f'src="/media/{receipt.media_key}"' in page
    assert 'alt="Beans on a &quot;sunny&quot; sill"' in page


def test_every_page_says_it_is_not_x(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    tweet_id = sandbox.post_by_hand(oakfield.handle, "Hello")

    pages = [
        call("GET", path).text
        for path in ("/", f"/{oakfield.handle}", f"/{oakfield.handle}/status/{tweet_id}")
    ]

    assert ["Sandbox – not X." in page for page in pages] == [True] * 3


def test_pages_have_nothing_inline_and_a_strict_policy(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    sandbox.post_by_hand(oakfield.handle, "Hello https://oak.example.org #Fun")

    answer = call("GET", f"/{oakfield.handle}")

    assert not re.search(r"<script|<style|style=|\son\w+=", answer.text)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_words_of_a_post_cannot_become_markup(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    sandbox.post_by_hand(oakfield.handle, "<img src=x onerror=\"alert(1)\"> & '#quote'")

    page = call("GET", f"/{oakfield.handle}").text

    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_page_shows_london_time(call: Call, sandbox: SandboxX, oakfield: SandboxAccount) -> None:
    sandbox.post_by_hand(oakfield.handle, "Summer", at=datetime(2026, 6, 1, 11, 30, tzinfo=UTC))

    assert "1 June 2026, 12:30" in call("GET", f"/{oakfield.handle}").text


def test_page_without_posts_says_so(call: Call, oakfield: SandboxAccount) -> None:
    assert "Nothing posted yet." in call("GET", f"/{oakfield.handle}").text


def test_page_of_a_deleted_post_says_so(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    tweet_id = sandbox.post_by_hand(oakfield.handle, "Hello")
    call("DELETE", f"/2/tweets/{tweet_id}", oakfield)

    answer = call("GET", f"/{oakfield.handle}/status/{tweet_id}")

    assert answer.status_code == 404
    assert "This post is not here." in answer.text


@pytest.mark.parametrize("path", ["/Nobody", "/a/b/c", "/../etc/passwd", "/media/3_1"])
def test_unknown_address_is_not_found(call: Call, path: str) -> None:
    assert call("GET", path).status_code == 404


def test_stylesheet_is_served(call: Call) -> None:
    answer = call("GET", "/_sandbox/timeline.css")

    assert answer.headers["Content-Type"].startswith("text/css")
    assert "prefers-color-scheme: dark" in answer.text
