"""Every answer X may give to a post, each beside what follows where its guard is taken away."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.drafts.actions import publishing
from moderation.drafts.jobs import claiming, looking, outcomes, reconciling, sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x import calling, errors, matching, standing
from schoolsocial.x.actions import accounts
from schoolsocial.x.client import MediaReceipt, XClient
from schoolsocial.x.models import Account
from schoolsocial.x.transport import Timeouts
from tests.drafts.leases import WINDOW, taken_without
from tests.drafts.outgoing import (
    HANDLE,
    carry_on,
    change,
    last_attempt,
    look_now,
    now_of,
    takes_it_for_not_sent,
)
from tests.fixtures.sandbox import SandboxX
from tests.posts import scheduled

pytestmark = pytest.mark.faults

DONE = ["cut_after", "503_after", "truncated", "html", "no_id", "hang_after"]
NOT_DONE = ["cut_before", "503_before", "hang_before", "redirect"]
HANGING = 5.0  # s, for a worker that waits a quarter of a second


@pytest.fixture(autouse=True)
def impatient() -> Iterator[None]:
    """A worker that does not wait for half a minute."""
    hasty = partial(XClient, timeouts=Timeouts(read=0.25))
    with patch.object(calling, "XClient", hasty):
        yield


@pytest.fixture
def second(school: School, teacher: Person, head: Person, x_account: Account) -> Post:
    """Another post of the same account, due too."""
    return scheduled(school, teacher, head)


def send(post: Post) -> None:
    sending.send(post.school_id, post.pk)


def send_again(post: Post, by: Person) -> None:
    with scope.school(post.school_id):
        publishing.send_again(post=post, by=by, now=timezone.now())
    send(post)


@pytest.mark.parametrize("fault", DONE)
def test_answer_lost_after_x_did_it_ends_as_posted_and_once(
    due_words: Post, sandbox: SandboxX, fault: str
) -> None:
    sandbox.plan_fault(fault, seconds=HANGING)

    send(due_words)
    carry_on(due_words)

    assert (now_of(due_words).state, len(sandbox.requests("create"))) == (State.POSTED, 1)
    assert now_of(due_words).tweet_id == sandbox.live(HANDLE)[0]["id"]


@pytest.mark.parametrize("fault", NOT_DONE)
def test_answer_lost_before_x_did_it_is_put_before_a_person(
    due_words: Post, sandbox: SandboxX, fault: str
) -> None:
    sandbox.plan_fault(fault, seconds=HANGING)

    send(due_words)
    carry_on(due_words)

    assert (now_of(due_words).state, len(sandbox.requests("create"))) == (State.HELD, 1)
    assert sandbox.live(HANDLE) == []


@pytest.mark.parametrize("fault", DONE)
def test_control_taking_no_answer_for_a_no_doubles_the_post(
    due_words: Post, sandbox: SandboxX, fault: str
) -> None:
    sandbox.plan_fault(fault, seconds=HANGING)

    with patch.object(outcomes, "lost_sight", takes_it_for_not_sent):
        send(due_words)
        carry_on(due_words)

    assert len(sandbox.live(HANDLE)) == 2


@pytest.mark.parametrize("reset", ["near", "past", "far", "absent"])
def test_rate_limit_is_kept_whatever_x_says_of_its_end(
    due_words: Post, second: Post, sandbox: SandboxX, reset: str
) -> None:
    sandbox.plan_fault("rate_limited", reset=reset)

    send(due_words)
    send(second)

    until = now_of(due_words).account.wait_until
    assert until is not None
    assert timezone.now() < until < timezone.now() + timedelta(days=1, minutes=10)
    assert len(sandbox.requests("create")) == 1


def test_control_forgetting_the_rate_limit_knocks_again(
    due_words: Post, second: Post, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("rate_limited", reset="absent")

    with patch.object(accounts, "hold_back"):
        send(due_words)
        send(second)

    assert len(sandbox.requests("create")) == 2


@pytest.mark.parametrize("fault", ["credits_depleted", "usage_capped"])
def test_account_without_credit_is_not_asked_again(
    due_words: Post, second: Post, sandbox: SandboxX, fault: str
) -> None:
    sandbox.plan_fault(fault)

    send(due_words)
    send(second)

    assert len(sandbox.requests("create")) == 1
    assert now_of(second).state == State.SCHEDULED


def test_control_without_the_pause_it_is_asked_again(
    due_words: Post, second: Post, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("credits_depleted", times=2)

    with patch.object(standing, "pause"):
        send(due_words)
        send(second)

    assert len(sandbox.requests("create")) == 2


def held_though_live(post: Post, sandbox: SandboxX) -> None:
    """Its answer was lost and the timeline behind for all four looks."""
    sandbox.plan_fault("cut_after")
    sandbox.plan_fault("lag", operation="timeline", times=4, seconds=3600.0)
    send(post)
    carry_on(post)
    assert now_of(post).state == State.HELD


def test_duplicate_after_an_unknown_outcome_is_found_to_be_ours(
    due_words: Post, head: Person, sandbox: SandboxX
) -> None:
    held_though_live(due_words, sandbox)
    sandbox.plan_fault("lag", operation="timeline", seconds=3600.0)  # at the last look, too
    sandbox.plan_fault("duplicate")

    send_again(due_words, head)

    (live,) = sandbox.live(HANDLE)
    assert (now_of(due_words).state, now_of(due_words).tweet_id) == (State.POSTED, live["id"])


def test_control_taking_that_duplicate_for_a_failure_denies_a_live_post(
    due_words: Post, head: Person, sandbox: SandboxX
) -> None:
    held_though_live(due_words, sandbox)
    sandbox.plan_fault("lag", operation="timeline", seconds=3600.0)
    sandbox.plan_fault("duplicate")

    with patch.object(looking, "for_duplicate", return_value=None):
        send_again(due_words, head)

    assert now_of(due_words).state == State.FAILED
    assert len(sandbox.live(HANDLE)) == 1


def test_duplicate_that_this_very_attempt_put_there_is_ours(
    due_words: Post, sandbox: SandboxX
) -> None:
    """X did it, asked itself once more behind its own door, and tells of the second time."""
    sandbox.plan_fault("duplicate_after")

    send(due_words)

    (live,) = sandbox.live(HANDLE)
    attempt = last_attempt(due_words)
    assert (now_of(due_words).state, now_of(due_words).tweet_id) == (State.POSTED, live["id"])
    assert (attempt.state, attempt.status_code) == (AttemptState.FOUND, 403)


def test_control_without_that_look_a_live_post_is_called_failed(
    due_words: Post, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("duplicate_after")

    with patch.object(looking, "for_duplicate", return_value=None):
        send(due_words)

    assert now_of(due_words).state == State.FAILED
    assert len(sandbox.live(HANDLE)) == 1


def test_duplicate_of_what_somebody_posted_by_hand_before_is_not_ours(
    due_words: Post, sandbox: SandboxX
) -> None:
    a_minute_ago = timezone.now() - timedelta(minutes=1)
    sandbox.post_by_hand(HANDLE, due_words.text, at=a_minute_ago)
    sandbox.plan_fault("duplicate")

    send(due_words)

    assert (now_of(due_words).state, now_of(due_words).trouble) == (State.FAILED, "duplicate")


def test_duplicate_where_the_timeline_cannot_be_read_is_looked_into(
    due_words: Post, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("duplicate_after")
    sandbox.plan_fault("503_before", operation="timeline")

    send(due_words)
    unclear = now_of(due_words).state
    carry_on(due_words)

    assert (unclear, now_of(due_words).state) == (State.UNKNOWN, State.POSTED)


def test_control_looking_only_once_misses_a_timeline_that_lags(
    due_words: Post, head: Person, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("cut_after")
    sandbox.plan_fault("lag", operation="timeline", times=2, seconds=3600.0)
    send(due_words)

    with patch.object(reconciling, "LOOKS", reconciling.LOOKS[:1]):
        look_now(due_words)
    send_again(due_words, head)  # as a person would who is told that it is not there

    assert len(sandbox.live(HANDLE)) == 2


def test_control_choosing_among_several_takes_somebody_elses_for_ours(
    due_words: Post, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("cut_before")
    send(due_words)
    by_hand = {sandbox.post_by_hand(HANDLE, due_words.text) for _ in range(2)}

    def the_first(_sought: matching.Sought, timeline: list[Any]) -> matching.Verdict:
        return matching.Found(timeline[0].id)

    with patch.object(matching, "look_for", the_first):
        look_now(due_words)

    assert now_of(due_words).state == State.POSTED
    assert now_of(due_words).tweet_id in by_hand


@pytest.fixture
def album(school: School, teacher: Person, head: Person, x_account: Account) -> Post:
    """A post with two pictures."""
    pictures = [("Seedlings in pots", False), ("The first courgette", False)]
    return scheduled(school, teacher, head, photos=pictures)


@pytest.mark.parametrize("fault", ["503_before", "cut_after", "rate_limited"])
def test_picture_failing_half_way_posts_both_later_or_nothing(
    album: Post, sandbox: SandboxX, fault: str
) -> None:
    sandbox.plan_fault(fault, operation="upload", skip=1)

    send(album)
    first = (now_of(album).state, sandbox.live(HANDLE))
    with scope.school(album.school_id):
        Account.objects.update(wait_until=None)
    carry_on(album)

    assert first == (State.SCHEDULED, [])
    (live,) = sandbox.live(HANDLE)
    assert [media["alt_text"] for media in live["media"]] == [
        "Seedlings in pots",
        "The first courgette",
    ]


def test_control_going_on_without_the_picture_posts_half(album: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("503_before", operation="upload", skip=1)
    whole = sending._upload

    def whatever_goes_up(*args: Any) -> MediaReceipt | None:
        try:
            return whole(*args)
        except errors.XError:
            return None

    def careless(claim: claiming.Claim) -> list[MediaReceipt]:
        with patch.object(sending, "_upload", whatever_goes_up):
            return list(filter(None, uploaded(claim)))

    uploaded = sending._upload_pictures
    with patch.object(sending, "_upload_pictures", careless):
        send(album)

    assert len(sandbox.live(HANDLE)[0]["media"]) == 1


def test_control_without_the_window_it_goes_out_late(due_words: Post, sandbox: SandboxX) -> None:
    change(due_words, expires_at=timezone.now() - timedelta(hours=5))

    with taken_without(WINDOW):
        send(due_words)

    assert len(sandbox.live(HANDLE)) == 1
