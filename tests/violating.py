"""Rows that break one constraint each, put in with raw SQL.

They go in as the tables' owner with every trigger off: what refuses them is the constraint itself,
neither a trigger nor a foreign key that would have said no first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, IntegrityError, models, transaction

from schoolsocial.tenancy import scope
from tests.cast import as_owner, run_sql

Row = Mapping[str, Any]

SCHOOL = 1
MOMENT = datetime.fromisoformat("2026-11-30T09:00Z")
LATER = datetime.fromisoformat("2026-12-01T09:00Z")

_PLAIN: tuple[tuple[type["models.Field[Any, Any]"], Any], ...] = (
    (models.ForeignKey, 1),
    (models.CharField, "x"),
    (models.TextField, "x"),
    (models.IntegerField, 1),
    (models.DecimalField, Decimal(1)),
    (models.DateTimeField, MOMENT),
    (models.DateField, date(2026, 11, 30)),
    (models.TimeField, time(9)),
    (models.BooleanField, False),
    (models.JSONField, "[]"),
    (models.BinaryField, b"x"),
    (ArrayField, []),
)


@dataclass(frozen=True)
class Violation:
    """A row that the named constraint refuses, and what of it to change to have it taken.

    Columns that ``row`` does not name hold something plain; ``beside`` is a row that stands there
    already.
    """

    constraint: str
    model: type[models.Model]
    row: Row = field(default_factory=dict)
    lawful: Row = field(default_factory=dict)
    beside: Row | None = None

    def __str__(self) -> str:
        return self.constraint


def assert_violates(violation: Violation) -> None:
    """PostgreSQL refuses the row and names the constraint; put right, the row is taken."""
    with scope.school(SCHOOL):
        if violation.beside is not None:
            insert(violation.model, violation.beside)
        with pytest.raises(IntegrityError) as refusal:
            insert(violation.model, violation.row)
        insert(violation.model, {**violation.row, **violation.lawful})

    assert name_of(refusal.value) == violation.constraint


def name_of(refusal: IntegrityError) -> str | None:
    """The constraint that PostgreSQL itself names."""
    cause = refusal.__cause__
    assert isinstance(cause, psycopg.Error)
    return cause.diag.constraint_name


def insert(model: type[models.Model], row: Row) -> None:
    """One row in raw SQL, past every trigger."""
    with as_owner(without_triggers=True), transaction.atomic():
        _insert(model, row)


def _insert(model: type[models.Model], row: Row) -> None:
    values = {**_plain_row(model), **row}
    columns, places = ", ".join(values), ", ".join(["%s"] * len(values))
    run_sql(f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({places})", *values.values())


def _plain_row(model: type[models.Model]) -> dict[str, Any]:
    fields = (one for one in model._meta.concrete_fields if not one.primary_key)
    return {str(one.column): _plain(one) for one in fields}


def _plain(column: "models.Field[Any, Any]") -> Any:
    if column.null:
        return None
    if column.has_default():
        return column.get_default()
    if column.choices:
        return column.flatchoices[0][0]
    if column.blank:
        return ""
    return next(value for kind, value in _PLAIN if isinstance(column, kind))


@dataclass(frozen=True)
class Refused:
    """What one trigger of a table refuses, once those rows are there.

    ``attempt`` is a row to insert, the end of an UPDATE of the table, or TRUNCATE.
    """

    table: str
    trigger: str
    there: tuple[tuple[type[models.Model], Row], ...]
    attempt: tuple[type[models.Model], Row] | str

    def __str__(self) -> str:
        return f"{self.table}.{self.trigger}"


def assert_refuses(refused: Refused) -> None:
    """The trigger's own function says no; with no trigger at all it would be done."""
    with scope.school(SCHOOL):
        for model, row in refused.there:
            insert(model, row)
        with as_owner(), pytest.raises(DatabaseError) as refusal:
            _try_alone(refused)
        if refused.attempt != "TRUNCATE":  # without the trigger it would empty the whole house
            with as_owner(without_triggers=True):
                _try(refused)

    assert f"function {_function_of(refused)}()" in _context_of(refusal.value)


@transaction.atomic
def _try_alone(refused: Refused) -> None:
    """With that one trigger of the table on, and no other."""
    run_sql(f"ALTER TABLE {refused.table} DISABLE TRIGGER USER")
    run_sql(f"ALTER TABLE {refused.table} ENABLE TRIGGER {refused.trigger}")
    _try(refused)


def _try(refused: Refused) -> None:
    if isinstance(refused.attempt, tuple):
        _insert(*refused.attempt)
    elif refused.attempt == "TRUNCATE":
        run_sql(f"TRUNCATE {refused.table} CASCADE")
    else:
        run_sql(f"UPDATE {refused.table} {refused.attempt}")


def _function_of(refused: Refused) -> str:
    [(name,)] = run_sql(
        "SELECT proname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE tgrelid = %s::regclass AND tgname = %s",
        refused.table,
        refused.trigger,
    )
    return str(name)


def _context_of(refusal: DatabaseError) -> str:
    cause = refusal.__cause__
    assert isinstance(cause, psycopg.Error)
    return cause.diag.context or ""
