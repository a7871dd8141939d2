"""What changed between two versions, told clause by clause."""

import pytest
from django.utils import timezone

from policy.actions import drafting, enforcement
from policy.findings import Severity
from policy.models import Clause, PolicyVersion
from policy.presenters import changes
from policy.presenters.changes import Changes, ClauseChange
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.policy.versions import begin_next
from tests.posts import adopt_policy

NOW = timezone.now()


@pytest.fixture
def before(school: School) -> PolicyVersion:
    return adopt_policy(school)


@pytest.fixture
def draft(before: PolicyVersion, head: Person) -> PolicyVersion:
    return begin_next(before, head)


def clause_of(draft: PolicyVersion, rule: str = "") -> Clause:
    """The clause with that rule; without one, the first."""
    rows = draft.clauses.filter(rules__rule=rule) if rule else draft.clauses.order_by("position")
    clause = rows.first()
    assert clause is not None
    return clause


def told(before: PolicyVersion, after: PolicyVersion) -> Changes:
    with in_scope(before.school_id):
        return changes.between(before, after)


def edited(clause: Clause, by: Person, **written: str) -> None:
    now = {name: getattr(clause, name) for name in ("number", "heading", "text", "note")}
    with in_scope(clause.school_id):
        drafting.edit(clause=clause, by=by, revision=clause.revision, now=NOW, **now | written)


def only(found: Changes) -> ClauseChange:
    (change,) = found.clauses
    return change


def test_copy_has_no_change(before: PolicyVersion, draft: PolicyVersion, school: School) -> None:
    found = told(before, draft)

    assert found.clauses == ()
    with in_scope(school.pk):
        assert found.same == draft.clauses.count()


def test_changed_words_are_told_word_by_word(
    before: PolicyVersion, draft: PolicyVersion, head: Person, school: School
) -> None:
    with in_scope(school.pk):
        clause = clause_of(draft)
    edited(clause, head, text=clause.text + " Always.")

    change = only(told(before, draft))

    assert (change.number, change.fate) == (clause.number, "changed")
    assert [(one.change.value, one.text.strip()) for one in change.pieces][-1] == (
        "added", "Always.",
    )  # fmt: skip


def test_new_number_and_heading_are_told(
    before: PolicyVersion, draft: PolicyVersion, head: Person, school: School
) -> None:
    with in_scope(school.pk):
        clause = clause_of(draft)
    edited(clause, head, number="99", heading="Other")

    change = only(told(before, draft))

    assert change.pieces == ()
    assert f"Its number was {clause.number}." in change.remarks


def test_added_and_removed_clauses_are_told_in_place(
    before: PolicyVersion, draft: PolicyVersion, head: Person, school: School
) -> None:
    with in_scope(school.pk):
        first = clause_of(draft)
        drafting.remove(clause=first, by=head, revision=0, now=NOW)
        drafting.add(
            version=draft, by=head, number="99", heading="", text="Post kindly.", note="", now=NOW
        )

    found = told(before, draft)

    assert [(one.number, one.fate) for one in found.clauses] == [
        (first.number, "removed"), ("99", "added"),
    ]  # fmt: skip


def test_rules_and_settings_are_told_in_words(
    before: PolicyVersion, draft: PolicyVersion, head: Person, school: School
) -> None:
    with in_scope(school.pk):
        clause = clause_of(draft, "length")
        before_max = clause.rules.get(rule="length").options["max"]
        enforcement.set_rule(
            clause=clause,
            by=head,
            rule="length",
            severity=Severity.NOTE,
            options={"max": 99, "dismissed_by": "slt"},
            revision=clause.revision,
            now=NOW,
        )

    remarks = only(told(before, draft)).remarks

    assert "Length of the post now only reminds; it stopped a post." in remarks
    assert (
        "Length of the post. Most characters, as X counts them: 99."
        f" Before: Most characters, as X counts them: {before_max}."
    ) in remarks
    assert any("A senior leader, giving a reason" in one for one in remarks)


def test_rule_taken_off_is_told(
    before: PolicyVersion, draft: PolicyVersion, head: Person, school: School
) -> None:
    with in_scope(school.pk):
        clause = clause_of(draft, "length")
        enforcement.remove_rule(
            clause=clause, by=head, rule="length", revision=clause.revision, now=NOW
        )

    (remark,) = only(told(before, draft)).remarks
    assert remark == "No longer runs for it: Length of the post, which stops a post."
