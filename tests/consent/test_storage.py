"""Nothing lies about in the private storage that nothing owns."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from consent.jobs import storage
from consent.models import Photo
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.consent.families import make_paper

TOMORROW = timezone.now() + timedelta(days=2)


def stored(name: str) -> str:
    return default_storage.save(name, ContentFile(b"a picture with a place in it"))


def test_sweep_deletes_what_no_photo_owns(db: None) -> None:
    orphan = stored("original/ab/orphan")

    storage.sweep(TOMORROW)

    assert not default_storage.exists(orphan)


def test_sweep_keeps_what_a_photo_owns(school: School, teacher: Person) -> None:
    owned = stored("original/cd/owned")
    with scope.school(school.pk):
        Photo.objects.create(
            school=school, uploaded_by=teacher, uploaded_at=timezone.now(), original=owned
        )

    storage.sweep(TOMORROW)

    assert default_storage.exists(owned)


def test_sweep_keeps_the_paper_of_an_answer(school: School, office: Person) -> None:
    with scope.school(school.pk):
        paper = make_paper(school, office)
    orphan = stored("paper/ab/orphan")

    storage.sweep(TOMORROW)

    assert default_storage.exists(paper.content)
    assert not default_storage.exists(orphan)


def test_sweep_leaves_an_upload_of_this_minute_alone(db: None) -> None:
    fresh = stored("original/ef/fresh")

    storage.sweep(timezone.now())

    assert default_storage.exists(fresh)
