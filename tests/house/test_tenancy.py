"""Every table of a school stands behind the walls, as PostgreSQL itself sees it."""

import pytest
from django.apps import apps
from django.db import models

from schoolsocial.tenancy.models import SchoolManager, SchoolOwned
from tests.cast import run_sql

OWNED = sorted(
    (model for model in apps.get_models() if issubclass(model, SchoolOwned)),
    key=lambda model: model._meta.label,
)
WALLS = "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass"
POLICIES = """
SELECT cmd, qual FROM pg_policies WHERE tablename = %s
"""
COMPOSITE = """
SELECT array_agg(attname::text ORDER BY attname)
FROM pg_constraint
JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
WHERE contype = 'f' AND conrelid = %s::regclass AND cardinality(conkey) > 1
GROUP BY pg_constraint.oid
"""

each_owned = pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)


def table(model: type[models.Model]) -> str:
    return model._meta.db_table


@each_owned
def test_manager_fails_closed(model: type[SchoolOwned]) -> None:
    assert isinstance(model._default_manager, SchoolManager)


@each_owned
def test_row_level_security_is_on_and_forced(db: None, model: type[SchoolOwned]) -> None:
    assert run_sql(WALLS, table(model)) == [(True, True)]


@each_owned
def test_policy_asks_for_the_school(db: None, model: type[SchoolOwned]) -> None:
    policies = run_sql(POLICIES, table(model))

    whole = [qual for command, qual in policies if command == "ALL"]
    assert len(whole) == 1
    assert "app_school()" in whole[0]


@each_owned
def test_what_a_row_points_at_is_of_its_school(db: None, model: type[SchoolOwned]) -> None:
    held = {column for (columns,) in run_sql(COMPOSITE, table(model)) for column in columns}
    pointing = {
        field.column
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.name != "school"
    }
    is_the_membership_itself = {"person_id"} if model.__name__ == "Membership" else set()

    assert pointing - held == is_the_membership_itself


def test_no_table_with_a_school_is_left_outside(db: None) -> None:
    open_tables = run_sql(
        "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
        " WHERE attname = 'school_id' AND relkind = 'r'"
        " AND NOT (relrowsecurity AND relforcerowsecurity)"
    )

    assert open_tables == []


def test_the_software_may_truncate_no_table(db: None) -> None:
    allowed = run_sql(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind = 'r' AND has_table_privilege('schoolsocial_app', oid, 'TRUNCATE')"
    )

    assert allowed == []


HISTORY = [
    "audit_event",
    "consent_campaignstep",
    "consent_consent",
    "consent_faceaccount",
    "consent_nobodystatement",
    "consent_neverpublish",
    "consent_wording",
    "drafts_consentproof",
    "drafts_version",
    "drafts_decision",
    "drafts_flag",
    "drafts_flagoutcome",
    "governance_comment",
    "governance_evidencepack",
    "governance_report",
    "governance_reportfile",
    "governance_visit",
    "operations_backup",
    "operations_drill",
    "policy_step",
    "policy_agreement",
    "policy_proposal",
    "policy_proposalanswer",
    "policy_training",
]


@pytest.mark.parametrize("history", HISTORY)
def test_history_is_only_added_to(db: None, history: str) -> None:
    triggers = run_sql(
        "SELECT tgname FROM pg_trigger"
        " WHERE tgrelid = %s::regclass AND tgname LIKE 'append_only%%'",
        history,
    )
    may_change = run_sql(
        "SELECT has_table_privilege('schoolsocial_app', %s, 'UPDATE, DELETE')", history
    )

    assert len(triggers) == 2
    assert may_change == [(False,)]
