"""Taking a due post: what may go out now, what waits, what expires."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.utils import timezone

from moderation.drafts.jobs import claiming, dispatching, fencing, sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.drafts.outgoing import (
    HANDLE,
    change,
    change_account,
    letters_about,
    now_of,
)
from tests.fixtures.sandbox import SandboxX
from tests.policy.versions import ratify_next
from tests.posts import make_account, scheduled

pytestmark = pytest.mark.faults

A_MINUTE = timedelta(minutes=1)


def test_expired_window_sends_nothing_and_people_are_told(
    due_post: Post, sandbox: SandboxX
) -> None:
    change(due_post, expires_at=timezone.now() - A_MINUTE)

    sending.send(due_post.school_id, due_post.pk)

    assert (now_of(due_post).state, now_of(due_post).trouble) == (State.EXPIRED, "too-late")
    assert "post-needs-you" in letters_about(due_post)
    assert sandbox.requests() == []


@pytest.mark.parametrize(
    "waits",
    [
        {"paused_at": datetime(2026, 11, 1, tzinfo=UTC)},
        {"needs_reconnecting_at": datetime(2026, 11, 1, tzinfo=UTC)},
        {"wait_until": datetime(2126, 11, 1, tzinfo=UTC)},
    ],
)
def test_account_that_waits_keeps_its_posts_scheduled(
    due_post: Post, sandbox: SandboxX, waits: dict[str, datetime]
) -> None:
    change_account(due_post, **waits)

    sending.send(due_post.school_id, due_post.pk)

    assert now_of(due_post).state == State.SCHEDULED
    assert sandbox.requests() == []


def test_school_that_paused_posting_keeps_its_posts_scheduled(
    due_post: Post, sandbox: SandboxX
) -> None:
    School.objects.filter(pk=due_post.school_id).update(posting_paused_at=timezone.now())

    sending.send(due_post.school_id, due_post.pk)

    assert now_of(due_post).state == State.SCHEDULED
    assert sandbox.requests() == []


def test_posts_that_wait_take_no_place_from_others(
    school: School, teacher: Person, head: Person, due_post: Post, sandbox: SandboxX
) -> None:
    free = make_account(school, sandbox.add_account("OtherAccount"))
    change_account(due_post, paused_at=timezone.now())
    other = scheduled(school, teacher, head, account=free)

    with patch.object(dispatching, "AT_ONCE", 1):
        due = dispatching.find_due()

    assert due.send == [(school.pk, other.pk)]


def test_post_that_waits_is_still_found_to_expire(due_post: Post) -> None:
    change_account(due_post, paused_at=timezone.now())
    change(due_post, expires_at=timezone.now() - A_MINUTE)

    assert dispatching.find_due().send == [(due_post.school_id, due_post.pk)]


def test_rate_limit_holds_back_one_account_and_no_other(
    school: School, teacher: Person, head: Person, x_account: Account, sandbox: SandboxX
) -> None:
    free = make_account(school, sandbox.add_account("OtherAccount"))
    first, second = (scheduled(school, teacher, head, account=x_account) for _ in range(2))
    other = scheduled(school, teacher, head, account=free)
    sandbox.plan_fault("rate_limited", handle=HANDLE)

    for post in (first, second, other):
        sending.send(school.pk, post.pk)

    assert sandbox.live(HANDLE) == []
    assert len(sandbox.requests("create")) == 2  # the second was not even tried
    assert now_of(other).state == State.POSTED


@pytest.mark.parametrize("off", [timedelta(hours=1), timedelta(days=-1), timedelta(days=1)])
def test_the_databases_clock_decides_what_is_due(
    school: School, teacher: Person, head: Person, x_account: Account, off: timedelta
) -> None:
    due = scheduled(school, teacher, head)
    later = scheduled(school, teacher, head, at=timezone.now() + timedelta(minutes=30))

    with time_machine.travel(datetime.now(UTC) + off):
        claimed = [is_claimed(post) for post in (due, later)]

    assert claimed == [True, False]


def is_claimed(post: Post) -> bool:
    claim = claiming.claim(post.school_id, post.pk)
    if claim is not None:
        fencing.unlock(claim.attempt.pk)
    return claim is not None


def test_the_databases_clock_decides_which_policy_counts(due_post: Post) -> None:
    ratify_next(due_post.school, in_force_from=timezone.localdate() + timedelta(days=1))

    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        assert is_claimed(due_post)


def test_claim_is_an_event_of_its_transaction_without_words(due_post: Post) -> None:
    sending.send(due_post.school_id, due_post.pk)

    with scope.school(due_post.school_id):
        events = Event.objects.filter(object_type="post", object_id=due_post.pk)
        verbs = list(events.order_by("sequence").values_list("verb", flat=True))
    assert verbs[-2:] == ["post.claim", "post.record_posted"]
