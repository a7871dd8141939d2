"""Pages of a list in an order of one's choice, each found by where the one before ended.

A cursor is ``a<value>.<id>`` for what comes after that row, ``b…`` for what comes before it.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from moderation.drafts.queries.pages import SIZE, Page

_CURSOR = re.compile(r"([ab])(-?\w{0,20})\.(\d{1,18})", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,17}", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AFTER, _BEFORE = "a", "b"
_SMALLEST, _LARGEST = -(2**31), 2**31 - 1

RowT = TypeVar("RowT", bound=Model)


@dataclass(frozen=True, slots=True)
class Order:
    """By which field, of which kind ("moment", "number" or "text"), and in which direction."""

    by: str
    kind: str
    descending: bool = False

    def sorted(self, rows: QuerySet[RowT], *, backwards: bool = False) -> QuerySet[RowT]:
        sign = "-" if self.descending != backwards else ""
        return rows.order_by(f"{sign}{self.by}", f"{sign}id")

    def beyond(self, rows: QuerySet[RowT], value: object, pk: int, *, backwards: bool) -> Any:
        """Rows after (``backwards``: before) one that has this value and this id."""
        way = "lt" if self.descending != backwards else "gt"
        further = Q(**{f"{self.by}__{way}": value}) | Q(**{f"id__{way}": pk})
        return rows.filter(Q(**{f"{self.by}__{way}e": value}) & further)

    def read(self, written: str) -> object | None:
        """The value in a cursor; None where it is none."""
        if self.kind == "text":
            return written
        if not _NUMBER.fullmatch(written):
            return None
        if self.kind == "moment":
            return _EPOCH + timedelta(microseconds=int(written))
        return min(max(int(written), _SMALLEST), _LARGEST)

    def write(self, row: object) -> str:
        value = getattr(row, self.by)
        if self.kind == "moment":
            return str((value - _EPOCH) // timedelta(microseconds=1))
        return str(value)


def page(rows: QuerySet[RowT], order: Order, cursor: str) -> Page[RowT]:
    """One page in that order; an unreadable cursor gives the first."""
    found = _CURSOR.fullmatch(cursor)
    value = order.read(found[2]) if found else None
    backwards = found is not None and value is not None and found[1] == _BEFORE
    if found is not None and value is not None:
        rows = order.beyond(rows, value, int(found[3]), backwards=backwards)
    got = list(order.sorted(rows, backwards=backwards)[: SIZE + 1])
    more, got = len(got) > SIZE, got[:SIZE]
    if backwards:
        got.reverse()
    before = more if backwards else value is not None
    after = backwards or more
    return Page(
        posts=got,
        previous=_cursor(_BEFORE, got[0], order) if got and before else "",
        next=_cursor(_AFTER, got[-1], order) if got and after else "",
    )


def _cursor(direction: str, row: Model, order: Order) -> str:
    return f"{direction}{order.write(row)}.{row.pk}"
