"""A family sees the live posts that show its own children, and no others."""

import pytest
from django.test import Client
from django.utils import timezone

from consent.actions import faces
from consent.models import Face, Guardianship, Pupil
from consent.pictures import FaceBox
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.campaigning import BORN, given, let_in, link_of, opened
from tests.consent.families import make_guardian, make_pupil
from tests.drafts.forcing import force
from tests.posts import make_post

BOX = FaceBox(100, 100, 80, 96)


@pytest.fixture
def pupil(school: School) -> Pupil:
    with in_scope(school.pk):
        return make_pupil(school, born_on=BORN)


@pytest.fixture
def phone(school: School, office: Person, pupil: Pupil) -> Client:
    """Of Amelia's mother, who has answered."""
    with in_scope(school.pk):
        guardian = make_guardian(pupil, first=True)
        opened(school, office)
        link = link_of(guardian)
    inside = let_in(link)
    inside.post("/f/form/", given(pupil, social_media="yes", website="yes"))
    return inside


def post_with(school: School, author: Person, pupil: Pupil, text: str, state: str) -> Post:
    post = make_post(school, author, text, photos=[("Children at a table", None)])
    with in_scope(school.pk):
        photo = post.photos.get()
        face = Face.objects.create(
            school=school,
            photo=photo,
            found_by="detector",
            added_at=timezone.now(),
            **BOX._asdict(),
        )
        faces.say(face=face, who="pupil", pupil=pupil, by=author, now=timezone.now())
    on_x = {"tweet_id": f"77{post.pk}", "posted_at": timezone.now()}
    force("drafts_post", post.pk, state=state, **(on_x if state == "posted" else {}))
    return post


def test_live_post_with_ones_child_is_shown(
    school: School, teacher: Person, pupil: Pupil, phone: Client
) -> None:
    post = post_with(school, teacher, pupil, "Beans on the window sill", "posted")

    page = phone.get("/f/posts/").content.decode()

    assert "Beans on the window sill" in page
    assert f"/status/77{post.pk}" in page


def test_draft_and_other_peoples_children_are_not_shown(
    school: School, teacher: Person, pupil: Pupil, phone: Client
) -> None:
    with in_scope(school.pk):
        other = make_pupil(school, "Josh")
    post_with(school, teacher, pupil, "Not sent yet", "draft")
    post_with(school, teacher, other, "Somebody else", "posted")

    page = phone.get("/f/posts/").content.decode()

    assert "No post shows your child at the moment." in page
    assert "Not sent yet" not in page
    assert "Somebody else" not in page


def test_without_parental_responsibility_no_post_is_shown(
    school: School, teacher: Person, pupil: Pupil, phone: Client
) -> None:
    post_with(school, teacher, pupil, "Beans on the window sill", "posted")
    with in_scope(school.pk):
        Guardianship.objects.update(parental_responsibility=False)

    assert "Beans" not in phone.get("/f/posts/").content.decode()


def test_posts_stand_behind_the_door(db: None) -> None:
    assert "Open your link again" in Client().get("/f/posts/").content.decode()


def test_page_of_answers_leads_to_the_posts(phone: Client) -> None:
    assert 'href="/f/posts/"' in phone.get("/f/answers/").content.decode()
