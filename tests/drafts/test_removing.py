"""Deleting a live post from X: repeated until X has done it or refused it."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.drafts.actions import publishing
from moderation.drafts.jobs import dispatching, looking, removing, sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from tests.drafts.outgoing import HANDLE, attempts_of, change, last_attempt, letters_about, now_of
from tests.fixtures.sandbox import SandboxX

pytestmark = pytest.mark.faults


@pytest.fixture
def unwanted(due_words: Post, head: Person) -> Post:
    """A live post that a leader wants deleted."""
    sending.send(due_words.school_id, due_words.pk)
    with scope.school(due_words.school_id):
        publishing.remove(post=due_words, by=head, reason="Wrong date", now=timezone.now())
    return due_words


def remove(post: Post) -> None:
    removing.remove(post.school_id, post.pk)


def test_removed_twice_is_deleted_once(unwanted: Post, sandbox: SandboxX) -> None:
    remove(unwanted)
    remove(unwanted)

    assert now_of(unwanted).state == State.REMOVED
    assert len(sandbox.requests("delete")) == 1


def test_post_already_gone_from_x_counts_as_removed(unwanted: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("cut_after", operation="delete")
    remove(unwanted)
    first = now_of(unwanted).state
    change(unwanted, not_before=timezone.now())

    remove(unwanted)

    assert (first, now_of(unwanted).state) == (State.REMOVING, State.REMOVED)
    assert sandbox.live(HANDLE) == []


def test_deletion_whose_answer_is_lost_is_not_said_to_have_stayed(
    unwanted: Post, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("cut_after", operation="delete")

    remove(unwanted)

    assert last_attempt(unwanted, "delete").state == AttemptState.AMBIGUOUS
    assert now_of(unwanted).state == State.REMOVING


def test_rate_limited_removal_waits_as_long_as_x_asks(unwanted: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("rate_limited", operation="delete", reset="absent")

    remove(unwanted)

    again = now_of(unwanted).not_before
    assert again is not None
    assert again > timezone.now() + timedelta(minutes=14)
    assert dispatching.find_due().remove == []


def test_refused_removal_keeps_the_post_live_and_tells(unwanted: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("not_enrolled", operation="delete")

    remove(unwanted)

    assert (now_of(unwanted).state, now_of(unwanted).trouble) == (State.POSTED, "not-deleted")
    assert last_attempt(unwanted, "delete").state == AttemptState.REJECTED
    assert "post-needs-you" in letters_about(unwanted)


@pytest.fixture
def gone_unheard(unwanted: Post, sandbox: SandboxX) -> Post:
    """X deleted it, its answer was lost, and the next try is due, which X refuses."""
    sandbox.plan_fault("cut_after", operation="delete")
    remove(unwanted)
    change(unwanted, not_before=timezone.now())
    sandbox.plan_fault("not_enrolled", operation="delete")
    return unwanted


def test_refusal_after_a_lost_answer_does_not_make_it_live_again(
    gone_unheard: Post, sandbox: SandboxX
) -> None:
    remove(gone_unheard)
    refused = now_of(gone_unheard).state
    change(gone_unheard, not_before=timezone.now())
    remove(gone_unheard)

    assert (refused, now_of(gone_unheard).state) == (State.REMOVING, State.REMOVED)


def test_refusal_with_the_timeline_out_of_reach_decides_nothing(
    unwanted: Post, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("not_enrolled", operation="delete")
    sandbox.plan_fault("503_before", operation="timeline")

    remove(unwanted)

    assert now_of(unwanted).state == State.REMOVING


def test_control_taking_a_refusal_at_its_word_calls_a_deleted_post_live(
    gone_unheard: Post, sandbox: SandboxX
) -> None:
    with patch.object(looking, "still_stands", return_value=True):
        remove(gone_unheard)

    assert now_of(gone_unheard).state == State.POSTED
    assert sandbox.live(HANDLE) == []


def test_removal_failing_again_and_again_is_told_and_tried_on(
    unwanted: Post, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("503_before", operation="delete", times=3)

    for _ in range(4):
        change(unwanted, not_before=timezone.now())
        remove(unwanted)

    assert "account-needs-you" in letters_about(unwanted)
    assert len(attempts_of(unwanted, "delete")) == 4
    assert now_of(unwanted).state == State.REMOVED
