"""What a migration adds to a school's table beyond Django's own schema."""

from collections.abc import Mapping
from typing import Any

from django.db.migrations import RunSQL

Statements = list[str | tuple[str, dict[str, Any] | list[Any] | tuple[Any, ...] | None]]


def wall(table: str, references: Mapping[str, str] | None = None, *, also: str = "") -> RunSQL:
    """Shut a table's rows to other schools.

    ``references`` maps a column to the table it points at: the pair (school, id) must match there.
    ``also`` is SQL for who else may see a row (a person's own memberships).
    """
    visible = f"school_id = app_school() OR app_platform(){' OR ' + also if also else ''}"
    forwards: Statements = [
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_school_key UNIQUE (school_id, id)",
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY school ON {table} USING ({visible})",
    ]
    backwards: Statements = [
        f"DROP POLICY school ON {table}",
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_school_key",
    ]
    for column, target in (references or {}).items():
        name = f"{table}_{column}_same_school"
        forwards.append(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} "
            f"FOREIGN KEY (school_id, {column}) REFERENCES {target} (school_id, id)"
        )
        backwards.insert(0, f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    return RunSQL(forwards, backwards)


def asked_once(table: str) -> RunSQL:
    """Have the wall of a table that is read by the hundred thousand ask whose rows may be seen once
    a statement, not once a row, which took most of the time. It shuts out the same rows.
    """
    policy = f"ALTER POLICY school ON {table} USING"
    return RunSQL(
        f"{policy} (school_id = (SELECT app_school()) OR (SELECT app_platform()))",
        f"{policy} (school_id = app_school() OR app_platform())",
    )


def members(table: str, *columns: str) -> RunSQL:
    """Each person named in these columns must belong to the row's own school."""
    forwards: Statements = []
    backwards: Statements = []
    for column in columns:
        name = f"{table}_{column}_member"
        forwards.append(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (school_id, {column}) "
            "REFERENCES accounts_membership (school_id, person_id)"
        )
        backwards.append(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    return RunSQL(forwards, backwards)


def append_only(table: str) -> RunSQL:
    """Rows may be added and never changed, removed or truncated, whoever asks."""
    return RunSQL(
        [
            (
                f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            ),
            (
                f"CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            ),
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM schoolsocial_app",
        ],
        [
            f"DROP TRIGGER append_only_truncate ON {table}",
            f"DROP TRIGGER append_only ON {table}",
        ],
    )
