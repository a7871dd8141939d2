"""An approved post can still be stopped: a leader thinks again, or the DSL objects."""

import pytest
from django.utils import timezone

from moderation.drafts.actions import reviews
from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import NotPossible, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, make_account, scheduled, submitted


@pytest.fixture
def queued(school: School, teacher: Person, head: Person) -> Post:
    adopt_policy(school)
    make_account(school)
    return scheduled(school, teacher, head)


def call_back(post: Post, by: Person, comment: str = "Wait for the trip to be back.") -> None:
    with scope.school(post.school_id):
        reviews.call_back(post=post, by=by, comment=comment, now=timezone.now())


def now_of(post: Post) -> Post:
    with scope.school(post.school_id):
        return Post.objects.get(pk=post.pk)


def test_dsl_stops_a_scheduled_post_and_the_author_reads_why(
    queued: Post, dsl: Person, teacher: Person
) -> None:
    page = client_of(dsl).post(
        f"/{queued.school.slug}/posts/{queued.pk}/call-back/", {"comment": "Not with that bib."}
    )

    assert page.status_code == 302
    assert (now_of(queued).state, now_of(queued).seal) == (State.RETURNED, "")
    desk = client_of(teacher).get(f"/{queued.school.slug}/drafts/{queued.pk}/")
    assert "Not with that bib." in desk.content.decode()


def test_called_back_post_is_never_sent(queued: Post, dsl: Person, sandbox: SandboxX) -> None:
    call_back(queued, dsl)

    sending.send(queued.school_id, queued.pk)

    assert sandbox.requests() == []


def test_call_back_explains_itself(queued: Post, dsl: Person) -> None:
    with pytest.raises(reviews.CommentMissing):
        call_back(queued, dsl, comment="  ")

    assert now_of(queued).state == State.SCHEDULED


def test_own_post_is_opened_for_editing_instead(queued: Post, teacher: Person) -> None:
    with pytest.raises(reviews.OwnDraft):
        call_back(queued, teacher)


def test_post_on_its_way_is_not_called_back(queued: Post, dsl: Person) -> None:
    with scope.school(queued.school_id):
        Post.objects.filter(pk=queued.pk).update(state=State.SENDING)

    with pytest.raises(NotPossible):
        call_back(queued, dsl)


def test_teacher_may_not_call_back(queued: Post, office: Person) -> None:
    page = client_of(office).post(
        f"/{queued.school.slug}/posts/{queued.pk}/call-back/", {"comment": "No."}
    )

    assert page.status_code == 403


def test_home_says_how_many_wait(queued: Post, teacher: Person, head: Person) -> None:
    submitted(queued.school, teacher)

    home = client_of(head).get(f"/{queued.school.slug}/").content.decode()

    assert "draft waits for your decision" in home
