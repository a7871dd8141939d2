"""Each repeated piece has one home, and the gallery shows it."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from moderation.drafts.workflow import State
from schoolsocial.accounts.views import gallery
from tests.house.sources import ROOT, templates

PIECES = sorted((ROOT / "templates" / "components").glob("*.html"))
ICON = re.compile(r"\{% icon (\S+) %\}")
LITERAL = re.compile(r"\"([a-z]+)\"")


@pytest.fixture
def page(db: None) -> str:
    return Client().get("/components/").content.decode()


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.stem)
def test_gallery_uses_each_piece(piece: Path) -> None:
    used = (ROOT / "templates" / "gallery.html").read_text()

    assert f'include "components/{piece.name}"' in used


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.stem)
def test_piece_says_what_it_takes(piece: Path) -> None:
    first = piece.read_text().splitlines()[0]

    assert re.match(r"\{% comment %\}.+\.\{% endcomment %\}", first)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.stem)
def test_piece_is_used_by_a_page(piece: Path) -> None:
    users = [path for path in templates() if f'"components/{piece.name}"' in path.read_text()]

    assert [path.stem for path in users if path.stem != "gallery"]


def test_gallery_opens_without_a_sign_in(page: str) -> None:
    assert "As it will look on X" in page
    assert "Sign in" not in page.split("<main")[1]


def test_gallery_shows_every_state_a_post_can_have() -> None:
    assert [(state.value, str(state.label)) for state in State] == gallery.STATES


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
def test_state_has_a_sign_of_its_own_beside_its_colour(state: State) -> None:
    draft = render_to_string("components/state.html", {"state": "draft", "label": "x"})

    badge = render_to_string("components/state.html", {"state": state.value, "label": "x"})

    assert badge.strip() != draft.strip()


@pytest.mark.parametrize("severity", ["block", "warn", "note"])
def test_finding_tells_its_severity_without_colour(severity: str) -> None:
    finding = next(one for one in gallery.FINDINGS if one["severity"] == severity)

    shown = render_to_string("components/finding.html", {"finding": finding})

    sign = {"block": "stop", "warn": "warning", "note": "info"}[severity]
    assert f"#{sign}" in shown
    assert f"{finding['severity_words']}." in shown


def test_every_icon_named_in_a_template_is_drawn() -> None:
    drawn = gallery.ICON.findall(gallery.SPRITE.read_text())
    named = {
        name
        for path in templates()
        for given in ICON.findall(path.read_text())
        for name in LITERAL.findall(given)
    }

    assert len(drawn) == len(set(drawn))
    assert named - set(drawn) == set()
    assert named
