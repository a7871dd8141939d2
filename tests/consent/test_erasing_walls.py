"""The database's own part in an erasure, asked in raw SQL: one way out, and only for the erased."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from consent.models import Face, FaceAccount, Guardian, NeverPublish, Pupil, RegisterChange
from schoolsocial.accounts.models import Person, School
from tests.cast import as_owner, in_scope, run_sql
from tests.consent.families import answer, make_guardian, make_paper, make_pupil
from tests.drafts.forcing import refused
from tests.posts import make_photo

EMPTY = """
UPDATE consent_pupil SET admission_number = 'erased-' || id, legal_forename = '',
    legal_surname = '', year_group = '', born_on = NULL, joined_on = NULL, school_class_id = NULL,
    left_on = '2025-07-31', erased_at = now()
WHERE id = %s
"""
NAMELESS = "UPDATE consent_guardian SET name = '', language = '', erased_at = now() WHERE id = %s"
SPEAK = """
INSERT INTO consent_faceaccount (school_id, face_id, who, pupil_id, said_by_id, said_at)
VALUES (%s, %s, 'pupil', %s, %s, now())
"""
KEPT = "rows are kept as they were written"


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    with in_scope(school.pk):
        yield


@pytest.fixture
def pupil(school: School) -> Pupil:
    return make_pupil(school)


@pytest.fixture
def face(school: School, teacher: Person) -> Face:
    photo = make_photo(school, teacher)
    return Face.objects.create(
        school=school,
        photo=photo,
        left=0,
        top=0,
        width=20,
        height=20,
        found_by="detector",
        added_at=timezone.now(),
    )


@pytest.fixture
def word(school: School, pupil: Pupil, face: Face, teacher: Person) -> FaceAccount:
    return FaceAccount.objects.create(
        school=school, face=face, who="pupil", pupil=pupil, said_by=teacher, said_at=timezone.now()
    )


def say(pupil: Pupil, by: Person, *, is_set: bool) -> NeverPublish:
    return NeverPublish.objects.create(
        school_id=pupil.school_id,
        pupil=pupil,
        is_set=is_set,
        reason=b"sealed",
        by=by,
        at=timezone.now(),
    )


@pytest.mark.parametrize(
    ("emptied", "left_in"),
    [
        ("legal_surname = ''", "legal_surname = 'Brown'"),
        ("year_group = ''", "year_group = '3'"),
        ("year_group = ''", "year_group = '', upn = 'B801200005001'"),
        ("year_group = ''", "year_group = '', preferred_forename = 'Amy'"),
        ("born_on = NULL", "born_on = '2018-01-01'"),
        ("left_on = '2025-07-31'", "left_on = NULL"),
        ("'erased-' || id", "'000123'"),
    ],
)
def test_nobody_is_erased_with_something_left(pupil: Pupil, emptied: str, left_in: str) -> None:
    with refused("pupil_erased_is_nobody"):
        run_sql(EMPTY.replace(emptied, left_in), pupil.pk)


def test_carer_is_not_erased_with_a_name(pupil: Pupil) -> None:
    guardian = make_guardian(pupil)

    with refused("guardian_erased_is_nobody"):
        run_sql("UPDATE consent_guardian SET erased_at = now() WHERE id = %s", guardian.pk)


def test_who_was_erased_stays_erased(pupil: Pupil) -> None:
    guardian = make_guardian(pupil)
    run_sql(NAMELESS, guardian.pk)
    run_sql(EMPTY, pupil.pk)

    for table in ("pupil", "guardian"):
        with refused("stays erased"):
            run_sql(f"UPDATE consent_{table} SET erased_at = NULL")
    with refused("stays erased"):
        run_sql("UPDATE consent_pupil SET legal_forename = 'Amelia'")


def test_erased_paper_has_no_file_and_gets_none(school: School, teacher: Person) -> None:
    make_paper(school, teacher)

    with refused("consent_document_has_content_or_is_erased"):
        run_sql("UPDATE consent_consentdocument SET content = ''")
    with refused("consent_document_has_content_or_is_erased"):
        run_sql("UPDATE consent_consentdocument SET erased_at = now()")
    run_sql("UPDATE consent_consentdocument SET content = '', erased_at = now()")
    with refused("stays erased"):
        run_sql("UPDATE consent_consentdocument SET content = 'x', erased_at = NULL")


def test_protected_child_is_not_erased(pupil: Pupil, dsl: Person) -> None:
    say(pupil, dsl, is_set=True)

    with refused("protected child"):
        run_sql(EMPTY, pupil.pk)
    say(pupil, dsl, is_set=False)
    run_sql(EMPTY, pupil.pk)


def test_only_who_is_erased_is_forgotten(pupil: Pupil, word: FaceAccount) -> None:
    with refused("only who is erased"):
        run_sql("SELECT consent_forget(%s)", pupil.pk)

    run_sql(EMPTY, pupil.pk)
    run_sql("SELECT consent_forget(%s)", pupil.pk)

    assert not FaceAccount.objects.exists()


def test_another_schools_child_is_not_forgotten(
    pupil: Pupil, word: FaceAccount, other_school: School
) -> None:
    run_sql(EMPTY, pupil.pk)

    with in_scope(other_school.pk), refused("only who is erased"):
        run_sql("SELECT consent_forget(%s)", pupil.pk)

    assert FaceAccount.objects.exists()


def test_forgetting_empties_reasons_and_keeps_the_rest(pupil: Pupil, dsl: Person) -> None:
    say(pupil, dsl, is_set=True)
    say(pupil, dsl, is_set=False)
    others = say(make_pupil(pupil.school, "Josh"), dsl, is_set=True)
    run_sql(EMPTY, pupil.pk)

    run_sql("SELECT consent_forget(%s)", pupil.pk)

    rows = NeverPublish.objects.filter(pupil_id=pupil.pk).order_by("pk")
    assert [(row.is_set, bytes(row.reason), row.by) for row in rows] == [
        (True, b"", dsl),
        (False, b"", dsl),
    ]
    others.refresh_from_db()
    assert bytes(others.reason) == b"sealed"


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM consent_faceaccount", "UPDATE consent_neverpublish SET reason = ''"],
)
def test_software_itself_may_not_even_of_the_erased(
    pupil: Pupil, word: FaceAccount, dsl: Person, statement: str
) -> None:
    say(pupil, dsl, is_set=False)
    run_sql(EMPTY, pupil.pk)

    with refused("permission denied"):
        run_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM consent_faceaccount",
        "UPDATE consent_faceaccount SET pupil_id = NULL, who = 'visitor'",
        "UPDATE consent_neverpublish SET reason = ''",
        "DELETE FROM consent_neverpublish",
    ],
)
def test_owner_may_not_while_the_child_is_known(
    pupil: Pupil, word: FaceAccount, dsl: Person, statement: str
) -> None:
    say(pupil, dsl, is_set=False)

    with refused(KEPT), as_owner():
        run_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent_faceaccount SET pupil_id = NULL, who = 'visitor'",
        "UPDATE consent_neverpublish SET reason = 'x'",
        "UPDATE consent_neverpublish SET reason = '', is_set = true",
        "DELETE FROM consent_neverpublish",
        "DELETE FROM consent_disposed",
    ],
)
def test_nothing_else_is_let_through_once_it_is_erased(
    pupil: Pupil, word: FaceAccount, dsl: Person, statement: str
) -> None:
    say(pupil, dsl, is_set=False)
    run_sql(
        "INSERT INTO consent_disposed (school_id, kind, number, why, by_id, at)"
        " VALUES (%s, 'entry', 1, 'request', %s, now())",
        pupil.school_id,
        dsl.pk,
    )
    run_sql(EMPTY, pupil.pk)

    with refused(KEPT), as_owner():
        run_sql(statement)


def test_nothing_new_is_said_of_the_erased(
    school: School, pupil: Pupil, face: Face, teacher: Person, dsl: Person
) -> None:
    guardian = Guardian.objects.create(school=school, name="Bea Brown")
    run_sql(EMPTY, pupil.pk)

    with refused("this child was erased"):
        run_sql(SPEAK, school.pk, face.pk, pupil.pk, teacher.pk)
    with refused("this child was erased"):
        say(pupil, dsl, is_set=True)
    with refused("this child was erased"):
        RegisterChange.objects.create(school=school, pupil=pupil, kind="tag", at=timezone.now())
    with refused("this child was erased"):
        answer(pupil, "no", by=dsl)
    with refused("this child was erased"):
        run_sql(
            "INSERT INTO consent_guardianship (school_id, pupil_id, guardian_id, relationship,"
            " parental_responsibility, first_contact) VALUES (%s, %s, %s, 'mother', true, false)",
            school.pk,
            pupil.pk,
            guardian.pk,
        )


def test_erased_child_is_as_good_as_missing(school: School, pupil: Pupil) -> None:
    run_sql(EMPTY, pupil.pk)

    assert not Pupil.objects.exists()
    assert not school.pupils.exists()
    assert Pupil.with_erased.get().erased_at is not None


@pytest.mark.parametrize("months", [0, 85])
def test_school_keeps_nothing_for_ever(school: School, months: int) -> None:
    with refused("retention_has_an_end"):
        run_sql(
            "INSERT INTO consent_retention (school_id, leaver_months, picture_months)"
            " VALUES (%s, 12, %s)",
            school.pk,
            months,
        )
