"""Faces are looked for after a photo is ready, by one worker at a time, three times at most."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from consent import pictures, tasks
from consent.jobs import finding
from consent.models import Face, Photo, Search
from consent.pictures import FaceBox
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import run_sql
from tests.posts import make_photo

TWO = [FaceBox(4, 5, 10, 12), FaceBox(20, 6, 10, 12)]


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    with scope.school(school.pk):
        yield


@pytest.fixture
def photo(school: School, teacher: Person) -> Photo:
    """Ready, and nobody has looked for faces in it."""
    made = make_photo(school, teacher)
    Photo.objects.filter(pk=made.pk).update(faces_found_at=None)
    return fresh(made)


def fresh(photo: Photo) -> Photo:
    return Photo.objects.get(pk=photo.pk)


def finds(monkeypatch: pytest.MonkeyPatch, answer: list[FaceBox] | Exception) -> list[bytes]:
    """Stand in for the finder; what it was given to look at."""
    given: list[bytes] = []

    def find_faces(content: bytes) -> list[FaceBox]:
        given.append(content)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(pictures, "find_faces", find_faces)
    return given


def later(photo: Photo) -> None:
    began = timezone.now() - Photo.READING_TIME - timedelta(seconds=1)
    Photo.objects.filter(pk=photo.pk).update(look_began_at=began)


def boxes(photo: Photo) -> list[FaceBox]:
    rows = Face.objects.filter(photo=photo).order_by("left")
    return [FaceBox(row.left, row.top, row.width, row.height) for row in rows]


def test_a_box_is_kept_for_each_face(
    school: School, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, TWO)

    finding.find(school.pk, photo.pk)

    assert boxes(photo) == TWO
    assert fresh(photo).search is Search.DONE


def test_looking_is_on_record_with_numbers_alone(
    school: School, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, TWO)

    finding.find(school.pk, photo.pk)

    event = Event.objects.order_by("-sequence").first()
    assert event is not None
    assert (event.verb, event.payload) == ("photo.faces_found", {"faces": 2})


def test_face_that_is_marked_already_is_not_kept_twice(
    school: School, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    Face.objects.create(
        school=school, photo=photo, found_by="detector", added_at=timezone.now(), **TWO[0]._asdict()
    )
    finds(monkeypatch, TWO)

    finding.find(school.pk, photo.pk)

    assert boxes(photo) == TWO


def test_looking_is_tried_three_times_and_then_left_to_people(
    school: School,
    photo: Photo,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    given = finds(monkeypatch, pictures.NotLooked("Looking for faces took too long."))

    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            finding.find(school.pk, photo.pk)
            later(photo)

    assert len(given) == Photo.MOST_LOOKS
    assert fresh(photo).search is Search.FAILED
    assert caplog.messages[-1].endswith("Looking for faces took too long. Try 3 of 3.")


def test_photo_in_another_workers_hands_is_left_to_it(
    school: School, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = finds(monkeypatch, [])
    Photo.objects.filter(pk=photo.pk).update(looks=1, look_began_at=timezone.now())

    finding.find(school.pk, photo.pk)

    assert given == []


def test_another_schools_photo_is_not_looked_at(
    other_school: School, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = finds(monkeypatch, [])

    finding.find(other_school.pk, photo.pk)

    assert given == []


def test_sweep_rings_for_photos_not_looked_at(
    school: School, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks, "ring", lambda task, *ids: rung.append((task.name, *ids)))

    tasks.sweep_photos()

    assert rung == [("consent.tasks.find_faces", school.pk, photo.pk)]


def test_fourth_look_is_refused_by_the_database(photo: Photo) -> None:
    with pytest.raises(DatabaseError, match="looked_at_three_times"), transaction.atomic():
        run_sql("UPDATE consent_photo SET looks = 4 WHERE id = %s", photo.pk)
