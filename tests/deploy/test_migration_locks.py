"""A release is installed while a school works: no migration may stop its pages."""

import pytest
from django.db import models
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    Migration,
    RemoveField,
)
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from tests.deploy.migration_locks import codes, released_with, sql_of

pytestmark = pytest.mark.django_db

EXEMPT = {
    "accounts": 17, "api": 2, "audit": 1, "blocks": 3, "catalogue": 10, "consent": 22,
    "contacts": 2, "drafts": 37, "followers": 7, "following": 2, "governance": 8,
    "incidents": 5, "mentions": 2, "operations": 3, "policy": 10, "replay": 2, "tenancy": 1, "x": 6,
}  # fmt: skip
"""The last of each app that was written before any school worked with its tables."""
DELIBERATE: dict[tuple[str, str], str] = {}
"""Migrations that stop pages and have to, each with the reason and what the operator does."""


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


def judged(loader: MigrationLoader, key: tuple[str, str]) -> set[str]:
    """What is wrong with a migration of ours."""
    migration = loader.disk_migrations[key]
    before = [
        sql
        for made in released_with(migration, loader)
        for sql in sql_of(made, loader.project_state((made.app_label, made.name), at_end=False))
    ]
    return codes(sql_of(migration, loader.project_state(key, at_end=False)), before)


def later(loader: MigrationLoader) -> list[tuple[str, str]]:
    """Migrations of ours that are to be judged."""
    return [
        (app, name)
        for app, name in sorted(loader.disk_migrations)
        if app in EXEMPT and int(name[:4]) > EXEMPT[app] and (app, name) not in DELIBERATE
    ]


def sample(loader: MigrationLoader, *operations: Operation) -> set[str]:
    """What is wrong with a migration of drafts that does these."""
    migration = type("Sample", (Migration,), {"operations": operations})("0999_sample", "drafts")
    return codes(sql_of(migration, loader.project_state()))


def test_no_later_migration_stops_pages(loader: MigrationLoader) -> None:
    wrong = {key: found for key in later(loader) if (found := judged(loader, key))}

    assert wrong == {}


def test_every_app_of_ours_is_looked_at(loader: MigrationLoader) -> None:
    ours = {
        migration.app_label
        for migration in loader.disk_migrations.values()
        if migration.__module__.split(".")[0] in {"schoolsocial", "consent", "policy", "moderation"}
    }

    assert ours == set(EXEMPT)


def test_new_tables_and_their_walls_are_let_through(loader: MigrationLoader) -> None:
    assert judged(loader, ("operations", "0002_backups")) <= {"NOT_NULL"}
    assert judged(loader, ("operations", "0003_backup_walls")) == set()


CHECK = models.CheckConstraint(condition=models.Q(pk__gt=0), name="sample_check")
UNIQUE = models.UniqueConstraint(fields=["text"], name="sample_unique")
UNINDEXED = models.ForeignKey("drafts.post", models.PROTECT, null=True, db_index=False)
INDEX = models.Index(fields=["text"], name="sample_index")


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (AddIndex("post", INDEX), "CREATE_INDEX"),
        (AddConstraint("post", CHECK), "ADD_CHECK"),
        (AddConstraint("post", UNIQUE), "ADD_UNIQUE"),
        (AddField("post", "sample", models.IntegerField(default=0)), "NOT_NULL"),
        (AlterField("post", "text", models.BinaryField()), "ALTER_COLUMN"),
        (RemoveField("post", "trouble"), "DROP_COLUMN"),
    ],
)
def test_control_dangerous_migration_is_refused(
    loader: MigrationLoader, operation: Operation, code: str
) -> None:
    assert code in sample(loader, operation)


def test_control_new_table_hides_nothing_done_to_an_old_one(loader: MigrationLoader) -> None:
    key, text = models.BigAutoField(primary_key=True), models.TextField()
    made = CreateModel("sample", [("id", key), ("text", text)], {"indexes": [INDEX]})
    other = models.Index(fields=["text"], name="sample_other")

    assert sample(loader, made) == set()
    assert "CREATE_INDEX" in sample(loader, made, AddIndex("post", other))


@pytest.mark.parametrize(("later", "wrong"), [("", {"ADD_FOREIGN_KEY"}), (" NOT VALID", set())])
def test_foreign_key_is_added_first_and_validated_later(later: str, wrong: set[str]) -> None:
    keyed = 'FOREIGN KEY ("trip_id") REFERENCES "drafts_trip" ("id")'

    found = codes([f'ALTER TABLE "drafts_post" ADD CONSTRAINT "sample" {keyed}{later}'])

    assert found == wrong


@pytest.mark.parametrize(
    "field",
    [
        models.IntegerField(db_default=0),
        UNINDEXED,
    ],
)
def test_column_that_old_pages_need_not_know_is_let_through(
    loader: MigrationLoader, field: "models.Field[object, object]"
) -> None:
    assert sample(loader, AddField("post", "sample", field)) == set()
