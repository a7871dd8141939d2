"""Pages of a long list, each found by where the one before ended, never by counting from the top.

A cursor is ``a<microseconds>-<id>`` for what comes after that row, ``b…`` for what comes before it.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet

SIZE = 25

_CURSOR = re.compile(r"([ab])(\d{1,17})-(\d{1,18})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AFTER, _BEFORE = "a", "b"


RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Page(Generic[RowT]):
    """Rows in the list's own order; an empty cursor means that the list ends there."""

    posts: list[RowT]
    previous: str
    next: str


def page(
    posts: QuerySet[Any, RowT], *, by: str, cursor: str, newest_first: bool = False
) -> Page[RowT]:
    """One page of ``posts`` in the order of the moment in field ``by``, then of id.

    An unreadable cursor gives the first page.
    """
    found = _CURSOR.fullmatch(cursor)
    backwards = found is not None and found[1] == _BEFORE
    descending = newest_first != backwards
    if found is not None:
        posts = posts.filter(beyond(by, _moment(found[2]), int(found[3]), descending=descending))
    sign = "-" if descending else ""
    rows = list(posts.order_by(f"{sign}{by}", f"{sign}id")[: SIZE + 1])
    more, rows = len(rows) > SIZE, rows[:SIZE]
    if backwards:
        rows.reverse()
    return Page(
        posts=rows,
        previous=_cursor(_BEFORE, rows[0], by) if rows and (more if backwards else found) else "",
        next=_cursor(_AFTER, rows[-1], by) if rows and (backwards or more) else "",
    )


def beyond(by: str, moment: datetime, pk: int, *, descending: bool) -> Q:
    """Rows on the far side of one that has this moment in field ``by`` and this id."""
    direction = "lt" if descending else "gt"
    return Q(**{f"{by}__{direction}e": moment}) & (
        Q(**{f"{by}__{direction}": moment}) | Q(**{f"id__{direction}": pk})
    )


def _moment(microseconds: str) -> datetime:
    return _EPOCH + timedelta(microseconds=int(microseconds))


def _cursor(direction: str, row: object, by: str) -> str:
    moment, pk = attrgetter(by, "pk")(row)
    return f"{direction}{(moment - _EPOCH) // timedelta(microseconds=1)}-{pk}"
