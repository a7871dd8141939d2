"""Drafts as the rules about their photos and their making see them."""

from dataclasses import replace
from datetime import date

from policy.facts import Face, Facts, PhotoFacts, PostKind, Process, Who
from policy.findings import Region
from tests.policy import tools

AUTHOR, HEAD, DEPUTY = 1, 2, 3
TODAY = date(2026, 11, 16)  # a Monday
BOX = Region(0.1, 0.2, 0.1, 0.2)

PUPIL, ADULT = Face(BOX, Who.PUPIL, 200), Face(BOX, Who.ADULT, 200)
UNSAID = Face(BOX, None, 200)


def shown(*photos: PhotoFacts, process: Process | None = None) -> Facts:
    """A draft with these photos."""
    return replace(tools.facts("A day in Year 4.", photos=photos), process=process)


def made(
    process: Process | None,
    *photos: PhotoFacts,
    text: str = "A day in Year 4.",
    kind: PostKind = PostKind.ORDINARY,
    today: date | None = TODAY,
) -> Facts:
    """A draft that is being made in this way, as a rule asked on `today` sees it."""
    draft = tools.facts(text, photos=photos)
    return replace(draft, process=process, kind=kind, today=today)
