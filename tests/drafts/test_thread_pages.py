"""A thread on its pages: written, reviewed, deleted, posted by hand, told to the website."""

import pytest
from django.utils import timezone

from moderation.drafts.jobs import handing, removing
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.api.presenters import resources
from schoolsocial.api.queries import posts as told
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.drafts.forcing import force
from tests.drafts.hands import hand_account, paste, taken
from tests.drafts.outgoing import HANDLE, change
from tests.drafts.threads import (
    WORDS,
    approved,
    drafted,
    send,
    states_of,
    submitted_thread,
    thread_of,
)
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, make_account, make_post, make_pupil

POSTED = State.POSTED


@pytest.fixture
def here(school: School) -> School:
    adopt_policy(school)
    make_account(school)
    return school


def press(post: Post, by: Person, name: str, **fields: str) -> tuple[int, str]:
    sent = {"text": post.text, "revision": str(post.revision), **fields}
    path = f"/{post.school.slug}/drafts/{post.pk}/{name}/"
    answer = client_of(by).post(path, sent, follow=True)
    return answer.status_code, answer.content.decode()


def read(post: Post, by: Person, path: str) -> str:
    return client_of(by).get(f"/{post.school.slug}/{path}").content.decode()


def test_adding_keeps_what_was_typed_and_when_it_is_wished_for(
    here: School, teacher: Person
) -> None:
    post = make_post(here, teacher, "Old words")

    status, page = press(
        post, teacher, "thread/add", text="New words", wall_time="2030-06-03T15:30"
    )

    first, second = thread_of(post)
    assert (status, first.text, second.text) == (200, "New words", "")
    assert {first.wall_time, second.wall_time} == {"2030-06-03T15:30"}
    assert "Post 2 of 2 in a thread" in page


def test_adding_to_words_saved_elsewhere_adds_nothing(here: School, teacher: Person) -> None:
    post = make_post(here, teacher, "Theirs", revision=4)

    status, page = press(post, teacher, "thread/add", text="Mine", revision="1")

    assert status == 409
    assert "changed in another window" in page
    with scope.school(here.pk):
        assert Post.objects.get(pk=post.pk).thread_id is None


def test_eleventh_post_is_refused_in_words(here: School, teacher: Person) -> None:
    posts = drafted(here, teacher, tuple(f"Part {number}" for number in range(10)))

    status, page = press(posts[9], teacher, "thread/add")

    assert status == 409
    assert "A thread has 10 posts at most." in page


def test_moving_and_taking_out_by_button(here: School, teacher: Person) -> None:
    first, second, third = drafted(here, teacher)
    press(third, teacher, "thread/up")
    _, page = press(first, teacher, "thread/take-out")

    assert [one.pk for one in thread_of(second)] == [third.pk, second.pk]
    assert "That post is gone from the thread." in page


def test_nobody_adds_to_a_colleagues_draft(here: School, teacher: Person, head: Person) -> None:
    post = make_post(here, teacher)

    assert press(post, head, "thread/add")[0] == 404


def test_post_that_is_not_ready_is_named(here: School, teacher: Person) -> None:
    posts = drafted(here, teacher, (WORDS[0], ""))

    status, page = press(posts[0], teacher, "submit")

    assert status == 409
    assert "Post 2 of the thread: Write a few words first" in page


def test_queue_shows_a_thread_once_and_its_page_shows_all(
    here: School, teacher: Person, head: Person
) -> None:
    posts = submitted_thread(here, teacher)
    queue = read(posts[0], head, "review/")

    assert queue.count("Thread of 3") == 1
    assert "1 draft waits for a decision." in queue
    for one in posts:  # whichever is asked for, the whole is shown
        page = read(one, head, f"review/{one.pk}/")
        assert all(words in page for words in WORDS)
        assert f"/review/{posts[0].pk}/approve/" in page


def test_what_stands_in_a_later_post_keeps_the_whole_from_being_approved(
    here: School, teacher: Person, head: Person
) -> None:
    posts = submitted_thread(here, teacher)
    make_pupil(here, "Amelia", "Brown")
    force("drafts_post", posts[2].pk, text="Well done Amelia Brown, a better lesson today")

    page = read(posts[0], head, f"review/{posts[0].pk}/")

    assert "Post 3 of the thread: the policy stands in the way" in page


def test_deleting_the_first_offers_to_delete_all_and_begins_at_the_end(
    school: School, teacher: Person, head: Person, x_account: Account, sandbox: SandboxX
) -> None:
    thread = approved(school, teacher, head)
    for one in thread:
        send(one)
    asked = read(thread[0], head, f"posts/{thread[0].pk}/")
    fields = {"reason": "Wrong class.", "confirmed": "on", "with_replies": "on"}
    client_of(head).post(f"/{school.slug}/posts/{thread[0].pk}/delete/", fields)

    after = thread_of(thread[0])
    assert "2 posts of its thread reply to it" in asked
    assert [one.state for one in after] == [State.REMOVING] * 3
    starts = [one.not_before for one in after if one.not_before]
    assert starts == sorted(starts, reverse=True)
    for one in reversed(after):
        change(one, not_before=timezone.now())
        removing.remove(school.pk, one.pk)
    assert sandbox.live(HANDLE) == []


def test_deleting_one_alone_leaves_the_others(
    school: School, teacher: Person, head: Person, x_account: Account, sandbox: SandboxX
) -> None:
    thread = approved(school, teacher, head)
    for one in thread:
        send(one)
    fields = {"reason": "Wrong class.", "confirmed": "on"}
    client_of(head).post(f"/{school.slug}/posts/{thread[1].pk}/delete/", fields)

    assert states_of(thread[0]) == [POSTED, State.REMOVING, POSTED]


def test_by_hand_the_next_comes_on_the_list_once_the_one_before_has_its_link(
    school: School, teacher: Person, head: Person
) -> None:
    adopt_policy(school)
    hand_account(school, head)
    thread = approved(school, teacher, head)
    for one in thread:
        handing.hand_over(school.pk, one.pk)
    at_first = states_of(thread[0])

    taken(thread[0], teacher)
    paste(thread[0], teacher)
    handing.hand_over(school.pk, thread[1].pk)
    taken(thread[1], teacher)
    page = read(thread[1], teacher, f"by-hand/{thread[1].pk}/")

    first = thread_of(thread[0])[0]
    assert at_first == [State.BY_HAND, State.APPROVED, State.APPROVED]
    assert states_of(thread[0]) == [POSTED, State.IN_HAND, State.APPROVED]
    assert f"in_reply_to={first.tweet_id}" in page
    assert "post 2 of a thread" in page


def test_website_is_told_which_post_another_follows(
    school: School, teacher: Person, head: Person, x_account: Account
) -> None:
    thread = approved(school, teacher, head)
    for one in thread:
        send(one)
    with scope.school(school.pk):
        found = [resources.post(one) for one in told.latest(limit=5, cursor=None).posts]

    assert {one.id: one.follows for one in found} == {
        thread[0].pk: None,
        thread[1].pk: thread[0].pk,
        thread[2].pk: thread[1].pk,
    }


def test_calendar_shows_a_thread_as_one_entry(here: School, teacher: Person, head: Person) -> None:
    posts = approved(here, teacher, head)

    month = f"{timezone.localdate():%Y-%m}"
    page = read(posts[0], head, f"calendar/?month={month}")

    assert page.count(f"/posts/{posts[0].pk}/") >= 2
    assert f"/posts/{posts[1].pk}/" not in page
    assert "Thread of 3" in page


def test_post_page_says_what_it_waits_for(here: School, teacher: Person, head: Person) -> None:
    posts = approved(here, teacher, head)

    page = read(posts[2], head, f"posts/{posts[2].pk}/")

    assert "Goes out once post 2 of the thread is posted." in page
    assert "Post 3 of 3 in a thread" in page
