"""X is asked for the post before somebody's link is taken for it."""

import pytest
from django.utils import timezone

from moderation.drafts import links
from moderation.drafts.actions import publishing
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.drafts.forcing import put
from tests.drafts.outgoing import HANDLE, now_of
from tests.fixtures.sandbox import SandboxX


@pytest.fixture
def held(due_words: Post) -> Post:
    with scope.school(due_words.school_id):
        put(due_words, State.HELD)
    return due_words


def mark(post: Post, by: Person, tweet_id: str) -> None:
    link = f"https://x.com/{HANDLE}/status/{tweet_id}"
    with scope.school(post.school_id):
        publishing.mark_posted(post=now_of(post), by=by, link=link, now=timezone.now())


def word_on_record(post: Post) -> object:
    with scope.school(post.school_id):
        event = Event.objects.filter(object_type="post", object_id=post.pk).latest("sequence")
    return event.payload["x_says"]


def test_post_that_x_has_is_recorded(held: Post, head: Person, sandbox: SandboxX) -> None:
    mark(held, head, sandbox.post_by_hand(HANDLE, held.text))

    assert (now_of(held).state, word_on_record(held)) == (State.POSTED, "there")


def test_post_that_x_has_not_is_refused(held: Post, head: Person, sandbox: SandboxX) -> None:
    with pytest.raises(links.NotAPostLink, match="no such post"):
        mark(held, head, "1860000000000000001")

    assert now_of(held).state == State.HELD


@pytest.mark.parametrize("fault", ["cut_before", "html", "503_before", "no_id"])
def test_where_x_does_not_say_the_persons_word_counts(
    held: Post, head: Person, sandbox: SandboxX, fault: str
) -> None:
    sandbox.plan_fault(fault, operation="lookup")

    mark(held, head, "1860000000000000001")

    assert (now_of(held).state, word_on_record(held)) == (State.POSTED, "nothing")
