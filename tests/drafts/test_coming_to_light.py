"""A post is sent again at a person's word, and the first stands on X after all: X was late."""

from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.drafts.actions import publishing
from moderation.drafts.jobs import looking, reconciling, sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from tests.drafts.outgoing import HANDLE, attempts_of, last_attempt, look_now, now_of
from tests.fixtures.sandbox import SandboxX

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


def sent_and_not_seen(post: Post, sandbox: SandboxX) -> None:
    """It reached X, the answer did not come back, and no look at the timeline showed it."""
    sandbox.plan_fault("cut_after")
    sandbox.plan_fault("lag", "timeline", times=len(reconciling.LOOKS), seconds=3600)
    sending.send(post.school_id, post.pk)
    for _ in reconciling.LOOKS:
        look_now(post)


def send_again(post: Post, by: Person) -> None:
    with scope.school(post.school_id):
        publishing.send_again(post=post, by=by, now=timezone.now())
    sending.send(post.school_id, post.pk)


def test_what_comes_to_light_is_recorded_and_not_sent_again(
    due_words: Post, head: Person, sandbox: SandboxX
) -> None:
    sent_and_not_seen(due_words, sandbox)
    on_hold = now_of(due_words).state

    send_again(due_words, head)

    live = [post["id"] for post in sandbox.live(HANDLE)]
    assert (on_hold, now_of(due_words).state) == (State.HELD, State.POSTED)
    assert live == [now_of(due_words).tweet_id]
    states = [attempt.state for attempt in attempts_of(due_words)]
    assert states == [AttemptState.ABSENT, AttemptState.NOT_SENT]


def test_control_without_the_last_look_posts_twice(
    due_words: Post, head: Person, sandbox: SandboxX
) -> None:
    sent_and_not_seen(due_words, sandbox)

    with patch.object(looking, "come_to_light", lambda *_: None):
        send_again(due_words, head)

    assert len(sandbox.live(HANDLE)) == 2


def test_nothing_is_sent_while_the_timeline_cannot_be_read(
    due_words: Post, head: Person, sandbox: SandboxX
) -> None:
    sent_and_not_seen(due_words, sandbox)
    sandbox.plan_fault("503_before", "timeline")

    send_again(due_words, head)

    assert now_of(due_words).state == State.SCHEDULED
    assert last_attempt(due_words).state == AttemptState.NOT_SENT
    assert len(sandbox.live(HANDLE)) == 1


def test_what_did_not_go_out_is_sent(due_words: Post, head: Person, sandbox: SandboxX) -> None:
    sandbox.plan_fault("cut_before")
    sending.send(due_words.school_id, due_words.pk)
    for _ in reconciling.LOOKS:
        look_now(due_words)

    send_again(due_words, head)

    assert now_of(due_words).state == State.POSTED
    assert len(sandbox.live(HANDLE)) == 1
