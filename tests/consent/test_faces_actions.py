"""Whose face is whose is said by people, and every word of it stays."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.utils import timezone

from consent.actions import derived, faces
from consent.models import Face, FaceAccount, Photo, Pupil, RegisterChange
from consent.pictures import FaceBox
from consent.queries.accounted import Account, accounts_of
from consent.queries.shown import photos_showing, pupils_in
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import run_sql
from tests.consent.pictures.blobs import drawn
from tests.posts import make_photo, make_pupil

NOW = timezone.now()
LATER = NOW + timedelta(minutes=1)
LEFT, RIGHT = FaceBox(100, 100, 80, 80), FaceBox(500, 120, 60, 60)


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    with scope.school(school.pk):
        yield


@pytest.fixture
def photo(school: School, teacher: Person) -> Photo:
    """With two faces that the software found."""
    made = make_photo(school, teacher, drawn((800, 600), [LEFT, RIGHT]))
    for box in (LEFT, RIGHT):
        Face.objects.create(
            school=school, photo=made, found_by="detector", added_at=NOW, **box._asdict()
        )
    return made


@pytest.fixture
def amelia(school: School) -> Pupil:
    return make_pupil(school, "Amelia", "Brown")


def face(photo: Photo, number: int = 0) -> Face:
    return Face.objects.filter(photo=photo).standing().order_by("left")[number]


def account(photo: Photo) -> Account:
    return accounts_of([Photo.objects.get(pk=photo.pk)])[photo.pk]


def test_last_word_counts_and_the_first_stays(photo: Photo, teacher: Person, amelia: Pupil) -> None:
    faces.say(face=face(photo), who="pupil", pupil=amelia, by=teacher, now=NOW)
    assert photos_showing(amelia.pk) == {photo.pk}
    assert pupils_in([photo.pk]) == {photo.pk: {amelia.pk}}

    faces.say(face=face(photo), who="adult", pupil=None, by=teacher, now=LATER)

    assert photos_showing(amelia.pk) == set()
    assert pupils_in([photo.pk]) == {}
    assert FaceAccount.objects.count() == 2


def test_correction_about_a_child_leaves_word(photo: Photo, teacher: Person, amelia: Pupil) -> None:
    faces.say(face=face(photo), who="pupil", pupil=amelia, by=teacher, now=NOW)
    assert RegisterChange.objects.count() == 0

    faces.say(face=face(photo), who="visitor", pupil=None, by=teacher, now=LATER)

    assert RegisterChange.objects.get().pupil == amelia


@pytest.mark.parametrize("who", ["pupil", "adult"])
def test_only_a_pupils_face_has_a_pupil(
    photo: Photo, teacher: Person, amelia: Pupil, who: str
) -> None:
    with pytest.raises(faces.PupilMissing):
        faces.say(
            face=face(photo),
            who=who,
            pupil=None if who == "pupil" else amelia,
            by=teacher,
            now=NOW,
        )


def test_box_drawn_by_a_person_goes_and_one_that_was_found_stays(
    photo: Photo, teacher: Person
) -> None:
    drawn_by_hand = faces.add(photo=photo, box=FaceBox(10, 10, 40, 50), by=teacher, now=NOW)
    faces.remove(face=drawn_by_hand, by=teacher, now=NOW)

    with pytest.raises(faces.FoundBySoftware):
        faces.remove(face=face(photo), by=teacher, now=NOW)
    assert len(account(photo).faces) == 2


@pytest.mark.parametrize("box", [FaceBox(790, 10, 40, 50), FaceBox(10, 10, 2, 50)])
def test_box_outside_the_picture_is_refused(photo: Photo, teacher: Person, box: FaceBox) -> None:
    with pytest.raises(faces.OutsideThePicture):
        faces.add(photo=photo, box=box, by=teacher, now=NOW)


def test_signing_that_nobody_is_recognisable_accounts_for_every_box(
    photo: Photo, teacher: Person
) -> None:
    faces.sign_nobody(photo=photo, by=teacher, now=NOW)

    found = account(photo)
    assert found.nobody
    assert {one.who for one in found.faces} == {"unrecognisable"}


def test_signature_ends_where_a_face_is_a_pupils(
    photo: Photo, teacher: Person, amelia: Pupil
) -> None:
    faces.sign_nobody(photo=photo, by=teacher, now=NOW)

    faces.say(face=face(photo), who="pupil", pupil=amelia, by=teacher, now=LATER)

    assert not account(photo).nobody
    with pytest.raises(faces.PupilsInIt):
        faces.sign_nobody(photo=photo, by=teacher, now=LATER)


def test_photo_that_could_not_be_searched_is_known_once_somebody_marked_or_signed(
    photo: Photo, teacher: Person
) -> None:
    Photo.objects.filter(pk=photo.pk).update(faces_found_at=None, looks=3)
    assert not account(photo).is_known

    faces.add(photo=photo, box=FaceBox(10, 10, 40, 50), by=teacher, now=NOW)

    assert account(photo).is_known


def test_blurred_copy_keeps_what_was_said_of_the_others(
    photo: Photo, teacher: Person, amelia: Pupil
) -> None:
    faces.say(face=face(photo, 1), who="pupil", pupil=amelia, by=teacher, now=NOW)

    made = derived.blur(photo=photo, faces=[face(photo)], by=teacher, now=LATER)

    assert (made.derived_from, made.search) == (photo, "pending")
    assert made.sha256 != photo.sha256
    assert [(one.box, one.pupil) for one in account(made).faces] == [(RIGHT, amelia.pk)]


def test_cut_copy_moves_the_boxes_along(photo: Photo, teacher: Person) -> None:
    made = derived.crop(photo=photo, box=FaceBox(300, 100, 400, 300), by=teacher, now=LATER)

    assert (made.width, made.height) == (400, 300)
    assert [one.box for one in account(made).faces] == [FaceBox(200, 20, 60, 60)]


def test_cut_that_leaves_hardly_anything_is_refused(photo: Photo, teacher: Person) -> None:
    with pytest.raises(derived.TooSmall):
        derived.crop(photo=photo, box=FaceBox(0, 0, 100, 600), by=teacher, now=LATER)


def test_way_back_from_a_blur_keeps_what_was_said_since(
    photo: Photo, teacher: Person, amelia: Pupil
) -> None:
    faces.say(face=face(photo, 1), who="adult", pupil=None, by=teacher, now=NOW)
    made = derived.blur(photo=photo, faces=[face(photo)], by=teacher, now=LATER)
    faces.say(face=face(made), who="pupil", pupil=amelia, by=teacher, now=LATER)

    assert derived.back(photo=made) == photo

    assert [said.pupil for said in account(photo).faces] == [None, amelia.pk]
    word = FaceAccount.objects.filter(face=face(photo, 1)).latest("pk")
    assert (word.said_by, word.said_at) == (teacher, LATER)


def test_way_back_from_a_cut_finds_the_faces_where_they_were(
    photo: Photo, teacher: Person, amelia: Pupil
) -> None:
    made = derived.crop(photo=photo, box=FaceBox(300, 100, 400, 300), by=teacher, now=LATER)
    faces.say(face=face(made), who="pupil", pupil=amelia, by=teacher, now=LATER)
    drawn_since = faces.add(photo=made, box=FaceBox(10, 200, 40, 50), by=teacher, now=LATER)
    faces.say(face=drawn_since, who="visitor", pupil=None, by=teacher, now=LATER)

    derived.back(photo=made)

    there = {(said.box.left, said.box.top): said.who for said in account(photo).faces}
    assert there == {(100, 100): "", (500, 120): "pupil", (310, 300): "visitor"}


def test_way_back_brings_no_word_on_what_was_under_blocks(photo: Photo, teacher: Person) -> None:
    made = derived.blur(photo=photo, faces=[face(photo)], by=teacher, now=LATER)
    over_it = faces.add(photo=made, box=LEFT, by=teacher, now=LATER)
    faces.say(face=over_it, who="unrecognisable", pupil=None, by=teacher, now=LATER)
    faces.sign_nobody(photo=made, by=teacher, now=LATER)

    derived.back(photo=made)

    assert account(photo).faces[0].who == ""
    assert not account(photo).nobody


def test_way_back_says_nothing_twice(photo: Photo, teacher: Person) -> None:
    faces.say(face=face(photo, 1), who="adult", pupil=None, by=teacher, now=NOW)
    made = derived.blur(photo=photo, faces=[face(photo)], by=teacher, now=LATER)

    derived.back(photo=made)

    assert FaceAccount.objects.filter(face=face(photo, 1)).count() == 1
    with pytest.raises(derived.NothingBefore):
        derived.back(photo=photo)


def test_copy_of_another_schools_face_is_refused_by_the_database(
    photo: Photo, other_school: School, other_head: Person
) -> None:
    with scope.school(other_school.pk):
        theirs = make_photo(other_school, other_head)
        stranger = faces.add(photo=theirs, box=FaceBox(0, 0, 10, 10), by=other_head, now=NOW)

    with pytest.raises(DatabaseError, match="carried_from_id_same_school"), transaction.atomic():
        run_sql("UPDATE consent_face SET carried_from_id = %s", stranger.pk)


def test_erased_picture_has_no_file_and_stays_on_record(
    photo: Photo, django_capture_on_commit_callbacks: Any
) -> None:
    names = [photo.content, photo.thumbnail]

    with django_capture_on_commit_callbacks(execute=True):
        derived.erase(photo=photo, now=LATER)

    gone = Photo.objects.get(pk=photo.pk)
    assert (gone.state, gone.content, gone.thumbnail) == ("erased", "", "")
    assert not any(default_storage.exists(name) for name in names)


def test_box_keeps_its_place_in_the_database(photo: Photo) -> None:
    with pytest.raises(DatabaseError, match="keeps its place"), transaction.atomic():
        run_sql('UPDATE consent_face SET "left" = 0 WHERE photo_id = %s', photo.pk)


def test_found_box_is_not_removed_in_the_database(photo: Photo, teacher: Person) -> None:
    with pytest.raises(DatabaseError, match="found_is_not_removed"), transaction.atomic():
        run_sql(
            "UPDATE consent_face SET removed_at = now(), removed_by_id = %s WHERE photo_id = %s",
            teacher.pk,
            photo.pk,
        )


def test_account_of_an_adult_names_no_pupil_in_the_database(
    school: School, photo: Photo, teacher: Person, amelia: Pupil
) -> None:
    with pytest.raises(DatabaseError, match="names_pupils_only"), transaction.atomic():
        FaceAccount.objects.create(
            school=school,
            face=face(photo),
            who="adult",
            pupil=amelia,
            said_by=teacher,
            said_at=NOW,
        )
