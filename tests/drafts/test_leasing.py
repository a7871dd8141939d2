"""Taking a post and listing it are the same question, asked in two ways; then it is examined."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.drafts.jobs import dispatching, fencing, leasing, sending
from moderation.drafts.jobs.claiming import Claim
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.client import MediaReceipt
from schoolsocial.x.models import Account
from tests.drafts.outgoing import HANDLE, change, change_account, now_of
from tests.drafts.trips import about, make_trip, they_are_back
from tests.fixtures.sandbox import SandboxX
from tests.policy.versions import ratify_next

pytestmark = pytest.mark.faults

PAST, FUTURE = datetime(2026, 11, 1, tzinfo=UTC), datetime(2126, 11, 1, tzinfo=UTC)

NO_TOKENS = {"access_token": b"", "refresh_token": b"", "token_expires_at": None}


def of_account(**fields: object) -> Callable[[Post], None]:
    return lambda post: change_account(post, **fields)


def of_post(**fields: object) -> Callable[[Post], None]:
    return lambda post: change(post, **fields)


def school_stopped(post: Post) -> None:
    School.objects.filter(pk=post.school_id).update(posting_paused_at=PAST)


CASES: dict[str, tuple[Callable[[Post], None], bool]] = {
    "due": (of_post(), True),
    "not yet due": (of_post(not_before=FUTURE), False),
    "account paused": (of_account(paused_at=PAST), False),
    "account needs reconnecting": (of_account(needs_reconnecting_at=PAST), False),
    "account disconnected": (of_account(disconnected_at=PAST, **NO_TOKENS), False),
    "account waits": (of_account(wait_until=FUTURE), False),
    "account has waited": (of_account(wait_until=PAST), True),
    "posting stopped": (school_stopped, False),
}


def is_listed(post: Post) -> bool:
    return (post.school_id, post.pk) in dispatching.find_due().send


def is_taken(post: Post) -> bool:
    lease = leasing.take(post.school_id, post.pk)
    if lease is not None:
        fencing.unlock(lease.attempt_id)
    return lease is not None


upload = sending._upload


def while_a_policy_comes_into_force(claim: Claim, *args: Any) -> MediaReceipt:
    with scope.school(claim.post.school_id):
        ratify_next(claim.post.school)
    return upload(claim, *args)


@pytest.mark.parametrize("case", CASES)
def test_what_is_listed_is_taken_and_nothing_else(due_post: Post, case: str) -> None:
    happens, goes = CASES[case]
    happens(due_post)

    assert (is_listed(due_post), is_taken(due_post)) == (goes, goes)


def test_post_of_an_account_by_hand_is_listed_for_people_and_not_taken(due_post: Post) -> None:
    change_account(due_post, posts_by=Account.PostsBy.HAND, **NO_TOKENS)

    assert is_listed(due_post)
    assert not is_taken(due_post)


def test_post_whose_time_has_passed_is_listed_to_expire_and_not_taken(due_post: Post) -> None:
    change(due_post, expires_at=timezone.now() - timedelta(seconds=1))

    assert is_listed(due_post)
    assert not is_taken(due_post)


@pytest.mark.parametrize("back", [True, False])
def test_trip_is_asked_in_both(
    school: School, teacher: Person, head: Person, x_account: Account, *, back: bool
) -> None:
    trip = make_trip(school, teacher)
    post = about(trip, teacher, head)
    if back:
        they_are_back(trip, teacher)

    assert (is_listed(post), is_taken(post)) == (back, back)


def test_it_is_taken_once(due_post: Post) -> None:
    assert [is_taken(due_post), is_taken(due_post)] == [True, False]


def test_another_schools_scope_takes_nothing(due_post: Post) -> None:
    assert leasing.take(due_post.school_id + 1, due_post.pk) is None


def test_policy_that_comes_into_force_while_pictures_go_up_stops_the_post(
    due_post: Post, sandbox: SandboxX
) -> None:
    with patch.object(sending, "_upload", while_a_policy_comes_into_force):
        sending.send(due_post.school_id, due_post.pk)

    returned = now_of(due_post)
    assert (returned.state, returned.trouble) == (State.RETURNED, "changed-since-approval")
    assert sandbox.live(HANDLE) == []


def test_control_without_asking_after_the_upload_it_goes_out(
    due_post: Post, sandbox: SandboxX
) -> None:
    with (
        patch.object(sending, "_upload", while_a_policy_comes_into_force),
        patch.object(sending, "_broken_meanwhile", return_value=""),
    ):
        sending.send(due_post.school_id, due_post.pk)

    assert len(sandbox.live(HANDLE)) == 1
