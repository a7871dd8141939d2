"""One approved post reaches X once, and every answer of X has its one consequence."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from pytest_django import Settings

from moderation.drafts.actions import publishing
from moderation.drafts.jobs import reconciling, removing, sending
from moderation.drafts.models import Attempt, Post
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, make_account, scheduled

pytestmark = pytest.mark.faults

HANDLE = "StCathsofSiena"


@pytest.fixture
def account(school: School, sandbox: SandboxX, settings: Settings) -> Account:
    settings.X_API_URL, settings.X_CLIENT_ID = sandbox.url, "school-social"
    adopt_policy(school)
    return make_account(school, sandbox.add_account(HANDLE))


@pytest.fixture
def post(school: School, teacher: Person, head: Person, account: Account) -> Post:
    return scheduled(school, teacher, head, photos=[("Seedlings in pots", False)])


def now_of(post: Post) -> Post:
    with scope.school(post.school_id):
        return Post.objects.select_related("account").get(pk=post.pk)


def last_attempt(post: Post, kind: str = "create") -> Attempt:
    with scope.school(post.school_id):
        return post.attempts.filter(kind=kind).latest("number")


def due_again(post: Post) -> None:
    with scope.school(post.school_id):
        Post.objects.filter(pk=post.pk).update(not_before=timezone.now() - timedelta(seconds=1))
        Account.objects.update(wait_until=None)


def test_send_posts_words_picture_and_alt_text(post: Post, sandbox: SandboxX) -> None:
    sending.send(post.school_id, post.pk)

    (live,) = sandbox.live(HANDLE)
    sent = now_of(post)
    assert (sent.state, sent.tweet_id) == (State.POSTED, live["id"])
    assert live["text"].startswith(post.text)
    assert live["media"][0]["alt_text"] == "Seedlings in pots"


def test_send_twice_posts_once(post: Post, sandbox: SandboxX) -> None:
    sandbox.allow_duplicates()

    sending.send(post.school_id, post.pk)
    sending.send(post.school_id, post.pk)

    assert len(sandbox.live(HANDLE)) == 1


def test_send_not_due_yet_does_nothing(
    school: School, teacher: Person, head: Person, account: Account, sandbox: SandboxX
) -> None:
    later = scheduled(school, teacher, head, at=timezone.now() + timedelta(hours=1))

    sending.send(school.pk, later.pk)

    assert now_of(later).state == State.SCHEDULED
    assert sandbox.requests() == []


def test_send_past_its_window_expires_and_is_never_late(post: Post, sandbox: SandboxX) -> None:
    with scope.school(post.school_id):
        past = timezone.now() - timedelta(minutes=1)
        Post.objects.filter(pk=post.pk).update(expires_at=past)

    sending.send(post.school_id, post.pk)

    assert now_of(post).state == State.EXPIRED
    assert sandbox.requests() == []


@pytest.mark.parametrize("fault", ["cut_after", "503_after", "truncated", "html", "no_id"])
def test_unclear_answer_is_looked_up_and_found(post: Post, sandbox: SandboxX, fault: str) -> None:
    sandbox.plan_fault(fault)

    sending.send(post.school_id, post.pk)
    unknown = now_of(post)
    look_now(post)

    assert unknown.state == State.UNKNOWN
    assert now_of(post).state == State.POSTED
    assert now_of(post).tweet_id == sandbox.live(HANDLE)[0]["id"]
    assert len(sandbox.live(HANDLE)) == 1


def look_now(post: Post) -> None:
    with scope.school(post.school_id):
        attempt = last_attempt(post)
        Attempt.objects.filter(pk=attempt.pk).update(next_look_at=timezone.now())
    reconciling.look(post.school_id, attempt.pk)


def test_lost_before_x_created_it_is_held_for_a_person(post: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("cut_before")

    sending.send(post.school_id, post.pk)
    for _ in reconciling.LOOKS:
        look_now(post)

    assert now_of(post).state == State.HELD
    assert last_attempt(post).state == AttemptState.ABSENT
    assert sandbox.live(HANDLE) == []


def test_held_post_sent_again_by_a_leader_goes_out_once(
    post: Post, head: Person, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("cut_before")
    sending.send(post.school_id, post.pk)
    for _ in reconciling.LOOKS:
        look_now(post)

    with scope.school(post.school_id):
        publishing.send_again(post=post, by=head, now=timezone.now())
    sending.send(post.school_id, post.pk)

    assert now_of(post).state == State.POSTED
    assert len(sandbox.live(HANDLE)) == 1


def test_rate_limited_waits_until_x_allows_it(post: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("rate_limited")

    sending.send(post.school_id, post.pk)
    waiting = now_of(post)

    assert waiting.account.wait_until is not None
    assert waiting.state in {State.SCHEDULED, State.EXPIRED}
    assert last_attempt(post).state == AttemptState.NOT_SENT


def test_out_of_credit_pauses_the_account_and_tells(post: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("credits_depleted")

    sending.send(post.school_id, post.pk)
    paused = now_of(post)

    assert paused.account.paused_reason == "credit"
    assert paused.state == State.SCHEDULED
    with scope.school(post.school_id):
        assert post.school.letters.filter(kind="account-needs-you").exists()


def test_expired_token_is_renewed_once_and_the_post_goes_out(post: Post, sandbox: SandboxX) -> None:
    sandbox.server.world.accounts.expire_access(HANDLE)

    sending.send(post.school_id, post.pk)
    due_again(post)
    sending.send(post.school_id, post.pk)

    assert now_of(post).state == State.POSTED
    assert len(sandbox.requests("token")) == 1


def test_control_without_renewing_the_token_it_knocks_in_vain(
    post: Post, sandbox: SandboxX
) -> None:
    sandbox.server.world.accounts.expire_access(HANDLE)

    with patch.object(sending, "_renew_tokens"):
        for _ in range(3):
            sending.send(post.school_id, post.pk)
            due_again(post)

    assert [seen["status"] for seen in sandbox.requests("upload")] == [401, 401, 401]
    assert now_of(post).state == State.SCHEDULED
    assert sandbox.live(HANDLE) == []


def test_refused_post_fails_with_the_reason(post: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("duplicate")

    sending.send(post.school_id, post.pk)

    failed = now_of(post)
    assert (failed.state, failed.trouble) == (State.FAILED, "duplicate")
    assert last_attempt(post).state == AttemptState.REJECTED


def test_duplicate_after_an_unknown_outcome_is_evidence_not_failure(
    post: Post, head: Person, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("cut_after")
    sandbox.plan_fault("lag", operation="timeline", times=10, seconds=3600.0)
    sending.send(post.school_id, post.pk)
    for _ in reconciling.LOOKS:
        look_now(post)
    assert now_of(post).state == State.HELD
    with scope.school(post.school_id):
        publishing.send_again(post=post, by=head, now=timezone.now())

    sending.send(post.school_id, post.pk)

    assert now_of(post).state == State.UNKNOWN
    assert len(sandbox.live(HANDLE)) == 1


def test_picture_upload_failing_posts_nothing_and_tries_again(
    post: Post, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("503_before", operation="upload")

    sending.send(post.school_id, post.pk)
    first = now_of(post)
    due_again(post)
    sending.send(post.school_id, post.pk)

    assert first.state == State.SCHEDULED
    assert now_of(post).state == State.POSTED
    assert len(sandbox.live(HANDLE)) == 1


def test_deleting_a_live_post_takes_it_off_x(post: Post, head: Person, sandbox: SandboxX) -> None:
    sending.send(post.school_id, post.pk)

    with scope.school(post.school_id):
        publishing.remove(post=now_of(post), by=head, reason="Wrong date", now=timezone.now())
    removing.remove(post.school_id, post.pk)

    assert now_of(post).state == State.REMOVED
    assert sandbox.live(HANDLE) == []
