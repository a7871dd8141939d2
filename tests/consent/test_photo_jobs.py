"""Taking a photo in and cleaning it: the original is forgotten, the copy is kept, twice is once."""

import io
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from consent import pictures, tasks
from consent.actions import photos
from consent.jobs import photos as jobs
from consent.models import Photo
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import run_sql
from tests.fixtures.sandbox import drawn_picture

NOW = timezone.now()


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    with scope.school(school.pk):
        yield


def receive(school: School, by: Person, content: bytes | None = None) -> Photo:
    upload = SimpleUploadedFile("Amelia Thornbury.jpg", content or located_picture())
    return photos.receive(school=school, by=by, upload=upload, now=NOW)


def located_picture() -> bytes:
    """A JPEG that says where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "Amelia at home"
    buffer = io.BytesIO()
    Image.open(io.BytesIO(drawn_picture())).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def fresh(photo: Photo) -> Photo:
    return Photo.objects.get(pk=photo.pk)


def verbs() -> list[str]:
    return list(Event.objects.order_by("sequence").values_list("verb", flat=True))


def test_receive_keeps_the_upload_under_a_random_name(school: School, teacher: Person) -> None:
    photo = receive(school, teacher)

    assert photo.state == Photo.State.RECEIVED
    assert "Amelia" not in photo.original
    assert default_storage.exists(photo.original)
    assert verbs() == ["photo.received"]


def test_receive_rings_for_a_worker_once_committed(
    school: School,
    teacher: Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        photo = receive(school, teacher)

    (ring,) = callbacks
    assert isinstance(ring, partial)
    assert ring.args == (tasks.prepare_photo, school.pk, photo.pk)


def test_receive_refuses_what_is_too_heavy_before_reading_it(
    school: School, teacher: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MAX_BYTES", 10)
    monkeypatch.setattr(pictures, "inspect", lambda _file: pytest.fail("it was read"))

    with pytest.raises(pictures.Refused) as refusal:
        receive(school, teacher)

    assert refusal.value.reason == pictures.Reason.TOO_HEAVY
    assert not Photo.objects.exists()


def test_prepare_keeps_a_clean_copy_and_forgets_the_original(
    school: School,
    teacher: Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    photo = receive(school, teacher)
    original = photo.original

    with django_capture_on_commit_callbacks(execute=True):
        jobs.prepare(school.pk, photo.pk)

    ready = fresh(photo)
    with default_storage.open(ready.content) as file:
        content = file.read()
    assert (ready.state, ready.original) == (Photo.State.READY, "")
    assert not default_storage.exists(original)
    assert b"Amelia" not in content
    assert not Image.open(io.BytesIO(content)).getexif()


def test_prepare_leaves_the_original_until_its_transaction_is_safe(
    school: School, teacher: Person
) -> None:
    photo = receive(school, teacher)

    jobs.prepare(school.pk, photo.pk)  # the test's own transaction is never committed

    assert default_storage.exists(photo.original)


def test_prepare_twice_is_harmless(school: School, teacher: Person) -> None:
    photo = receive(school, teacher)
    jobs.prepare(school.pk, photo.pk)
    first = fresh(photo)

    jobs.prepare(school.pk, photo.pk)

    assert (fresh(photo).content, fresh(photo).sha256) == (first.content, first.sha256)
    assert verbs().count("photo.prepared") == 1


def test_prepare_refuses_in_a_sentence_and_forgets_the_file(
    school: School,
    teacher: Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    photo = receive(school, teacher)
    original = photo.original
    default_storage.delete(original)
    default_storage.save(original, ContentFile(located_picture()[:300]))

    with django_capture_on_commit_callbacks(execute=True):
        jobs.prepare(school.pk, photo.pk)

    refused = fresh(photo)
    assert (refused.state, refused.content) == (Photo.State.REFUSED, "")
    assert refused.refusal == pictures.Reason.DAMAGED.sentence
    assert not default_storage.exists(original)


def test_prepare_of_a_file_that_is_gone_asks_for_it_again(school: School, teacher: Person) -> None:
    photo = receive(school, teacher)
    default_storage.delete(photo.original)

    jobs.prepare(school.pk, photo.pk)

    assert fresh(photo).state == Photo.State.REFUSED
    assert "Please add it again" in fresh(photo).refusal


def test_prepare_of_another_schools_photo_does_nothing(
    school: School, other_school: School, teacher: Person
) -> None:
    photo = receive(school, teacher)

    jobs.prepare(other_school.pk, photo.pk)

    assert fresh(photo).state == Photo.State.RECEIVED


def test_sweep_finds_what_no_worker_prepared_the_oldest_first(
    school: School, teacher: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer, older, done = (receive(school, teacher) for _ in range(3))
    Photo.objects.filter(pk=older.pk).update(uploaded_at=NOW - timedelta(hours=1))
    jobs.prepare(school.pk, done.pk)
    rung: list[tuple[int, ...]] = []
    monkeypatch.setattr(tasks, "ring", lambda _task, *ids: rung.append(ids))

    tasks.sweep_photos()

    assert rung[:2] == [(school.pk, older.pk), (school.pk, newer.pk)]


@pytest.mark.parametrize("change", ["sha256 = 'x'", "content = 'elsewhere'"])
def test_prepared_picture_keeps_its_bytes(school: School, teacher: Person, change: str) -> None:
    photo = receive(school, teacher)
    jobs.prepare(school.pk, photo.pk)

    with pytest.raises(DatabaseError, match="keeps its bytes"), transaction.atomic():
        run_sql(f"UPDATE consent_photo SET {change} WHERE id = %s", photo.pk)


def test_prepared_picture_is_never_received_again(school: School, teacher: Person) -> None:
    photo = receive(school, teacher)
    jobs.prepare(school.pk, photo.pk)

    with pytest.raises(DatabaseError, match="keeps its bytes"), transaction.atomic():
        run_sql("UPDATE consent_photo SET state = 'received' WHERE id = %s", photo.pk)
