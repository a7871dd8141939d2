"""The page on which an author says who is in a photo, with and without scripts."""

from typing import Any

import pytest
from django.utils import timezone

from consent import academic_year
from consent.models import Face, Photo, Pupil
from consent.pictures import FaceBox
from consent.queries.shown import pupils_in
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.consent.families import answer, make_class, make_guardian, make_pupil
from tests.consent.pictures.blobs import drawn
from tests.drafts.policies import adopt
from tests.posts import make_photo, make_post

NOW = timezone.now()
TODAY = academic_year.day_of(NOW)
BOXES = [FaceBox(100, 100, 80, 96), FaceBox(500, 120, 80, 96)]


@pytest.fixture
def post(school: School, teacher: Person) -> Post:
    """A draft whose picture shows two faces."""
    adopt(school, {"photo-consent": ("block", {})})
    made = make_post(school, teacher, photos=[("Children at a table", None)])
    with scope.school(school.pk):
        photo = make_photo(school, teacher, drawn((800, 600), BOXES))
        made.post_photos.update(photo=photo)
        for box in BOXES:
            Face.objects.create(
                school=school, photo=photo, found_by="detector", added_at=NOW, **box._asdict()
            )
    return made


@pytest.fixture
def cora(school: School, office: Person) -> Pupil:
    """Whose family said no."""
    with scope.school(school.pk):
        pupil = make_pupil(school, "Cora", "Dean", school_class=make_class(school))
        answer(pupil, "no", make_guardian(pupil), by=office, given_on=TODAY, now=NOW)
        return pupil


def address(post: Post, verb: str = "") -> str:
    with scope.school(post.school_id):
        placed = post.post_photos.get().pk
    return f"/{post.school.slug}/drafts/{post.pk}/photos/{placed}/faces/{verb}"


def send(post: Post, by: Person, verb: str, **fields: object) -> Any:
    return client_of(by).post(address(post, f"{verb}/"), fields)


def page(post: Post, by: Person) -> str:
    return client_of(by).get(address(post)).content.decode()


def face(post: Post, number: int = 0) -> int:
    with scope.school(post.school_id):
        photo = post.photos.get()
        return Face.objects.filter(photo=photo).standing().order_by("left")[number].pk


@pytest.mark.parametrize("written", ["Cora Dean", "cora  dean, 3 oak"])
def test_child_who_may_not_be_shown_stands_in_red_with_ways_out_and_no_reason(
    post: Post, teacher: Person, cora: Pupil, written: str
) -> None:
    response = send(post, teacher, "say", face=face(post), who="pupil", name=written)

    assert response.status_code == 302
    shown = page(post, teacher)
    assert "Cora Dean may not be shown in this photo." in shown
    for way in ("Blur this face", "Crop the photo", "Choose another photo"):
        assert way in shown
    said = shown.partition("<main")[2].partition("</main>")[0]
    assert "family" not in said
    assert "consent" not in said


def test_picture_in_which_a_pupil_is_named_shows_pupils(
    post: Post, teacher: Person, cora: Pupil
) -> None:
    send(post, teacher, "say", face=face(post), who="pupil", name="Cora Dean")

    with scope.school(post.school_id):
        placed = post.post_photos.get()
        assert (placed.shows_pupils, placed.pupils_counted) == (True, 1)


@pytest.mark.parametrize(
    ("written", "sentence"), [("", "Write the name"), ("Nobody Known", "Nobody of that name")]
)
def test_name_that_cannot_be_read_is_told(
    post: Post, teacher: Person, written: str, sentence: str
) -> None:
    response = send(post, teacher, "say", face=face(post), who="pupil", name=written)

    assert response.status_code == 409
    assert sentence in response.content.decode()


def test_two_of_one_name_are_told_apart_by_class(
    school: School, post: Post, teacher: Person, cora: Pupil
) -> None:
    with scope.school(school.pk):
        make_pupil(school, "Cora", "Dean", school_class=make_class(school, "4 Elm"))

    vague = send(post, teacher, "say", face=face(post), who="pupil", name="Cora Dean")
    exact = send(post, teacher, "say", face=face(post), who="pupil", name="Cora Dean, 4 Elm")

    assert "Several pupils have that name" in vague.content.decode()
    assert exact.status_code == 302


def test_missed_face_is_marked_by_the_grid_or_by_a_tap(post: Post, teacher: Person) -> None:
    send(post, teacher, "add", column=9, row=7, size="small")
    send(post, teacher, "add", column=0, row=0, size="small", x="0.5", y="0.5")

    with scope.school(post.school_id):
        boxes = Face.objects.filter(found_by="person").order_by("-left")
        corner, middle = ((one.left, one.top, one.height) for one in boxes)
    assert corner == (741, 538, 48)
    assert middle == (381, 276, 48)


def test_box_drawn_by_hand_goes_again(post: Post, teacher: Person) -> None:
    send(post, teacher, "add", column=9, row=7, size="small")

    send(post, teacher, "remove", face=face(post, 2))

    assert "2 faces not accounted for" in page(post, teacher).replace("2 of ", "")


def test_nobody_is_signed_with_a_tick_and_not_without(post: Post, teacher: Person) -> None:
    assert send(post, teacher, "nobody").status_code == 409

    send(post, teacher, "nobody", signed="yes")

    assert "Signed: no child in this photo can be recognised." in page(post, teacher)


def test_blur_exchanges_the_picture_and_the_way_back_is_open(
    post: Post, teacher: Person, cora: Pupil
) -> None:
    with scope.school(post.school_id):
        before = post.photos.get()

    send(post, teacher, "blur", face=face(post))

    with scope.school(post.school_id):
        made = post.photos.get()
    assert made.derived_from_id == before.pk
    assert "Before and now" in page(post, teacher)

    send(post, teacher, "undo")
    with scope.school(post.school_id):
        assert post.photos.get() == before


def test_way_back_keeps_what_was_typed_since(post: Post, teacher: Person, cora: Pupil) -> None:
    send(post, teacher, "blur", face=face(post))
    with scope.school(post.school_id):
        post.post_photos.update(alt_text="Two at a table", pupils_counted=5, source="school")
    send(post, teacher, "say", face=face(post), who="pupil", name="Cora Dean")

    send(post, teacher, "undo")

    with scope.school(post.school_id):
        placed = post.post_photos.get()
        assert (placed.alt_text, placed.pupils_counted) == ("Two at a table", 5)
        assert placed.source == "school"
        assert pupils_in([placed.photo_id]) == {placed.photo_id: {cora.pk}}


def test_crop_exchanges_the_picture(post: Post, teacher: Person) -> None:
    send(post, teacher, "crop", left=50, right=0, top=0, bottom=0)

    with scope.school(post.school_id):
        assert post.photos.get().width == 400


def test_search_that_failed_asks_to_count_by_eye(post: Post, teacher: Person) -> None:
    with scope.school(post.school_id):
        Face.objects.filter(found_by="detector")
        photo = make_photo(post.school, teacher)
        Photo.objects.filter(pk=photo.pk).update(faces_found_at=None, looks=3)
        post.post_photos.update(photo=photo)

    assert "Count them by eye" in page(post, teacher)
    draft = client_of(teacher).get(f"/{post.school.slug}/drafts/{post.pk}/").content.decode()
    assert "Count the faces in photo 1 by eye" in draft


def test_page_says_that_more_pupils_are_counted_than_named(
    post: Post, teacher: Person, cora: Pupil
) -> None:
    send(post, teacher, "say", face=face(post), who="pupil", name="Cora Dean")
    assert "shows at least" not in page(post, teacher)

    with scope.school(post.school_id):
        post.post_photos.update(pupils_counted=2)

    assert "This photo shows at least 2 pupils and 1 is named." in page(post, teacher)


def test_page_says_that_faces_are_never_recognised(post: Post, teacher: Person) -> None:
    assert "Faces are found, never recognised." in page(post, teacher)


def test_colleagues_draft_is_not_there(post: Post, deputy: Person) -> None:
    assert client_of(deputy).get(address(post)).status_code == 404
    assert send(post, deputy, "say", face=face(post), who="adult").status_code == 404


def test_face_of_another_picture_is_not_taken(school: School, post: Post, teacher: Person) -> None:
    other = make_post(school, teacher, photos=[("Another table", None)])

    response = send(other, teacher, "say", face=face(post), who="adult")

    assert response.status_code == 409
    assert "no longer in the picture" in response.content.decode()
