"""The trust's page as a table for a spreadsheet: the same words and digits as the page."""

from collections.abc import Iterator

from schoolsocial.documents import tables
from schoolsocial.governance.presenters.trust import Board, Comparison

HEADINGS = ("Indicator", "School", "Value", "Standing", "Target")
DAYS = ("Overdue", "School", "Was due on", "Days since", "")


def as_csv(board: Board) -> bytes:
    """A line for each school and indicator, then what is overdue; no cell becomes a formula."""
    about = [("Period", board.period.name), ("Oldest figures as of", board.oldest)]
    lines = [line for comparison in board.comparisons for line in _lines(comparison)]
    late = [
        (one.matter.label, one.school.name, f"{one.due_on:%-d %B %Y}", str(one.days), "")
        for one in board.overdue
    ]
    return tables.csv([*about, HEADINGS, *lines, DAYS, *late])


def _lines(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    about = comparison.indicator
    title = f"{about.number}. {about.title}"
    for cell in comparison.cells:
        standing = cell.verdict.label if cell.verdict else ""
        yield title, cell.school.name, cell.value, standing, about.target
    if comparison.total:
        yield title, "All schools together", comparison.total, "", ""
