"""The trust's page as a table for a spreadsheet: the same words and digits as the page."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.documents import tables
from schoolsocial.governance.presenters.trust import Board, Comparison
from schoolsocial.words import Words

HEADINGS = (_("Indicator"), _("School"), _("Value"), _("Standing"), _("Target"))
DAYS = (_("Overdue"), _("School"), _("Was due on"), _("Days since"), "")


def as_csv(board: Board) -> bytes:
    """A line for each school and indicator, then what is overdue; no cell becomes a formula."""
    about = [
        (gettext("Period"), board.period.name),
        (gettext("Oldest figures as of"), board.oldest),
    ]
    lines = [line for comparison in board.comparisons for line in _lines(comparison)]
    late = [
        (one.matter.label, one.school.name, date_format(one.due_on, "j F Y"), str(one.days), "")
        for one in board.overdue
    ]
    return tables.csv([*about, HEADINGS, *lines, DAYS, *late])


def _lines(comparison: Comparison) -> Iterator[tuple[Words, ...]]:
    about = comparison.indicator
    title = f"{about.number}. {about.title}"
    for cell in comparison.cells:
        standing = cell.verdict.label if cell.verdict else ""
        yield title, cell.school.name, cell.value, standing, about.target
    if comparison.total:
        yield title, gettext("All schools together"), comparison.total, "", ""
