"""An approval that is withdrawn while a worker is on its way to the post, or has it already."""

from collections.abc import Callable
from contextlib import suppress
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from moderation.drafts.actions import reviews
from moderation.drafts.jobs import dispatching, sending
from moderation.drafts.jobs.claiming import Claim
from moderation.drafts.models import Post
from moderation.drafts.workflow import NotPossible, State
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.actions import accounts
from schoolsocial.x.client import MediaReceipt, XClient
from tests.drafts.leases import WINDOW, taken_without
from tests.drafts.outgoing import HANDLE, now_of
from tests.fixtures.sandbox import SandboxX

pytestmark = pytest.mark.faults

STATE = "post.state = 'scheduled'"


def call_back(post: Post, by: Person) -> None:
    with scope.school(post.school_id):
        reviews.call_back(post=post, by=by, comment="Whose hand is that?", now=timezone.now())


def while_it_is_called_back(
    post: Post, by: Person, told: list[str]
) -> Callable[[Claim], list[MediaReceipt]]:
    """What happens to the post's pictures while the safeguarding lead withdraws the approval."""

    def upload(_claim: Claim) -> list[MediaReceipt]:
        try:
            call_back(post, by)
        except NotPossible as refusal:
            told.append(str(refusal))
        else:
            told.append("called back")
        return []

    return upload


def test_post_called_back_while_its_bell_rings_is_not_taken(
    due_words: Post, dsl: Person, sandbox: SandboxX
) -> None:
    rung = (due_words.school_id, due_words.pk)
    assert rung in dispatching.find_due().send

    call_back(due_words, dsl)
    sending.send(*rung)

    assert now_of(due_words).state == State.RETURNED
    assert sandbox.requests() == []


def test_database_says_no_when_the_taking_does_not_ask(
    due_words: Post, dsl: Person, sandbox: SandboxX
) -> None:
    call_back(due_words, dsl)

    with (
        taken_without(STATE),
        taken_without(WINDOW),
        pytest.raises(DatabaseError, match="cannot go from returned to sending"),
    ):
        sending.send(due_words.school_id, due_words.pk)

    assert sandbox.requests() == []


def test_control_a_worker_that_goes_by_what_the_bell_knew_sends_it(
    due_words: Post, dsl: Person, sandbox: SandboxX
) -> None:
    """A bell that carries the post, as an eta task does, and a worker that asks nobody again."""
    post = now_of(due_words)
    credentials = accounts.credentials_of(post.account)

    call_back(due_words, dsl)
    XClient(credentials, api_url=settings.X_API_URL).create_post(post.text)

    assert now_of(due_words).state == State.RETURNED
    assert len(sandbox.live(HANDLE)) == 1


def test_once_it_is_being_sent_nobody_is_told_that_it_was_called_back(
    due_words: Post, dsl: Person, sandbox: SandboxX
) -> None:
    told: list[str] = []

    with patch.object(sending, "_upload_pictures", while_it_is_called_back(due_words, dsl, told)):
        sending.send(due_words.school_id, due_words.pk)

    (words,) = told
    assert words.startswith(f"This post is now “{State.SENDING.label}”")
    assert now_of(due_words).state == State.POSTED
    assert len(sandbox.live(HANDLE)) == 1


def test_control_without_that_refusal_it_is_called_back_and_goes_out(
    due_words: Post, dsl: Person, sandbox: SandboxX
) -> None:
    told: list[str] = []

    with (
        patch.object(sending, "_upload_pictures", while_it_is_called_back(due_words, dsl, told)),
        patch.object(reviews, "_in_the_queue"),
        suppress(NotPossible),  # nor can be written down that it is on X
    ):
        sending.send(due_words.school_id, due_words.pk)

    assert told == ["called back"]
    assert now_of(due_words).state == State.RETURNED
    assert len(sandbox.live(HANDLE)) == 1
