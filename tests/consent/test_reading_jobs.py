"""The words in a photo are read after it is ready, by one worker at a time, three times at most."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from consent import pictures, tasks
from consent.actions import photos
from consent.jobs import photos as preparing
from consent.jobs import reading
from consent.models import Photo
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import run_sql
from tests.consent.pictures.lettering import labelled
from tests.consent.pictures.test_rights import with_exif
from tests.fixtures.sandbox import drawn_picture
from tests.posts import make_photo

NOW = timezone.now()


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    with scope.school(school.pk):
        yield


@pytest.fixture
def photo(school: School, teacher: Person) -> Photo:
    """Ready, and nobody has read it."""
    made = make_photo(school, teacher)
    Photo.objects.filter(pk=made.pk).update(written=None)
    return fresh(made)


def fresh(photo: Photo) -> Photo:
    return Photo.objects.get(pk=photo.pk)


def receive(school: School, by: Person, name: str, content: bytes = b"") -> Photo:
    upload = SimpleUploadedFile("x.jpg", content or drawn_picture())
    upload._name = name  # type: ignore[attr-defined]  # as no browser would send it
    return photos.receive(school=school, by=by, upload=upload, now=NOW)


def legible(monkeypatch: pytest.MonkeyPatch, answer: str | Exception) -> list[bytes]:
    """Stand in for the reader; what it was given to read."""
    given: list[bytes] = []

    def words(content: bytes) -> str:
        given.append(content)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(pictures, "words", words)
    return given


def later(photo: Photo) -> None:
    """So much later that the last try is over, whatever became of it."""
    began = timezone.now() - Photo.READING_TIME - timedelta(seconds=1)
    Photo.objects.filter(pk=photo.pk).update(reading_began_at=began)


def test_read_keeps_what_stands_in_the_picture(school: School, teacher: Person) -> None:
    photo = receive(school, teacher, "wall.jpg", labelled((180, 160, 36, "Amelia Brown")))
    preparing.prepare(school.pk, photo.pk)
    assert fresh(photo).written is None

    reading.read(school.pk, photo.pk)

    assert fresh(photo).written == "Amelia Brown"


def test_read_of_a_picture_without_words_is_known_to_hold_none(
    school: School, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = legible(monkeypatch, "")

    reading.read(school.pk, photo.pk)

    with default_storage.open(photo.content) as file:
        assert given == [file.read()]
    assert fresh(photo).written == ""


def test_reading_is_on_record_without_its_words(
    school: School, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    legible(monkeypatch, "Amelia Brown")

    reading.read(school.pk, photo.pk)

    event = Event.objects.order_by("-sequence").first()
    assert event is not None
    assert (event.verb, event.payload) == ("photo.read", {})


def test_photo_is_read_once(school: School, photo: Photo, monkeypatch: pytest.MonkeyPatch) -> None:
    given = legible(monkeypatch, "Amelia")

    reading.read(school.pk, photo.pk)
    later(photo)
    reading.read(school.pk, photo.pk)

    assert len(given) == 1


def test_photo_in_another_workers_hands_is_left_to_it(
    school: School, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = legible(monkeypatch, "")
    Photo.objects.filter(pk=photo.pk).update(readings=1, reading_began_at=timezone.now())

    reading.read(school.pk, photo.pk)

    assert given == []


@pytest.mark.parametrize("state", [Photo.State.RECEIVED, Photo.State.REFUSED])
def test_photo_that_is_not_ready_is_not_read(
    school: School, teacher: Person, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = legible(monkeypatch, "")
    photo = receive(school, teacher, "a.jpg")
    Photo.objects.filter(pk=photo.pk).update(state=state, refusal="No.")

    reading.read(school.pk, photo.pk)

    assert given == []


def test_another_schools_photo_is_not_read(
    other_school: School, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = legible(monkeypatch, "")

    reading.read(other_school.pk, photo.pk)

    assert given == []


def test_reading_is_tried_three_times_and_then_left_unknown(
    school: School,
    photo: Photo,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    given = legible(monkeypatch, pictures.Unread("Reading it took too long."))

    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            reading.read(school.pk, photo.pk)
            later(photo)

    assert len(given) == Photo.MOST_READINGS
    assert fresh(photo).written is None
    assert caplog.messages[-1] == (
        f"The words in photo {photo.pk} were not read: Reading it took too long. Try 3 of 3."
    )


def test_try_counts_even_when_the_reader_breaks(
    school: School, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    legible(monkeypatch, MemoryError())

    with pytest.raises(MemoryError):
        reading.read(school.pk, photo.pk)

    assert fresh(photo).readings == 1


def test_photo_whose_file_is_gone_is_left_unknown(
    school: School, photo: Photo, caplog: pytest.LogCaptureFixture
) -> None:
    default_storage.delete(photo.content)

    with caplog.at_level(logging.WARNING):
        reading.read(school.pk, photo.pk)

    assert fresh(photo).written is None
    assert "Its file is gone." in caplog.text


def test_sweep_rings_for_a_few_the_newest_first(
    school: School, teacher: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [make_photo(school, teacher) for _ in range(reading.A_SWEEP + 1)]
    Photo.objects.update(written=None)
    given_up, newest = made[0], made[-1]
    Photo.objects.filter(pk=given_up.pk).update(readings=3, uploaded_at=NOW + timedelta(hours=2))
    Photo.objects.filter(pk=newest.pk).update(uploaded_at=NOW + timedelta(hours=1))
    rung: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks, "ring", lambda task, *ids: rung.append((task.name, *ids)))

    tasks.sweep_photos()

    assert len(rung) == reading.A_SWEEP
    assert rung[0] == ("consent.tasks.read_photo", school.pk, newest.pk)
    assert given_up.pk not in {ids[-1] for ids in rung}


def test_prepared_photo_is_rung_for_to_be_looked_at_and_read(
    school: School, teacher: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = receive(school, teacher, "a.jpg")
    rung: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks, "ring", lambda task, *ids: rung.append((task.name, *ids)))

    tasks.prepare_photo(school.pk, photo.pk)

    assert rung == [
        ("consent.tasks.find_faces", school.pk, photo.pk),
        ("consent.tasks.read_photo", school.pk, photo.pk),
    ]
    assert fresh(photo).state == Photo.State.READY


def test_fourth_try_is_refused_by_the_database(photo: Photo) -> None:
    with pytest.raises(DatabaseError, match="photo_read_three_times"), transaction.atomic():
        run_sql("UPDATE consent_photo SET readings = 4 WHERE id = %s", photo.pk)


def test_prepared_photo_keeps_its_notices_outside_the_picture(
    school: School, teacher: Person
) -> None:
    photo = receive(school, teacher, "a.jpg", with_exif(Copyright="© Getty Images"))

    preparing.prepare(school.pk, photo.pk)

    ready = fresh(photo)
    with default_storage.open(ready.content) as file:
        assert b"Getty" not in file.read()
    assert ready.rights == ["© Getty Images"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Amelia Brown.jpg", "Amelia Brown.jpg"),
        ("C:\\Users\\office\\amelia-brown.jpg", "amelia-brown.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\x00\u202eb\n.jpg", "ab.jpg"),
        ("x" * 500 + ".jpg", "x" * 120),
        ("", ""),
    ],
)
def test_received_photo_keeps_the_last_part_of_its_name(
    school: School, teacher: Person, name: str, kept: str
) -> None:
    assert fresh(receive(school, teacher, name)).file_name == kept
