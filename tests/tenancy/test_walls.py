"""The walls between schools, tried in raw SQL under the software's own role."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError

from consent.models import Photo, Pupil, SchoolClass
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import as_owner, in_scope, run_sql

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def add_class(school: School, name: str = "Oak") -> SchoolClass:
    with in_scope(school.pk):
        return SchoolClass.objects.create(school=school, name=name, academic_year=2026)


def test_the_software_is_neither_owner_nor_above_the_walls(db: None) -> None:
    role = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    owned = "SELECT count(*) FROM pg_tables WHERE tableowner = current_user"

    assert run_sql("SELECT current_user") == [("schoolsocial_app",)]
    assert run_sql(role) == [(False, False)]
    assert run_sql(owned) == [(0,)]


def test_rows_are_invisible_without_a_scope(school: School) -> None:
    add_class(school)

    assert run_sql("SELECT * FROM consent_schoolclass") == []


def test_rows_of_another_school_are_invisible(school: School, other_school: School) -> None:
    add_class(other_school)

    with in_scope(school.pk):
        assert run_sql("SELECT * FROM consent_schoolclass") == []


@pytest.mark.parametrize(
    "change", ["UPDATE consent_schoolclass SET name = 'x'", "DELETE FROM consent_schoolclass"]
)
def test_rows_of_another_school_cannot_be_changed(
    school: School, other_school: School, change: str
) -> None:
    add_class(other_school, "Oak")

    with in_scope(school.pk):
        run_sql(change)

    with in_scope(other_school.pk):
        assert SchoolClass.objects.get().name == "Oak"


INSERT = "INSERT INTO consent_schoolclass (school_id, name, academic_year) VALUES (%s, 'x', 1)"


def test_rows_for_another_school_cannot_be_added(school: School, other_school: School) -> None:
    with (
        in_scope(school.pk),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        run_sql(INSERT, other_school.pk)


def test_rows_cannot_be_added_without_a_scope(school: School) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        run_sql(INSERT, school.pk)


def test_rows_cannot_be_moved_to_another_school(school: School, other_school: School) -> None:
    add_class(school)

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        in_scope(school.pk),
    ):
        run_sql("UPDATE consent_schoolclass SET school_id = %s", other_school.pk)


def test_nonsense_in_the_setting_shows_nothing(school: School) -> None:
    add_class(school)
    run_sql("SELECT set_config('schoolsocial.school', '1 OR true', true)")

    assert run_sql("SELECT * FROM consent_schoolclass") == []


def test_composite_key_refuses_a_class_of_another_school(
    school: School, other_school: School
) -> None:
    theirs = add_class(other_school)
    with in_scope(school.pk):
        Pupil.objects.create(school=school, admission_number="1", legal_forename="Amelia")

    with pytest.raises(IntegrityError, match="same_school"), as_owner():
        run_sql("UPDATE consent_pupil SET school_class_id = %s", theirs.pk)


def test_composite_key_refuses_an_account_of_another_school(
    school: School, other_school: School, teacher: Person
) -> None:
    ours, theirs = (
        Account(school=one, handle=one.slug[:15], x_user_id=str(one.pk))
        for one in (school, other_school)
    )
    with in_scope(other_school.pk):
        theirs.save()
    with in_scope(school.pk):
        ours.save()
        Post.objects.create(
            school=school, author=teacher, account=ours, created_at=NOW, saved_at=NOW
        )

    with pytest.raises(IntegrityError, match="account_id_same_school"), as_owner():
        run_sql("UPDATE drafts_post SET account_id = %s", theirs.pk)


def test_a_person_of_another_school_cannot_be_named(school: School, other_head: Person) -> None:
    with (
        pytest.raises(IntegrityError, match="uploaded_by_id_member"),
        transaction.atomic(),
        in_scope(school.pk),
    ):
        Photo.objects.create(school=school, uploaded_by=other_head, uploaded_at=NOW)


def test_a_child_is_invisible_to_the_platform_when_a_person_is_named(
    school: School, head: Person
) -> None:
    with in_scope(school.pk):
        Pupil.objects.create(school=school, admission_number="1", legal_forename="Amelia")

    with scope.person(head.pk):
        assert run_sql("SELECT * FROM consent_pupil") == []


@pytest.mark.parametrize(
    "change",
    ["UPDATE accounts_membership SET roles = '{admin}'", "DELETE FROM accounts_membership"],
)
def test_own_places_may_be_seen_and_not_changed(
    school: School, teacher: Person, change: str
) -> None:
    with scope.person(teacher.pk):
        run_sql(change)

    with in_scope(school.pk):
        assert Membership.objects.get().roles == ["teacher"]


def test_nobody_gives_themselves_a_place(other_school: School, teacher: Person) -> None:
    insert = (
        "INSERT INTO accounts_membership (school_id, person_id, roles, is_active, since)"
        " VALUES (%s, %s, '{admin}', true, now())"
    )

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        scope.person(teacher.pk),
    ):
        run_sql(insert, other_school.pk, teacher.pk)


@pytest.mark.django_db(transaction=True)
def test_walls_hold_an_owner_who_is_no_superuser(school: School, owner: psycopg.Connection) -> None:
    add_class(school)
    with owner.transaction(force_rollback=True):
        owner.execute("CREATE ROLE plain_owner NOLOGIN NOSUPERUSER")
        owner.execute("GRANT CREATE ON SCHEMA public TO plain_owner")
        owner.execute("GRANT plain_owner TO CURRENT_USER")
        owner.execute("ALTER TABLE consent_schoolclass OWNER TO plain_owner")
        owner.execute("SET LOCAL ROLE plain_owner")

        seen = owner.execute("SELECT * FROM consent_schoolclass").fetchall()

    assert seen == []
