"""Reading the account's own timeline: nothing lost, nothing doubled, whatever X answers."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.catalogue import asking, outside
from moderation.catalogue.jobs import reading
from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.client import XClient
from schoolsocial.x.models import Account
from tests.catalogue.sights import (
    HANDLE,
    cases,
    change,
    now_of,
    read,
    tweets,
    watched,
)
from tests.drafts.outgoing import letters_about
from tests.fixtures.sandbox import SandboxX

pytestmark = pytest.mark.faults


def post_many(sandbox: SandboxX, number: int) -> list[str]:
    return [sandbox.post_by_hand(HANDLE, f"Day {day} on the farm") for day in range(number)]


def pages_asked(sandbox: SandboxX) -> int:
    return len(sandbox.requests("timeline"))


def test_a_post_made_by_phone_opens_one_case_and_leaders_are_told(
    x_account: Account, head: Person, due_words: Post, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    sandbox.post_by_hand(HANDLE, "Well done Amelia & all!")

    read(watch)
    read(watch)

    [case] = cases(x_account)
    assert case.tweet.text == "Well done Amelia & all!"
    assert "posted-outside" in letters_about(due_words)


def test_what_went_out_through_the_process_is_no_case(
    x_account: Account, due_words: Post, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    sending.send(due_words.school_id, due_words.pk)

    read(watch)

    [tweet] = tweets(x_account)
    assert (tweet.post, tweet.source, tweet.text) == (due_words, "ledger", "")
    assert cases(x_account) == []


def test_an_attempt_without_an_answer_explains_a_post_until_it_is_known(
    x_account: Account, due_words: Post, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    sandbox.plan_fault("cut_after")
    sending.send(due_words.school_id, due_words.pk)

    read(watch)

    assert len(tweets(x_account)) == 1
    assert cases(x_account) == []


def test_without_that_guard_ones_own_post_is_taken_for_a_strangers(
    x_account: Account, due_words: Post, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    sandbox.plan_fault("cut_after")
    sending.send(due_words.school_id, due_words.pk)

    with patch.object(outside, "_may_be_ours", return_value=False):
        read(watch)

    assert len(cases(x_account)) == 1


def test_posts_from_before_the_watch_began_are_the_back_catalogue(
    x_account: Account, sandbox: SandboxX
) -> None:
    sandbox.post_by_hand(HANDLE, "Sports day", at=timezone.now() - timedelta(days=2))

    read(watched(x_account))

    assert [tweet.text for tweet in tweets(x_account)] == ["Sports day"]
    assert cases(x_account) == []


def test_a_lagging_timeline_is_caught_up_with(x_account: Account, sandbox: SandboxX) -> None:
    watch = watched(x_account)
    sandbox.post_by_hand(HANDLE, "Harvest")
    sandbox.plan_fault("lag", operation="timeline", seconds=60)

    read(watch)
    late = tweets(x_account)
    read(watch)

    assert (late, len(cases(x_account))) == ([], 1)


@pytest.mark.parametrize(("overlap", "found"), [(reading.OVERLAP, 2), (timedelta(0), 1)])
def test_a_post_told_after_a_younger_one_is_found_by_the_overlap(
    x_account: Account, sandbox: SandboxX, overlap: timedelta, found: int
) -> None:
    watch = watched(x_account)
    sandbox.post_by_hand(HANDLE, "Second")
    read(watch)
    sandbox.post_by_hand(HANDLE, "First", at=timezone.now() - timedelta(minutes=20))

    with patch.object(reading, "OVERLAP", overlap):
        read(watch)

    assert len(cases(x_account)) == found


@pytest.mark.parametrize("fault", ["truncated", "html", "503_before", "cut_after", "no_id"])
def test_an_answer_that_is_no_page_changes_nothing(
    x_account: Account, sandbox: SandboxX, fault: str
) -> None:
    watch = watched(x_account)
    post_many(sandbox, 3)
    sandbox.plan_fault(fault, operation="timeline")

    stopped = read(watch)
    nothing = tweets(x_account)
    done = read(watch)

    assert (stopped.read_at, stopped.newest_id, nothing) == (None, "", [])
    assert (done.trouble, len(cases(x_account))) == ("", 3)


def test_half_a_read_is_taken_up_where_it_stopped(x_account: Account, sandbox: SandboxX) -> None:
    watch = watched(x_account)
    post_many(sandbox, 130)
    sandbox.plan_fault("truncated", operation="timeline", skip=1)

    stopped = read(watch)
    half = len(tweets(x_account))
    read(watch)

    assert (half, stopped.newest_id, bool(stopped.next_token)) == (100, "", True)
    assert (len(tweets(x_account)), len(cases(x_account))) == (130, 130)
    assert pages_asked(sandbox) == 3  # the first page only once


def test_a_rate_limit_is_waited_out(x_account: Account, sandbox: SandboxX) -> None:
    watch = watched(x_account)
    post_many(sandbox, 1)
    sandbox.plan_fault("rate_limited", operation="timeline", reset="absent")

    stopped = read(watch)
    reading.read(watch.school_id, watch.pk)

    assert stopped.trouble == "rate-limited"
    assert stopped.next_read_at > timezone.now() + timedelta(minutes=14)
    assert pages_asked(sandbox) == 1


def killed_after(pages: int) -> object:
    """X's client in a worker that dies when it has asked for so many pages."""
    real, asked = XClient.own_page, iter(range(pages))

    def page(*args: object, **kwargs: object) -> object:
        if next(asked, None) is None:
            raise KeyboardInterrupt
        return real(*args, **kwargs)  # type: ignore[arg-type]

    return patch.object(XClient, "own_page", page)


def test_a_worker_killed_between_pages_loses_and_doubles_nothing(
    x_account: Account, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    post_many(sandbox, 130)
    with killed_after(1), pytest.raises(KeyboardInterrupt):  # type: ignore[attr-defined]
        read(watch)
    change(watch, held_until=timezone.now() - timedelta(seconds=1))

    read(watch)

    assert (len(tweets(x_account)), len(cases(x_account))) == (130, 130)
    assert now_of(watch).reading_began_at is None


def test_one_worker_reads_at_a_time(x_account: Account, sandbox: SandboxX) -> None:
    watch = watched(x_account)

    first = reading._claim(watch.school_id, watch.pk, "first")
    second = reading._claim(watch.school_id, watch.pk, "second")

    assert (first is not None, second) == (True, None)


def test_a_worker_whose_time_was_over_writes_nothing(x_account: Account, sandbox: SandboxX) -> None:
    watch = watched(x_account)
    post_many(sandbox, 1)
    slow = reading._claim(watch.school_id, watch.pk, "slow")
    assert slow is not None
    change(watch, held_until=timezone.now() - timedelta(seconds=1))
    with asking.reading(x_account, posts=100) as client:
        page = client.own_page(x_account.x_user_id)
    quick = reading._claim(watch.school_id, watch.pk, "quick")

    assert reading._write_down(slow, page) is False
    assert (tweets(x_account), quick is not None) == ([], True)


def test_two_readers_of_the_same_page_write_each_post_once(
    x_account: Account, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    post_many(sandbox, 5)
    read(watch)
    change(watch, newest_id="", next_read_at=timezone.now())

    read(watch)

    assert (len(tweets(x_account)), len(cases(x_account))) == (5, 5)


@pytest.mark.parametrize("held", ["paused_at", "needs_reconnecting_at"])
def test_an_account_that_waits_is_not_read(
    x_account: Account, sandbox: SandboxX, held: str
) -> None:
    watch = watched(x_account)
    with scope.school(x_account.school_id):
        Account.objects.update(**{held: timezone.now() + timedelta(hours=1)})

    read(watch)

    assert (reading.due(), pages_asked(sandbox)) == ([], 0)


def test_account_that_has_to_wait_with_posts_is_read_all_the_same(
    x_account: Account, sandbox: SandboxX
) -> None:
    """X's limits are of each call: what goes out by hand meanwhile is found."""
    watch = watched(x_account)
    with scope.school(x_account.school_id):
        later = timezone.now() + timedelta(hours=24)
        Account.objects.filter(pk=x_account.pk).update(wait_until=later)
    sandbox.post_by_hand(HANDLE, "Snow day!")

    read(watch)

    assert len(cases(x_account)) == 1
