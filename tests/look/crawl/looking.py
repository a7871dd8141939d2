"""One page in a real browser: axe in both sizes and both themes, and what sticks out of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import axe_playwright_python
from playwright.sync_api import Page

from tests.fixtures.browser import DESK, HEIGHTS, PHONE, WCAG

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
EVERYTHING = {"type": "tag", "values": WCAG}
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""A theme changes colours and nothing else, so in the second one only these can say otherwise."""
ASKED: tuple[tuple[int, Literal["light", "dark"], Mapping[str, object]], ...] = (
    (PHONE, "light", EVERYTHING),
    (PHONE, "dark", OF_COLOURS),
    (DESK, "dark", OF_COLOURS),
    (DESK, "light", EVERYTHING),
)
RUN = """
    async (runOnly) => {
        const wanted = {runOnly, resultTypes: ["violations"], preload: false};
        return (await axe.run(wanted)).violations.flatMap((one) => one.nodes.map((node) =>
            `${one.id}: ${node.html.slice(0, 160)} — ${node.failureSummary}`));
    }
"""
TOO_WIDE = "document.scrollingElement.scrollWidth - innerWidth"


def look(page: Page) -> Iterator[str]:
    """What is wrong with the page that is open, which carries axe."""
    for width, theme, rules in ASKED:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.emulate_media(color_scheme=theme)
        yield from (f"{width} px, {theme}: {one}" for one in page.evaluate(RUN, rules))
        if (pixels := page.evaluate(TOO_WIDE)) > 0:
            yield f"{width} px, {theme}: {pixels} px stick out"
