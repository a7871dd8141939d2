"""Written policies for the tests: a few words, or a school's own where it is at hand."""

from datetime import date
from pathlib import Path

import pytest

from policy.linting import Document, Part
from policy.set_up import pasting

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
TODAY = date(2026, 11, 21)


def document(*texts: str, title: str = "", school: str = "", handle: str = "") -> Document:
    """Each text is a clause: 1.1, 1.2 and so on."""
    parts = tuple(Part(f"1.{i}", "", text) for i, text in enumerate(texts, start=1))
    return Document(title, parts, TODAY, school, handle)


def seed(slug: str) -> str:
    """A school's own policy as it was published; skips the test where it is not at hand."""
    path = SEEDS / f"{slug}.txt"
    if not path.exists():
        pytest.skip(f"the school's own policy is not here: {path.name}")
    return path.read_text(encoding="utf-8")


def pasted(slug: str, school: str) -> Document:
    """The school's own policy, pasted into the set-up."""
    parts = tuple(Part(c.number, c.heading, c.text) for c in pasting.split(seed(slug)))
    return Document("", parts, TODAY, school)
