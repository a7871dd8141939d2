"""Statements made of many querysets. Each queryset is compiled by itself and the rest is written
around it: as parts of one queryset, Django would copy and resolve each of them again.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from schoolsocial.accounts.models import School
from schoolsocial.tenancy.models import SchoolOwned

_COUNT = "(SELECT COUNT(*) FROM ({rows}) AS counted)"
_HOLDS = "EXISTS (SELECT FROM {} WHERE school_id = %s)"


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its parameters."""

    sql: str
    params: tuple[Any, ...]


def of(rows: QuerySet[Any], *fields: str) -> Statement:
    """The rows' ids, and these fields of each, in no order."""
    query = rows.order_by().values_list("pk", *fields).query
    # Rows there can be none of are asked for all the same: they count as 0
    sql, params = query.get_compiler(rows.db, elide_empty=False).as_sql()
    return Statement(sql, tuple(params))


def exists(rows: QuerySet[Any]) -> Statement:
    """Whether there is any."""
    found = of(rows)
    return Statement(f"EXISTS ({found.sql})", found.params)


def count(rows: QuerySet[Any]) -> Statement:
    """How many there are."""
    found = of(rows)
    return Statement(_COUNT.format(rows=found.sql), found.params)


def union(parts: Sequence[Statement]) -> list[tuple[Any, ...]]:
    """The rows of all parts, which have the same columns."""
    return _fetch(" UNION ALL ".join(part.sql for part in parts), parts)


def columns(parts: Mapping[str, Statement]) -> dict[str, Any]:
    """What each part, which is one value, comes to."""
    if not parts:
        return {}
    selected = ", ".join(f"{part.sql} AS {name}" for name, part in parts.items())
    [row] = _fetch(f"SELECT {selected}", parts.values())
    return dict(zip(parts, row, strict=True))


def tables_with_rows(school: School, tables: Collection[type[Model]]) -> set[type[Model]]:
    """Those of the tables that hold a row of the school at all; any that is not walled off by
    school may.
    """
    walled = [table._meta.db_table for table in tables if issubclass(table, SchoolOwned)]
    holds = columns({name: Statement(_HOLDS.format(name), (school.pk,)) for name in walled})
    return {table for table in tables if holds.get(table._meta.db_table, True)}


def _fetch(sql: str, parts: Collection[Statement]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [param for part in parts for param in part.params])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
