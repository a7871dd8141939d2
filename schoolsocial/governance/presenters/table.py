"""The dashboard as a table for a spreadsheet: the same words and digits as the page."""

from schoolsocial.documents import tables
from schoolsocial.governance.presenters.dashboard import Dashboard
from schoolsocial.governance.tabled import HEADINGS, about, lines


def as_csv(dashboard: Dashboard) -> bytes:
    """A line for each value and each number behind it; no cell becomes a formula."""
    top = about(dashboard.period, dashboard.written)
    found = [line for card in dashboard.cards for line in lines(card, dashboard.period)]
    return tables.csv([*top, HEADINGS, *found])
