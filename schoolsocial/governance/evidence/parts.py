"""What a pack is made of: a span of time, and tables of what is on record of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from consent.academic_year import LONDON, day_of, midnight_after
from schoolsocial.accounts.models import School
from schoolsocial.documents.tables import Cell, Sheet
from schoolsocial.governance.periods import Period
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class Span:
    """A school's period as far as it has come by ``as_of``. ``counted_at`` is when its figures were
    counted, ``events`` the number of the last event of its audit chain.
    """

    school: School
    period: Period
    as_of: datetime
    counted_at: datetime
    events: int

    @property
    def first(self) -> date:
        return self.period.starts_on

    @property
    def last(self) -> date:
        return min(self.period.ends_on, day_of(self.as_of))

    @property
    def since(self) -> datetime:
        return midnight_after(self.first - timedelta(days=1))

    @property
    def until(self) -> datetime:
        """Its end, which is no part of it."""
        return min(midnight_after(self.last), self.as_of)


def _as_they_are(row: Sequence[Cell]) -> Sequence[Cell]:
    return row


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a pack; ``about`` says what a row is. ``cells`` makes a row one of the
    spreadsheet, where it is not the same.
    """

    slug: str
    title: Words
    about: Words
    headings: Sequence[Words]
    rows: Sequence[Sequence[Cell]]
    cells: Callable[[Sequence[Cell]], Sequence[Cell]] = _as_they_are

    @property
    def table(self) -> Sheet:
        """As a file of its own."""
        return Sheet(self.title, self.headings, self.rows)

    @property
    def sheet(self) -> Sheet:
        """As a page of the workbook."""
        return Sheet(self.title, self.headings, [self.cells(row) for row in self.rows])


def here(moment: datetime | None) -> datetime | None:
    """The moment as a clock in London has it."""
    return moment.astimezone(LONDON) if moment else None
