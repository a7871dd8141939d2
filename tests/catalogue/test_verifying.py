"""Deleted means seen to be gone: X is asked for the post after it said that it deleted it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.catalogue.jobs import verifying
from moderation.catalogue.models import Removal
from moderation.catalogue.noting import sha256_of
from moderation.drafts.actions import publishing
from moderation.drafts.jobs import removing, sending
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import run_sql
from tests.catalogue.sights import HANDLE, cases, read, tweets, watched
from tests.drafts.forcing import refused
from tests.fixtures.sandbox import SandboxX

pytestmark = pytest.mark.faults


@pytest.fixture
def deleted(due_words: Post, head: Person, x_account: Account, sandbox: SandboxX) -> Post:
    """A post of ours that X said it has deleted, asked for on the post's own page."""
    watch = watched(x_account)
    sending.send(due_words.school_id, due_words.pk)
    read(watch)
    with scope.school(due_words.school_id):
        publishing.remove(post=due_words, by=head, reason="Wrong date", now=timezone.now())
    removing.remove(due_words.school_id, due_words.pk)
    for school_id, tweet_id in verifying.without_proof():
        verifying.prove(school_id, tweet_id)
    return due_words


def proof_of(post: Post) -> Removal:
    with scope.school(post.school_id):
        return Removal.objects.get(tweet__post=post)


def verify(post: Post) -> Removal:
    with scope.school(post.school_id):
        Removal.objects.update(next_look_at=timezone.now() - timedelta(seconds=1))
    verifying.verify(post.school_id, proof_of(post).pk)
    return proof_of(post)


def still_shown(sandbox: SandboxX, post: Post) -> None:
    """X shows the post although it was deleted."""
    made = sandbox.post_by_hand(HANDLE, post.text)
    world = sandbox.server.world
    with scope.school(post.school_id):
        tweet_id = Post.objects.get(pk=post.pk).tweet_id or ""
    ghost = world.posts.by_id.pop(made)
    ghost.id = tweet_id
    world.posts.by_id[tweet_id] = ghost


def test_a_deleted_post_is_looked_for_and_proven_gone(deleted: Post) -> None:
    before = proof_of(deleted).gone_at

    proof = verify(deleted)

    assert before is None
    assert proof.gone_at is not None
    assert proof.text_sha256 == sha256_of(deleted.text)


@pytest.mark.parametrize("fault", ["truncated", "html", "503_before", "rate_limited", "no_id"])
def test_no_clear_answer_proves_nothing(deleted: Post, sandbox: SandboxX, fault: str) -> None:
    sandbox.plan_fault(fault, operation="lookup")

    assert verify(deleted).gone_at is None
    assert verify(deleted).gone_at is not None


def test_a_post_that_still_shows_is_asked_about(
    deleted: Post, x_account: Account, sandbox: SandboxX
) -> None:
    still_shown(sandbox, deleted)

    for _ in range(verifying.ASK_AFTER):
        verify(deleted)
    asked = cases(x_account, "standing")
    sandbox.server.world.posts.by_id.clear()
    verify(deleted)

    assert len(asked) == 1
    assert [case.answer for case in cases(x_account, "standing")] == ["gone"]
    assert tweets(x_account)[0].missing_since is not None


@pytest.mark.parametrize(
    "change",
    [
        "why = 'old'",
        "text_sha256 = repeat('0', 64)",
        "since = since - interval '1 hour'",
        "gone_at = NULL",
        "asked_by_id = NULL, asked_at = now()",
    ],
)
def test_the_database_keeps_a_proof(deleted: Post, change: str) -> None:
    verify(deleted)

    with scope.school(deleted.school_id), refused("kept as it was written"):
        run_sql(f"UPDATE catalogue_removal SET {change}")


def test_the_database_deletes_no_proof(deleted: Post) -> None:
    with scope.school(deleted.school_id), refused("never deleted"):
        run_sql("DELETE FROM catalogue_removal")
