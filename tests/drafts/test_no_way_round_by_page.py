"""No way round approval through the pages: each hole found in a comparable product, pressed."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from moderation.drafts.actions import submissions
from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from tests.cast import client_of, make_person
from tests.fixtures.sandbox import drawn_picture
from tests.posts import adopt_policy, make_post, scheduled, submitted

WORDS = "Our garden club met today."
OTHER_WORDS = "Something nobody has approved."
ONE_PHOTO = [("Seedlings in pots", False)]


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt_policy(school)


def press(person: Person, post: Post, where: str, **fields: object) -> Any:
    return client_of(person).post(f"/{post.school.slug}/drafts/{post.pk}/{where}", fields)


def press_own(post: Post, where: str, **fields: object) -> None:
    """The author's own press of a button that is really there."""
    assert press(post.author, post, where, **fields).status_code in {200, 302, 409, 422}


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", drawn_picture(), "image/jpeg")


def now_of(post: Post) -> Post:
    with scope.school(post.school_id):
        return Post.objects.get(pk=post.pk)


def pictures_of(post: Post) -> list[tuple[int, str]]:
    with scope.school(post.school_id):
        return list(post.post_photos.values_list("photo_id", "alt_text"))


@pytest.mark.parametrize("where", ["", "save/"])
def test_saving_with_a_schedule_schedules_nothing(
    school: School, teacher: Person, where: str
) -> None:
    post = make_post(school, teacher)

    press_own(
        post,
        where,
        text=WORDS,
        revision=0,
        wall_time="2030-01-07T09:00",
        scheduled_for="2030-01-07T09:00",
        state="scheduled",
    )

    saved = now_of(post)
    assert (saved.state, saved.text, saved.scheduled_for) == (State.DRAFT, WORDS, None)


def test_submitting_with_a_time_only_wishes_for_it(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, WORDS)

    press_own(post, "submit/", text=WORDS, revision=0, wall_time="2030-01-07T09:00")

    waiting = now_of(post)
    assert (waiting.state, waiting.wall_time) == (State.SUBMITTED, "2030-01-07T09:00")
    assert waiting.scheduled_for is None


@pytest.mark.parametrize("where", ["", "save/", "submit/"])
@pytest.mark.parametrize("waiting", [True, False])
def test_words_cannot_be_changed_under_an_approval(
    school: School, teacher: Person, head: Person, where: str, *, waiting: bool
) -> None:
    make = submitted(school, teacher) if waiting else scheduled(school, teacher, head)
    before = (make.text, make.state, make.seal)

    press_own(make, where, text=OTHER_WORDS, revision=make.revision)

    after = now_of(make)
    assert (after.text, after.state, after.seal) == before


@pytest.mark.parametrize("waiting", [True, False])
def test_photo_cannot_be_added_under_an_approval(
    school: School, teacher: Person, head: Person, *, waiting: bool
) -> None:
    post = submitted(school, teacher) if waiting else scheduled(school, teacher, head)

    press_own(post, "photos/add/", photos=picture())

    assert pictures_of(post) == []


@pytest.mark.parametrize("where", ["", "remove/"])
def test_photo_cannot_be_changed_or_removed_under_an_approval(
    school: School, teacher: Person, head: Person, where: str
) -> None:
    post = scheduled(school, teacher, head, photos=ONE_PHOTO)
    before = pictures_of(post)
    with scope.school(school.pk):
        placed = post.post_photos.get().pk

    fields = {"alt_text": "Amelia", "shows_pupils": "no"}
    prefixed = {f"photo-{placed}-{name}": value for name, value in fields.items()}
    press_own(post, f"photos/{placed}/{where}", **fields, **prefixed)

    assert pictures_of(post) == before


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("where", ["", "save/", "photos/add/", "submit/", "withdraw/", "recall/"])
def test_nobody_touches_the_draft_of_somebody_else(
    school: School, teacher: Person, role: Role, where: str
) -> None:
    post = make_post(school, teacher, WORDS)
    stranger = make_person(school, role)

    response = press(stranger, post, where, text=OTHER_WORDS, revision=0, photos=picture())

    after = now_of(post)
    assert response.status_code in {403, 404}
    assert (after.text, after.state, pictures_of(post)) == (WORDS, State.DRAFT, [])


@pytest.mark.parametrize("how", ["approve", "return", "reject"])
def test_leader_decides_nothing_on_their_own_draft(school: School, head: Person, how: str) -> None:
    post = submitted(school, head)

    fields = {"version": 1, "when": "soon", "comment": "Very good, me"}
    response = client_of(head).post(f"/{school.slug}/review/{post.pk}/{how}/", fields)

    assert response.status_code == 409
    assert "You wrote this" in response.content.decode()
    assert now_of(post).state == State.SUBMITTED


def test_recalled_post_has_lost_its_approval(school: School, teacher: Person, head: Person) -> None:
    post = scheduled(school, teacher, head)

    press_own(post, "recall/")

    draft = now_of(post)
    assert (draft.state, draft.seal, draft.scheduled_for) == (State.DRAFT, "", None)


def test_late_approval_goes_out_and_does_not_lie_about(
    school: School, teacher: Person, head: Person
) -> None:
    post = make_post(school, teacher)
    with scope.school(school.pk), time_machine.travel(datetime(2026, 5, 4, 8, 0, tzinfo=UTC)):
        submissions.submit(post=post, by=teacher, now=timezone.now(), wall_time="2026-05-04T10:00")

    client = client_of(head)
    address = f"/{school.slug}/review/{post.pk}/"
    late = client.post(
        f"{address}approve/", {"version": 1, "when": "at", "wall_time": "2026-05-04T10:00"}
    )
    at_once = client.post(f"{address}approve/", {"version": 1, "when": "soon"})

    assert (late.status_code, at_once.status_code) == (409, 302)
    with scope.school(school.pk):
        assert Post.objects.due(timezone.now()).filter(pk=post.pk).exists()


def test_nothing_unapproved_is_ever_due(school: School, teacher: Person, head: Person) -> None:
    draft, waiting = make_post(school, teacher), submitted(school, teacher)

    for post in (draft, waiting):
        sending.send(school.pk, post.pk)

    assert [now_of(post).state for post in (draft, waiting)] == [State.DRAFT, State.SUBMITTED]
    with scope.school(school.pk):
        assert not Post.objects.due(timezone.now()).exists()
