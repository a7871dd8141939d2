"""Sticky labels for the letters: whose they are, sheet by sheet."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from consent.label_sizes import Size
from consent.queries.families import Child, Family


@dataclass(frozen=True, slots=True)
class Label:
    """Who gets it, and where: the address on record, else whose book bag. Empty: a used label."""

    name: str = ""
    lines: tuple[str, ...] = ()


def sheets(families: Iterable[Family], size: Size, *, used: int = 0) -> list[list[Label]]:
    """The labels in the families' order, sheet by sheet, the used ones left free."""
    labels = [_label(family) for family in families]
    placed = [Label()] * used + labels if labels else []
    return [placed[at : at + size.labels] for at in range(0, len(placed), size.labels)]


def _label(family: Family) -> Label:
    lines = tuple(line.strip() for line in family.guardian.address.splitlines() if line.strip())
    return Label(family.guardian.name, lines or tuple(map(_of, family.children)))


def _of(child: Child) -> str:
    place = child.pupil.school_class or gettext("no class")
    return f"{child.pupil.called} ({place})"
