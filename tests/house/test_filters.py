"""A list that can be filtered lets people keep the filter: the next list is not forgotten."""

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, templates
from tests.routes import our_routes

ASKS = re.compile(r"""<form\b[^>]*method=["']get["']|href=["']\?(?!from=|filter=|\{%)\w+""")
KEEPS = 'include "components/kept_filters.html" with kept=request.kept_filters'
NO_LIST = {
    "campaigns/labels.html": "sizes of a sheet of labels that is printed",
    "consent/photo_sheet.html": "one sheet, for another purpose",
    "drafts/calendar.html": "from month to month",
    "governance/period.html": "from term to term, in figures",
    "policy/changes.html": "two versions side by side",
    "replay/replay.html": "what came of one run, by verdict",
    "trusts/period.html": "from term to term, in figures of a trust",
}
"""Pages that ask by their address and are no list that somebody comes back to, each with what."""


def asking() -> list[Path]:
    return [path for path in templates() if ASKS.search(path.read_text())]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", asking(), ids=name_of)
def test_list_with_filters_can_keep_them(path: Path) -> None:
    assert (KEEPS in path.read_text()) != (name_of(path) in NO_LIST)


def test_every_reason_is_of_a_page_that_asks() -> None:
    assert NO_LIST.keys() - {name_of(path) for path in asking()} == set()


@pytest.mark.parametrize(
    "words",
    ['<form method="get">', '<form class="x" method="get" aria-label="Filter">', 'href="?show=a"'],
)
def test_what_asks_is_found(words: str) -> None:
    assert ASKS.search(words)


def test_each_page_that_keeps_filters_says_which_and_the_other_way_round() -> None:
    shown = [path for path in templates() if KEEPS in path.read_text()]
    keeping = [route for route in our_routes() if hasattr(route.view, "filters")]

    assert len(shown) == len(keeping) == 13
    assert len({route.view.filters.code for route in keeping}) == len(keeping)  # type: ignore[attr-defined]
