"""What a trust's scope shows, tried in raw SQL: what its own schools publish, and nothing else."""

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction

from schoolsocial.accounts.actions import trusts
from schoolsocial.accounts.models import (
    Membership,
    Person,
    School,
    Trust,
    TrustInvitation,
    TrustMember,
    TrustPlace,
)
from schoolsocial.governance.jobs import counting
from schoolsocial.governance.models import Publication, PublishedDue, PublishedReading, Rollup
from schoolsocial.tenancy import scope
from schoolsocial.tenancy.models import SchoolOwned
from tests.cast import as_owner, in_scope, run_sql
from tests.governance.trusts import NOW, ask, join, make_head, make_trust, make_trust_admin
from tests.posts import adopt_policy, make_account, make_post, make_pupil

PUBLISHED = {Publication, PublishedDue, PublishedReading}
OPEN = PUBLISHED | {TrustPlace}
WALLED = sorted(
    {m._meta.db_table for m in apps.get_models() if issubclass(m, SchoolOwned)}
    - {m._meta.db_table for m in OPEN}
)
TABLES = "SELECT relname FROM pg_class JOIN pg_policies ON tablename = relname"


@pytest.fixture
def trust(db: None) -> Trust:
    return make_trust()


@pytest.fixture
def trustee(trust: Trust) -> Person:
    return make_trust_admin(trust)


@pytest.fixture
def joined(school: School, trust: Trust, trustee: Person, teacher: Person) -> School:
    """A school of the trust with a child, a draft and counted numbers."""
    adopt_policy(school)
    make_account(school)
    make_post(school, teacher)
    make_pupil(school, "Amelia", "Brown")
    join(school, trust, trustee)
    counting.count(school.pk, NOW)
    return school


def rows(table: str) -> int:
    return int(run_sql(f'SELECT count(*) FROM "{table}"')[0][0])


def test_trust_reads_what_its_school_publishes(joined: School, trust: Trust) -> None:
    with scope.trust(trust.pk):
        assert {model.__name__ for model in OPEN if rows(model._meta.db_table)} == {
            model.__name__ for model in OPEN
        }


def test_trust_reads_no_other_table_of_its_school(joined: School, trust: Trust) -> None:
    with in_scope(joined.pk):
        there = {table for table in WALLED if rows(table)}
    with scope.trust(trust.pk):
        seen = {table for table in WALLED if rows(table)}

    assert {"consent_pupil", "drafts_post", "governance_rollup", "accounts_membership"} <= there
    assert seen == set()


def test_policies_that_speak_of_a_trust_are_on_these_tables_alone(db: None) -> None:
    """The control for tables with no row in the test above."""
    spoken = run_sql(
        "SELECT DISTINCT tablename FROM pg_policies"
        " WHERE coalesce(qual, '') || coalesce(with_check, '') LIKE '%%app_trust%%'"
    )

    ours = {model._meta.db_table for model in OPEN | {TrustInvitation, TrustMember}}
    assert {name for (name,) in spoken if not name.startswith("policy_proposal")} == ours


@pytest.mark.parametrize("model", [Publication, PublishedDue, PublishedReading, TrustPlace])
def test_another_trust_reads_nothing(joined: School, model: type[SchoolOwned]) -> None:
    other = make_trust("dee", "Dee Trust")

    with scope.trust(other.pk):
        assert rows(model._meta.db_table) == 0


def test_trust_reads_nothing_before_the_head_agreed(
    school: School, trust: Trust, trustee: Person
) -> None:
    ask(school, trust, trustee)
    with in_scope(school.pk):
        Publication.objects.create(school=school, at=NOW)

    with scope.trust(trust.pk):
        assert rows("governance_publication") == 0


def test_trust_reads_nothing_from_the_moment_the_school_leaves(
    joined: School, trust: Trust
) -> None:
    with in_scope(joined.pk):
        place = TrustPlace.objects.get()
        assert place.answered_by
        trusts.leave(place=place, by=place.answered_by, now=NOW)

    with scope.trust(trust.pk):
        assert rows("governance_publishedreading") == 0


def test_managers_refuse_in_a_trusts_scope(joined: School, trust: Trust) -> None:
    with scope.trust(trust.pk), pytest.raises(scope.NoSchool):
        Rollup.objects.count()


def test_schools_scope_within_a_trusts_sees_that_school_alone(
    joined: School, trust: Trust, other_school: School
) -> None:
    with scope.trust(trust.pk), in_scope(other_school.pk):
        assert rows("governance_publishedreading") == 0
        assert run_sql("SELECT app_trust()") == [(None,)]


def test_trusts_scope_within_a_schools_leaves_the_school(joined: School, trust: Trust) -> None:
    with in_scope(joined.pk):
        with scope.trust(trust.pk):
            assert rows("consent_pupil") == 0
        assert rows("consent_pupil") == 1


@pytest.mark.parametrize("said", ["1 OR true", "*", "", "-1"])
def test_nonsense_for_a_trust_shows_nothing(joined: School, said: str) -> None:
    run_sql("SELECT set_config('schoolsocial.trust', %s, true)", said)

    assert rows("governance_publishedreading") == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE governance_publishedreading SET value = 'x'",
        "DELETE FROM governance_publishedreading",
        "UPDATE accounts_trustplace SET agreed = true",
        "UPDATE accounts_trustmember SET is_active = false",
    ],
)
def test_trust_changes_nothing(joined: School, trust: Trust, change: str) -> None:
    with scope.trust(trust.pk):
        run_sql(change)

    with in_scope(joined.pk):
        assert PublishedReading.objects.exists()
        assert not PublishedReading.objects.filter(value="x").exists()
    with scope.platform():
        assert TrustMember.objects.get().is_active


def test_trust_cannot_answer_for_a_school(school: School, trust: Trust, trustee: Person) -> None:
    answered = (
        "INSERT INTO accounts_trustplace"
        " (school_id, trust_id, asked_by_id, asked_at, agreed, answered_by_id, answered_at)"
        " VALUES (%s, %s, %s, now(), true, %s, now())"
    )

    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        scope.trust(trust.pk),
    ):
        run_sql(answered, school.pk, trust.pk, trustee.pk, trustee.pk)


def test_trust_cannot_ask_in_the_name_of_another(
    school: School, trust: Trust, trustee: Person
) -> None:
    other = make_trust("dee", "Dee Trust")
    question = (
        "INSERT INTO accounts_trustplace (school_id, trust_id, asked_by_id, asked_at)"
        " VALUES (%s, %s, %s, now())"
    )

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        scope.trust(trust.pk),
    ):
        run_sql(question, school.pk, other.pk, trustee.pk)


def test_database_takes_an_answer_from_the_head_alone(
    school: School, trust: Trust, trustee: Person, deputy: Person
) -> None:
    place = ask(school, trust, trustee)
    answer = (
        "UPDATE accounts_trustplace SET agreed = true, answered_by_id = %s, answered_at = now()"
    )

    with (
        pytest.raises(IntegrityError, match="only the head"),
        transaction.atomic(),
        in_scope(school.pk),
    ):
        run_sql(answer, deputy.pk)

    with in_scope(school.pk):
        Membership.objects.filter(person=deputy).update(post="head")
        run_sql(answer, deputy.pk)
        place.refresh_from_db()
    assert place.agreed


def test_school_stands_in_one_trust_at_most(joined: School, trustee: Person) -> None:
    other = make_trust("dee", "Dee Trust")
    place = ask(joined, other, make_trust_admin(other))
    with in_scope(joined.pk):
        head = Membership.objects.get(post="head").person_id

    with (
        pytest.raises(IntegrityError, match="trust_place_one_a_school"),
        transaction.atomic(),
        in_scope(joined.pk),
    ):
        run_sql(
            "UPDATE accounts_trustplace SET agreed = true, answered_by_id = %s,"
            " answered_at = now() WHERE id = %s",
            head,
            place.pk,
        )


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM accounts_trustplace",
        "UPDATE accounts_trustplace SET agreed = false",
        "UPDATE accounts_trustplace SET asked_at = now()",
    ],
)
def test_answered_place_stays_as_it_was(joined: School, change: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), in_scope(joined.pk):
        run_sql(change)


def test_no_person_gives_themselves_a_trust(trust: Trust, head: Person) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        scope.person(head.pk),
    ):
        run_sql(
            "INSERT INTO accounts_trustmember (trust_id, person_id, is_active, since)"
            " VALUES (%s, %s, true, now())",
            trust.pk,
            head.pk,
        )


def test_person_sees_their_own_trust_and_nobody_elses(
    trust: Trust, trustee: Person, head: Person
) -> None:
    with scope.person(head.pk):
        assert not TrustMember.objects.exists()
    with scope.person(trustee.pk):
        assert TrustMember.objects.get().trust == trust


def test_without_its_policy_the_wall_would_not_hold(joined: School, trust: Trust) -> None:
    """The control: the tests above see the leak that they are there for."""
    with as_owner():
        run_sql("CREATE POLICY careless ON consent_pupil FOR SELECT USING (app_trust() > 0)")

    with scope.trust(trust.pk):
        assert rows("consent_pupil") == 1


def test_head_of_another_school_answers_for_theirs_alone(
    school: School, other_school: School, trust: Trust, trustee: Person
) -> None:
    place, stranger = ask(school, trust, trustee), make_head(other_school)

    with in_scope(school.pk), pytest.raises(trusts.NotTheHead):
        trusts.answer(place=place, agreed=True, by=stranger, now=NOW)
