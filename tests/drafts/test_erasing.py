"""Erasing a child: what is declared is what happens, and nothing while somebody needs the entry."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from consent.academic_year import day_of
from consent.actions import never_publish
from consent.errors import Refusal
from consent.models import (
    Consent,
    ConsentDocument,
    Disposed,
    Face,
    FaceAccount,
    FamilyLink,
    FamilyMessage,
    Guardian,
    Guardianship,
    NeverPublish,
    Photo,
    Pupil,
    RegisterChange,
    RollChange,
    RollImport,
)
from moderation.drafts.actions import erasing
from moderation.drafts.models import ConsentProof, PostPhoto, Takedown
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.tenancy.models import Disposal
from tests.cast import as_owner, in_scope, run_sql
from tests.consent.families import make_guardian, make_pupil
from tests.drafts.erasures import NAMES, Life, kept, leave, post_with, whole_life
from tests.house.test_personal_data import FAMILIES

ALL: tuple[type[models.Model], ...] = (
    Consent,
    ConsentDocument,
    ConsentProof,
    Face,
    FaceAccount,
    FamilyLink,
    FamilyMessage,
    Guardian,
    Guardianship,
    NeverPublish,
    Photo,
    Pupil,
    RegisterChange,
    RollChange,
    RollImport,
    Takedown,
)
COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'jsonb', 'bytea')
    AND table_name LIKE ANY (ARRAY['consent_%', 'drafts_%', 'audit_%', 'accounts_letter'])
"""
WAITING = [
    State.SUBMITTED,
    State.APPROVED,
    State.SCHEDULED,
    State.SENDING,
    State.UNKNOWN,
    State.HELD,
]


@pytest.fixture
def life(school: School, office: Person, teacher: Person, dsl: Person) -> Life:
    return whole_life(school, office, teacher, dsl)


@pytest.fixture
def leaver(school: School) -> Pupil:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        leave(pupil)
    return pupil


@pytest.fixture
def inside(school: School) -> Iterator[None]:
    with in_scope(school.pk):
        yield


def erase(pupil: Pupil, by: Person) -> dict[str, int]:
    with in_scope(pupil.school_id):
        return erasing.erase(pupil=pupil, by=by, now=timezone.now())


def values(model: type[models.Model]) -> dict[int, dict[str, Any]]:
    rows = model._base_manager.values()
    return {row["id"]: row for row in rows}


def is_gone(value: object) -> bool:
    if isinstance(value, str):
        return value == "" or value.startswith("erased-")
    return value is None or value in ([], b"")


def broken(
    model: type[models.Model], before: dict[str, Any], after: dict[str, Any] | None
) -> list[str]:
    """The fields of one row of which something else became than is declared."""
    wrong = []
    for name, declared in model.disposal.items():  # type: ignore[attr-defined]
        field = model._meta.get_field(name)
        assert isinstance(field, models.Field)
        column = field.attname
        if declared is Disposal.KEEP and (after is None or after[column] != before[column]):
            wrong.append(f"{name} is not kept")
        if declared is Disposal.SCRUB and (after is None or not is_gone(after[column])):
            wrong.append(f"{name} is not overwritten")
        if declared is Disposal.ERASE and after is not None and not is_gone(after[column]):
            wrong.append(f"{name} is still there")
    return wrong


def test_each_field_becomes_what_is_declared_of_it(
    life: Life, office: Person, inside: None
) -> None:
    before = {model: values(model) for model in ALL}

    erase(life.pupil, office)

    assert {model for model in ALL if not before[model]} == set()
    wrong = {
        f"{model.__name__} {pk}": found
        for model in ALL
        for pk, row in before[model].items()
        if (found := broken(model, row, values(model).get(pk)))
    }
    assert wrong == {}


def test_no_model_about_a_family_is_forgotten_here() -> None:
    untouched = {"NobodyStatement"}  # of a picture, and of nobody in it

    assert {model.__name__ for model in FAMILIES} - untouched == {one.__name__ for one in ALL}


HOLDS = 'SELECT 1 FROM {} WHERE strpos(lower("{}"::text), lower(%s)) > 0 LIMIT 1'


def names_found() -> list[str]:
    """Every column of the database in which one of the family's names can be read."""
    with scope.platform(), as_owner():
        return [
            f"{table}.{column}: {name}"
            for table, column in run_sql(COLUMNS)
            for name in NAMES
            if run_sql(HOLDS.format(table, column), name)
        ]


def test_no_name_is_left_in_any_column(life: Life, office: Person) -> None:
    assert len(names_found()) >= 8

    erase(life.pupil, office)

    assert names_found() == []


def test_files_are_deleted_once_the_rows_say_so(
    life: Life, office: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert kept(life)

    with django_capture_on_commit_callbacks(execute=True):
        erase(life.pupil, office)

    assert [name for name in life.files if default_storage.exists(name)] == []


def test_log_and_record_say_what_and_how_many(life: Life, office: Person) -> None:
    numbers = erase(life.pupil, office)

    with in_scope(life.pupil.school_id):
        rows = set(Disposed.objects.values_list("kind", "number", "why", "by"))
        event = Event.objects.get(verb="pupil.erased")
    assert numbers == {
        "entry": 1,
        "carer": 1,
        "paper": 1,
        "photo": 1,
        "face": 1,
        "link": numbers["link"],
        "message": numbers["message"],
        "import": 3,
    }
    assert rows == {(kind, many, "request", office.pk) for kind, many in numbers.items()}
    assert (event.object_id, event.actor_id) == (life.pupil.pk, office.pk)
    assert event.payload == {"why": "request", **numbers}


def test_second_time_does_nothing(life: Life, office: Person) -> None:
    erase(life.pupil, office)

    assert erase(life.pupil, office) == {}
    with in_scope(life.pupil.school_id):
        assert Disposed.objects.filter(kind="entry").count() == 1


def test_siblings_carer_stays(school: School, leaver: Pupil, office: Person) -> None:
    with in_scope(school.pk):
        sibling = make_pupil(school, "Josh")
        mother = make_guardian(leaver, sibling, email="bea@family.example")

    erase(leaver, office)

    with in_scope(school.pk):
        mother.refresh_from_db()
        assert (mother.name, mother.email) == ("Bea Brown", "bea@family.example")
        assert [bond.pupil for bond in mother.guardianships.all()] == [sibling]
        leave(sibling)
    erase(sibling, office)
    with in_scope(school.pk):
        mother.refresh_from_db()
    assert (mother.name, mother.email) == ("", "")


def test_other_children_are_left_alone(
    school: School, life: Life, office: Person, teacher: Person
) -> None:
    with in_scope(school.pk):
        other = make_pupil(school, "Josh")
        make_guardian(other, name="Jo Other")
        post = post_with(other, teacher)
        photo = post.photos.get()

    erase(life.pupil, office)

    with in_scope(school.pk):
        photo.refresh_from_db()
        other.refresh_from_db()
        assert (other.legal_forename, photo.state) == ("Josh", "ready")
        assert FaceAccount.objects.filter(pupil=other).exists()
        assert Guardian.objects.filter(name="Jo Other").exists()


def test_draft_loses_the_picture_and_keeps_the_rest(
    school: School, leaver: Pupil, office: Person, teacher: Person
) -> None:
    with in_scope(school.pk):
        post = post_with(leaver, teacher, "draft")
        other = post_with(make_pupil(school, "Josh"), teacher).post_photos.get()
        photo = post.photos.get()

    erase(leaver, office)

    with in_scope(school.pk):
        photo.refresh_from_db()
        assert photo.state == "erased"
        assert not PostPhoto.objects.filter(post=post).exists()
        assert PostPhoto.objects.filter(pk=other.pk).exists()
        assert Event.objects.filter(verb="post.photo_removed", object_id=post.pk).count() == 1


@pytest.mark.parametrize("state", WAITING)
def test_post_on_its_way_is_in_the_way(
    school: School, leaver: Pupil, office: Person, teacher: Person, state: str
) -> None:
    with in_scope(school.pk):
        post_with(leaver, teacher, state)

    with pytest.raises(Refusal, match="waits for approval or to go out"):
        erase(leaver, office)


@pytest.mark.parametrize("state", [State.POSTED, State.REMOVING])
def test_live_post_is_in_the_way(
    school: School, leaver: Pupil, office: Person, teacher: Person, state: str
) -> None:
    with in_scope(school.pk):
        post_with(leaver, teacher, state)

    with pytest.raises(Refusal, match="A post on X shows this child"):
        erase(leaver, office)


@pytest.mark.parametrize(
    "state", [State.REJECTED, State.CANCELLED, State.REMOVED, State.FAILED, State.EXPIRED]
)
def test_post_that_is_over_is_not(
    school: School, leaver: Pupil, office: Person, teacher: Person, state: str
) -> None:
    with in_scope(school.pk):
        post_with(leaver, teacher, state)

    assert erase(leaver, office)["photo"] == 1


def test_open_takedown_is_in_the_way(
    school: School, leaver: Pupil, office: Person, teacher: Person
) -> None:
    now = timezone.now()
    with in_scope(school.pk):
        post = post_with(leaver, teacher, "removed")
        Takedown.objects.create(
            school=school,
            post=post,
            pupil=leaver,
            reason="not-to-be-shown",
            opened_at=now,
            due_at=now + timedelta(hours=1),
        )

    with pytest.raises(Refusal, match="still to be taken down"):
        erase(leaver, office)


def test_protected_child_stays_known(
    school: School, leaver: Pupil, office: Person, dsl: Person
) -> None:
    with in_scope(school.pk):
        never_publish.protect(pupil=leaver, reason="Hidden", by=dsl, now=timezone.now())

    with pytest.raises(Refusal, match="Do not publish"):
        erase(leaver, office)


@pytest.mark.parametrize("days", [None, 0])
def test_child_at_the_school_stays(
    school: School, leaver: Pupil, office: Person, days: int | None
) -> None:
    last = None if days is None else day_of(timezone.now())
    with in_scope(school.pk):
        Pupil.objects.update(left_on=last)

    with pytest.raises(Refusal, match="is at the school"):
        erase(leaver, office)
