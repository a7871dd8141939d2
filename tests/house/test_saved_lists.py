"""A list that goes on over pages can be saved as a file: the next one is not forgotten."""

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, templates

PAGED = re.compile(r'include "components/pager\.html"|class="pager"')
SAVES = 'include "components/save_as.html"'
NOT_SAVED = {
    "drafts/library_grid.html": "pictures: each is kept with its own consents and use-by date",
    "governance/evidence.html": "each line is a file already",
    "governance/reports.html": "each line is a file already",
    "replay/replay.html": "what one run made of posts, which Published saves",
    "today/inbox.html": "one person's own notices",
}
"""Lists that are no file, each with why."""


def paged() -> list[Path]:
    homes = {ROOT / "templates" / "components", ROOT / "templates" / "gallery.html"}
    found = [path for path in templates() if PAGED.search(path.read_text())]
    return [path for path in found if homes.isdisjoint({path, path.parent})]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", paged(), ids=name_of)
def test_list_of_many_pages_can_be_saved(path: Path) -> None:
    assert (SAVES in path.read_text()) != (name_of(path) in NOT_SAVED)


def test_every_reason_is_of_a_list_of_many_pages() -> None:
    assert NOT_SAVED.keys() - {name_of(path) for path in paged()} == set()
