"""A picture is shown to those who may see a post with it, and to nobody else."""

import io

import pytest
from django.core.files.storage import default_storage
from django.http import HttpResponse
from PIL import Image

from consent.models import Photo
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from tests.cast import client_of, make_person
from tests.drafts.window import Window, picture, placed_in
from tests.posts import adopt_policy, make_photo, make_post, submitted

SIZES = ["", "small/"]


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt_policy(school)


def photo_in(post: Post) -> Photo:
    with scope.school(post.school_id):
        return Photo.objects.get(posts=post)


def get(person: Person, photo: Photo, size: str = "", slug: str = "st-catherine") -> HttpResponse:
    response = client_of(person).get(f"/{slug}/photos/{photo.token}/{size}")
    assert isinstance(response, HttpResponse)
    return response


@pytest.mark.parametrize("size", SIZES)
def test_author_sees_the_cleaned_copy(school: School, teacher: Person, size: str) -> None:
    post = make_post(school, teacher, photos=[("Seedlings in pots", True)])

    response = get(teacher, photo_in(post), size)

    assert response.status_code == 200
    assert Image.open(io.BytesIO(response.content)).format == "JPEG"
    assert response["Content-Type"] == "image/jpeg"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", ["teacher", "office", "governor", "admin"])
def test_others_do_not_see_the_picture_of_a_draft(
    school: School, head: Person, who: str, size: str, request: pytest.FixtureRequest
) -> None:
    post = make_post(school, head, photos=[("Seedlings in pots", True)])

    assert get(request.getfixturevalue(who), photo_in(post), size).status_code == 404


@pytest.mark.parametrize("who", ["head", "dsl"])
def test_reviewers_see_it_from_the_moment_it_is_submitted(
    school: School, teacher: Person, who: str, request: pytest.FixtureRequest
) -> None:
    reviewer = request.getfixturevalue(who)
    draft = make_post(school, teacher, photos=[("Seedlings in pots", True)])
    waiting = submitted(school, teacher, photos=[("Seedlings in pots", True)])

    assert get(reviewer, photo_in(draft)).status_code == 404
    assert get(reviewer, photo_in(waiting)).status_code == 200


def test_uploader_sees_it_before_any_post_has_it(school: School, teacher: Person) -> None:
    photo = make_photo(school, teacher)

    assert get(teacher, photo).status_code == 200
    assert get(make_person(school, Role.TEACHER), photo).status_code == 404


@pytest.mark.parametrize("slug", ["st-catherine", "hunts-cross"])
def test_other_school_gets_what_it_gets_for_nothing(
    school: School, other_head: Person, teacher: Person, slug: str
) -> None:
    photo = photo_in(submitted(school, teacher, photos=[("Seedlings in pots", True)]))

    assert get(other_head, photo, slug=slug).status_code == 404


def test_original_is_never_shown(school: School, teacher: Person) -> None:
    post = make_post(school, teacher)
    Window(teacher, post).upload(picture())
    assert len(placed_in(post)) == 1

    assert get(teacher, photo_in(post)).status_code == 404
    assert get(teacher, photo_in(post), "small/").status_code == 404


def test_picture_whose_file_is_lost_is_missing(school: School, teacher: Person) -> None:
    photo = make_photo(school, teacher)
    default_storage.delete(photo.content)

    assert get(teacher, photo).status_code == 404


@pytest.mark.parametrize("token", ["%00", "a%00b", "%ff", "no-such-token"])
def test_token_nobody_made_is_a_missing_page(school: School, teacher: Person, token: str) -> None:
    response = client_of(teacher).get(f"/{school.slug}/photos/{token}/")

    assert response.status_code == 404


def test_visitor_is_asked_to_sign_in(school: School, teacher: Person) -> None:
    photo = make_photo(school, teacher)
    visitor = client_of(teacher)
    visitor.logout()

    response = visitor.get(f"/{school.slug}/photos/{photo.token}/")

    assert response.status_code == 302
