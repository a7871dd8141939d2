"""What is on X, what went wrong on the way, and what SLT may still do."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from schoolsocial.x.actions import accounts
from schoolsocial.x.models import Account
from tests.cast import client_of, make_person
from tests.posts import adopt_policy, make_account, scheduled, submitted

HANDLE = "StCathsofSiena"


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt_policy(school)
    make_account(school, handle=HANDLE)


@pytest.fixture
def queued(school: School, teacher: Person, head: Person) -> Post:
    return scheduled(school, teacher, head, text="Our choir sang at the station.")


def brought_to(post: Post, *states: str, **fields: object) -> Post:
    """Move the post along, one allowed step after the other; ``fields`` go with the last."""
    with scope.school(post.school_id):
        rows = Post.objects.filter(pk=post.pk)
        for state in states[:-1]:
            rows.update(state=state)
        rows.update(state=states[-1], **fields)
        return rows.get()


def live(post: Post, tweet_id: str = "1990000000000000001") -> Post:
    return brought_to(post, "sending", "posted", tweet_id=tweet_id, posted_at=timezone.now())


def held(post: Post, trouble: str = "not-on-the-timeline") -> Post:
    return brought_to(post, "sending", "unknown", "held", trouble=trouble)


def page_of(person: Person, post: Post) -> str:
    response = client_of(person).get(f"/{post.school.slug}/posts/{post.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def press(person: Person, post: Post, what: str, **fields: object) -> Any:
    return client_of(person).post(f"/{post.school.slug}/posts/{post.pk}/{what}/", fields)


def state_of(post: Post) -> str:
    with scope.school(post.school_id):
        return Post.objects.get(pk=post.pk).state


def published(person: Person, school: School) -> str:
    return client_of(person).get(f"/{school.slug}/published/").content.decode()


def test_published_links_to_the_post_on_x(
    school: School, queued: Post, governor: Person, settings: object
) -> None:
    settings.X_PUBLIC_URL = "https://x.example"  # type: ignore[attr-defined]
    live(queued)

    page = published(governor, school)

    assert f'href="https://x.example/{HANDLE}/status/1990000000000000001"' in page
    assert "Our choir sang at the station." in page


def test_published_shows_no_picture_to_a_governor(
    school: School, teacher: Person, head: Person, governor: Person
) -> None:
    post = live(scheduled(school, teacher, head, photos=[("A stage with chairs", False)]))

    assert "A stage with chairs" in published(teacher, school)
    assert "A stage with chairs" not in published(governor, school)
    assert "A stage with chairs" not in page_of(governor, post)


def test_published_says_nothing_of_what_waits_to_a_governor(
    school: School, queued: Post, governor: Person
) -> None:
    page = published(governor, school)

    assert "Our choir" not in page
    assert "Nothing published yet" in page


def test_published_puts_what_needs_a_decision_before_slt(
    school: School, queued: Post, head: Person, teacher: Person
) -> None:
    held(queued)

    assert "These need a decision" in published(head, school)
    assert "These need a decision" not in published(teacher, school)


def test_published_pages_run_from_new_to_old(school: School, teacher: Person, head: Person) -> None:
    posts = [
        live(scheduled(school, teacher, head, text=f"Number {n}"), tweet_id=str(n))
        for n in range(1, 28)
    ]
    client = client_of(head)

    first = client.get(f"/{school.slug}/published/").context["published"]
    second = client.get(f"/{school.slug}/published/", {"from": first.next}).context["published"]

    seen = [row.post.pk for row in (*first.rows, *second.rows)]
    assert seen == [post.pk for post in reversed(posts)]
    assert (len(first.rows), second.next) == (25, "")


@pytest.mark.django_db(transaction=True)
def test_published_asks_the_same_of_the_database_for_a_full_page(
    school: School, teacher: Person, head: Person
) -> None:
    client = client_of(head)
    address = f"/{school.slug}/published/"
    live(scheduled(school, teacher, head, photos=[("A stage", False)]), tweet_id="1")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for n in range(2, 12):
        live(scheduled(school, teacher, head, photos=[("A stage", False)]), tweet_id=str(n))

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(one) <= 16


def test_post_page_tells_the_whole_story(school: School, queued: Post, head: Person) -> None:
    page = page_of(head, live(queued))

    story = page.split("Everything that happened")[1]
    assert "Tess Teacher sent version 1 for approval" in story
    assert "Helen Head approved version 1" in story
    assert "Helen Head (Senior leader (SLT)) approved this on" in story


def test_post_page_tells_another_teacher_only_what_is_public(school: School, queued: Post) -> None:
    colleague = make_person(school, Role.TEACHER)

    page = page_of(colleague, live(queued))

    assert "Our choir sang at the station." in page
    assert "Everything that happened" not in page
    assert "Delete it from X" not in page


def test_scheduled_post_of_somebody_else_is_as_good_as_missing(
    school: School, queued: Post
) -> None:
    client = client_of(make_person(school, Role.TEACHER))

    there = client.get(f"/{school.slug}/posts/{queued.pk}/")
    missing = client.get(f"/{school.slug}/posts/999999/")

    assert (there.status_code, there.content) == (404, missing.content)


def test_delete_asks_for_a_reason_and_a_tick(queued: Post, head: Person) -> None:
    post = live(queued)

    without_reason = press(head, post, "delete", confirmed="on", reason=" ")
    without_tick = press(head, post, "delete", reason="A name is readable on a jumper")

    assert "Please say in a few words why" in without_reason.content.decode()
    assert "Tick the box to confirm" in without_tick.content.decode()
    assert "A name is readable on a jumper" in without_tick.content.decode()
    assert state_of(post) == State.POSTED


def test_delete_with_both_asks_x_to_remove_it(queued: Post, head: Person) -> None:
    post = live(queued)

    response = press(head, post, "delete", reason="A name on a jumper", confirmed="on")

    assert response.status_code == 302
    assert state_of(post) == State.REMOVING
    assert "A name on a jumper" in page_of(head, post)


def test_delete_twice_says_where_it_stands(queued: Post, head: Person) -> None:
    post = live(queued)
    press(head, post, "delete", reason="A name on a jumper", confirmed="on")

    again = press(head, post, "delete", reason="A name on a jumper", confirmed="on")

    assert again.status_code == 409
    assert "Being deleted from X" in again.content.decode()


@pytest.mark.parametrize("what", ["delete", "cancel", "posted", "send-again"])
def test_only_slt_may_act_on_a_post(
    queued: Post, teacher: Person, dsl: Person, governor: Person, what: str
) -> None:
    for person in (teacher, dsl, governor):
        response = press(person, queued, what, reason="x", confirmed="on", link="x")
        assert response.status_code == 403
    assert state_of(queued) == State.SCHEDULED


def test_cancel_calls_a_scheduled_post_off(queued: Post, head: Person) -> None:
    press(head, queued, "cancel")

    assert state_of(queued) == State.CANCELLED
    assert "cancelled it" in page_of(head, queued)


def test_cancel_of_what_waits_is_refused_in_words(
    school: School, teacher: Person, head: Person
) -> None:
    post = submitted(school, teacher)

    response = press(head, post, "cancel")

    assert response.status_code == 409
    assert "so that can no longer be done" in response.content.decode()


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        ("not-on-the-timeline", "It most likely did not go out"),
        ("several-could-be-it", "more than one post on the timeline"),
        ("could-not-look", "could not be read"),
    ],
)
def test_held_post_explains_itself_and_offers_three_ways(
    queued: Post, head: Person, trouble: str, sentence: str
) -> None:
    page = page_of(head, held(queued, trouble))

    assert sentence in page
    assert f'/{HANDLE}" rel=' in page  # the timeline, to look for oneself
    assert all(way in page for way in ("Mark as posted", "Send it again", "Cancel this post"))


def test_held_post_is_marked_as_posted_by_its_link(queued: Post, head: Person) -> None:
    post = held(queued)

    press(head, post, "posted", link=f"https://x.com/{HANDLE}/status/1990000000000000009")

    assert state_of(post) == State.POSTED


@pytest.mark.parametrize(
    "link", ["", "yesterday", "https://x.com/SomebodyElse/status/1", f"https://x.com/{HANDLE}"]
)
def test_held_post_is_not_marked_by_anything_else(queued: Post, head: Person, link: str) -> None:
    post = held(queued)

    response = press(head, post, "posted", link=link)

    assert response.status_code in {409, 422}
    assert "link of the post" in response.content.decode()
    assert state_of(post) == State.HELD


def test_held_post_is_sent_again_under_its_old_approval(queued: Post, head: Person) -> None:
    post = held(queued)

    press(head, post, "send-again")

    assert state_of(post) == State.SCHEDULED


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        ("refused-by-x", "X read the post and refused it."),
        ("duplicate", "the same words are already on the account"),
        ("picture-refused", "X did not accept a picture"),
    ],
)
def test_failed_post_says_why(queued: Post, head: Person, trouble: str, sentence: str) -> None:
    page = page_of(head, brought_to(queued, "sending", "failed", trouble=trouble))

    assert "This was not posted." in page
    assert sentence in page


def test_late_post_says_why_and_lets_its_author_open_it(
    queued: Post, head: Person, teacher: Person
) -> None:
    post = brought_to(queued, "expired", trouble="too-late")

    for_head, for_author = page_of(head, post), page_of(teacher, post)

    assert "It could not go out in time" in for_head
    assert "Tess Teacher wrote it and can open it for editing." in for_head
    assert "Open it for editing</button>" in for_author


def test_paused_account_is_let_post_again_by_a_leader(queued: Post, head: Person) -> None:
    with scope.school(queued.school_id):
        accounts.pause(account=queued.account, reason="credit", now=timezone.now())
    before = page_of(head, queued)

    press(head, queued, "resume-account")

    assert "credit of @StCathsofSiena has run out" in before
    with scope.school(queued.school_id):
        assert Account.objects.get(pk=queued.account_id).paused_at is None
    assert "Let the account post again" not in page_of(head, queued)
