"""The life of a version, held by the database whatever the software asks for."""

import re

import pytest
from django.utils import timezone

from policy.actions import steps, versions
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.workflow import TRANSITIONS, State, Verb
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import GRANTS, Permission, Role
from tests.cast import as_owner, in_scope, make_person, run_sql
from tests.drafts.forcing import refused
from tests.policy.versions import begin, begin_next, confirm, propose, ratify, record
from tests.posts import adopt_policy

NOW = timezone.now()


@pytest.fixture
def draft(school: School, head: Person) -> PolicyVersion:
    return begin(school, head)


def step(version: PolicyVersion, verb: Verb, by: Person) -> None:
    """A step written straight into the table."""
    run_sql(
        "INSERT INTO policy_step (school_id, version_id, verb, by_id, at, comment)"
        " VALUES (%s, %s, %s, %s, now(), '')",
        version.school_id,
        version.pk,
        verb,
        by.pk,
    )


def put(version: PolicyVersion, state: State) -> None:
    run_sql("UPDATE policy_policyversion SET state = %s WHERE id = %s", state, version.pk)


def test_trigger_lists_the_transitions_of_the_workflow(db: None) -> None:
    ((body,),) = run_sql("SELECT prosrc FROM pg_proc WHERE proname = 'policy_version_guard'")

    assert set(re.findall(r"'(\w+)>([\w ]+)>(\w+)'", body)) == {
        (at.value, verb.value, then.value) for (at, verb), then in TRANSITIONS.items()
    }


def test_trigger_and_roles_agree_on_who_confirms() -> None:
    able = {role for role in Role if Permission.CONFIRM_RATIFICATION in GRANTS[role]}

    assert able == {Role.GOVERNOR}


def test_state_does_not_change_without_its_step(draft: PolicyVersion, school: School) -> None:
    with in_scope(school.pk), refused("by the step none"):
        put(draft, State.PROPOSED)


@pytest.mark.parametrize("state", [State.RECORDED, State.RATIFIED])
def test_no_step_leads_past_the_governors(
    draft: PolicyVersion, school: School, head: Person, state: State
) -> None:
    with in_scope(school.pk), refused("policy_ratified_with_date|cannot go from draft"):
        step(draft, Verb.PROPOSE, head)
        put(draft, state)


def test_who_recorded_cannot_confirm_in_the_database(school: School) -> None:
    both = make_person(school, Role.SLT, Role.GOVERNOR)
    recorded = record(propose(begin(school, both), both), both)

    with in_scope(school.pk), refused("a governor confirms what another recorded"):
        step(recorded, Verb.CONFIRM, both)
        put(recorded, State.RATIFIED)


def test_only_a_governor_confirms_in_the_database(
    draft: PolicyVersion, school: School, head: Person, deputy: Person
) -> None:
    recorded = record(propose(draft, head), head)

    with in_scope(school.pk), refused("a governor confirms what another recorded"):
        step(recorded, Verb.CONFIRM, deputy)
        put(recorded, State.RATIFIED)


def test_confirmation_older_than_the_record_does_not_count(
    draft: PolicyVersion, school: School, head: Person, governor: Person
) -> None:
    proposed = propose(draft, head)
    with in_scope(school.pk):
        step(proposed, Verb.CONFIRM, governor)
    recorded = record(proposed, head)

    with in_scope(school.pk), refused("by the step record"):
        put(recorded, State.RATIFIED)


def test_dates_of_a_record_do_not_change_while_it_is_confirmed(
    draft: PolicyVersion, school: School, head: Person, governor: Person
) -> None:
    recorded = record(propose(draft, head), head)

    with in_scope(school.pk), refused("disputed, not changed"):
        step(recorded, Verb.CONFIRM, governor)
        run_sql(
            "UPDATE policy_policyversion SET state = 'ratified', minute_reference = 'other'"
            " WHERE id = %s",
            recorded.pk,
        )


@pytest.mark.parametrize(
    "change", ["title = 'Other'", "state = 'draft'", "review_on = review_on + 365", "revision = 9"]
)
def test_ratified_version_never_changes(school: School, change: str) -> None:
    ratified = adopt_policy(school)

    with in_scope(school.pk), refused("a ratified version never changes"):
        run_sql(f"UPDATE policy_policyversion SET {change} WHERE id = %s", ratified.pk)


@pytest.mark.parametrize("change", ["title = 'Other'", "summary = 'Other'", "pack = 'other'"])
def test_words_before_the_governors_stand_still(
    draft: PolicyVersion, school: School, head: Person, change: str
) -> None:
    propose(draft, head)

    with in_scope(school.pk), refused("only while it is a draft"):
        run_sql(f"UPDATE policy_policyversion SET {change} WHERE id = %s", draft.pk)


RULES_OF_IT = "clause_id IN (SELECT id FROM policy_clause WHERE version_id = %s)"
NEW_CLAUSE = """
INSERT INTO policy_clause
    (school_id, version_id, number, heading, text, note, enforced, position, revision)
SELECT school_id, id, '99', '', 'New', '', '[]', 99, 0 FROM policy_policyversion WHERE id = %s
"""


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE policy_clause SET text = 'Other' WHERE version_id = %s",
        "UPDATE policy_clause SET position = 9 WHERE version_id = %s",
        f"UPDATE policy_clauserule SET severity = 'note' WHERE {RULES_OF_IT}",
        f"DELETE FROM policy_clauserule WHERE {RULES_OF_IT}",
        NEW_CLAUSE,
    ],
)
def test_clauses_and_rules_change_only_in_a_draft(school: School, change: str) -> None:
    ratified = adopt_policy(school)

    with in_scope(school.pk), refused("only while it is a draft"):
        run_sql(change, ratified.pk)


def test_clause_of_a_ratified_version_does_not_move_into_a_draft(
    school: School, head: Person
) -> None:
    ratified = adopt_policy(school)
    draft = begin_next(ratified, head)

    with in_scope(school.pk), refused("only while it is a draft"):
        run_sql(
            "UPDATE policy_clause SET version_id = %s, number = '99' WHERE version_id = %s"
            " AND position = 0",
            draft.pk,
            ratified.pk,
        )


def test_rule_stands_once_in_a_version_in_the_database(
    draft: PolicyVersion, school: School
) -> None:
    with in_scope(school.pk):
        rule = ClauseRule.objects.filter(clause__version=draft).first()
        assert rule is not None
        other = draft.clauses.exclude(pk=rule.clause_id).first()
        assert other is not None

        with refused("a rule stands in one clause"):
            run_sql(
                "INSERT INTO policy_clauserule (school_id, clause_id, rule, severity, options)"
                " VALUES (%s, %s, %s, 'warn', '{}')",
                school.pk,
                other.pk,
                rule.rule,
            )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE policy_policyversion SET title = 'Other'",
        "DELETE FROM policy_clauserule",
        "TRUNCATE policy_clause CASCADE",
        "TRUNCATE policy_step CASCADE",
        "DELETE FROM policy_step",
    ],
)
def test_owner_of_the_tables_is_refused_too(school: School, change: str) -> None:
    adopt_policy(school)
    run_sql("SET CONSTRAINTS ALL IMMEDIATE")  # nothing pending that would refuse a TRUNCATE first

    with in_scope(school.pk), refused("never changes|while it is a draft|is refused"), as_owner():
        run_sql(change)


def test_version_is_never_deleted(draft: PolicyVersion, school: School) -> None:
    with in_scope(school.pk), refused("permission denied"):
        run_sql("DELETE FROM policy_policyversion WHERE id = %s", draft.pk)


def test_school_prepares_one_version_at_a_time(
    draft: PolicyVersion, school: School, deputy: Person
) -> None:
    with pytest.raises(versions.AlreadyWorking):
        begin(school, deputy)
    with in_scope(school.pk), refused("policy_one_working_version"):
        run_sql(
            "INSERT INTO policy_policyversion (school_id, number, state, pack, title, summary,"
            " minute_reference, created_at, revision)"
            " VALUES (%s, 9, 'draft', '', 'T', '', '', now(), 0)",
            school.pk,
        )


def test_version_does_not_begin_ratified(school: School) -> None:
    with in_scope(school.pk), refused("begins as a draft"):
        run_sql(
            "INSERT INTO policy_policyversion (school_id, number, state, pack, title, summary,"
            " minute_reference, created_at, revision, ratified_on, in_force_from, review_on)"
            " VALUES (%s, 9, 'ratified', '', 'T', '', 'X', now(), 0, now(), now(), now() + '1 y')",
            school.pk,
        )


def test_only_a_first_version_is_adopted_from_paper(school: School, head: Person) -> None:
    adopted = adopt_policy(school)
    second = begin_next(adopted, head)

    with in_scope(school.pk), refused("only a first version"):
        steps.take(
            second,
            Verb.ADOPT,
            by=None,
            now=NOW,
            ratified_on=NOW.date(),
            minute_reference="X",
            in_force_from=NOW.date(),
            review_on=NOW.date().replace(year=NOW.year + 1),
        )
    with pytest.raises(versions.NotTheFirst):
        adopt_policy(school)


def test_next_version_copies_clauses_rules_and_where_it_came_from(
    school: School, head: Person
) -> None:
    adopted = adopt_policy(school)

    draft = begin_next(adopted, head)

    with in_scope(school.pk):
        assert (draft.number, draft.based_on, draft.owner) == (2, adopted, head)
        assert _contents(draft) == _contents(adopted)


def _contents(version: PolicyVersion) -> list[object]:
    clauses = version.clauses.order_by("position").prefetch_related("rules")
    return [
        (
            one.number,
            one.text,
            sorted((r.rule, r.severity, str(r.options)) for r in one.rules.all()),
        )
        for one in clauses
    ]


def test_rules_of_a_pack_keep_every_option_they_were_ratified_with(
    draft: PolicyVersion, school: School
) -> None:
    with in_scope(school.pk):
        rule = ClauseRule.objects.get(clause__version=draft, rule="hashtags")

    assert {"at_end", "max", "dismissed_by"} <= rule.options.keys()


def test_whole_life_leaves_its_steps_in_order(
    draft: PolicyVersion, school: School, head: Person, governor: Person
) -> None:
    ratify(draft, head, governor)

    with in_scope(school.pk):
        draft.refresh_from_db()
        taken = list(draft.steps.told().values_list("verb", "by"))
    assert draft.state == State.RATIFIED
    assert taken == [("propose", head.pk), ("record", head.pk), ("confirm", governor.pk)]


def test_clause_without_words_is_refused(draft: PolicyVersion, school: School) -> None:
    with in_scope(school.pk), refused("clause_says_something"):
        Clause.objects.create(school=school, version=draft, number="9", text="", position=9)


def test_confirmed_version_cannot_be_confirmed_by_a_former_governor(
    draft: PolicyVersion, school: School, head: Person, governor: Person
) -> None:
    recorded = record(propose(draft, head), head)
    with in_scope(school.pk):
        governor.memberships.update(is_active=False)

    with refused("a governor confirms what another recorded"):
        confirm(recorded, governor)
