"""Templates hold words and structure; the browser is told to run nothing written in a page."""

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, templates

INLINE = {
    "script in the page": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "style in the page": re.compile(r"<style", re.IGNORECASE),
    "style on an element": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "handler on an element": re.compile(r"\son[a-z]+\s*=|hx-on", re.IGNORECASE),
    "script as an address": re.compile(r"javascript:", re.IGNORECASE),
    "value marked safe": re.compile(r"\|\s*safe\b|autoescape off"),
}
each = pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))


@each
def test_template_has_nothing_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@each
def test_form_that_posts_carries_its_token(path: Path) -> None:
    forms = re.findall(
        r"<form\b[^>]*method=.post.[^>]*>(.*?)</form>", path.read_text(), re.DOTALL | re.IGNORECASE
    )

    assert [form for form in forms if "csrf_token" not in form] == []


@each
def test_template_fetches_from_this_house_only(path: Path) -> None:
    fetched = re.findall(
        r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=.(https?:[^\"' ]+)", path.read_text()
    )

    assert fetched == []


def test_policy_of_the_browser_forbids_all_but_our_own() -> None:
    settings = (ROOT / "schoolsocial" / "settings.py").read_text()

    assert '"default-src": [NONE]' in settings
    assert "UNSAFE" not in settings.upper().replace("UNSAFE_", "UNSAFE")
