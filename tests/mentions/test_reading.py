"""Reading what others write: nothing lost, nothing doubled, whatever X answers."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.mentions import words
from moderation.mentions.jobs import reading
from moderation.mentions.models import Mention
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope
from schoolsocial.x.client import XClient
from schoolsocial.x.models import Account, Budget, Charge, RateLimit
from tests.cast import run_sql
from tests.fixtures.sandbox import SandboxX
from tests.mentions.written import HANDLE, change, mentions, now_of, read, watched

pytestmark = pytest.mark.faults

MANY = 130


def pages_asked(sandbox: SandboxX) -> int:
    return len(sandbox.requests("mentions"))


def killed_before(page: int) -> object:
    """X's client in a worker that dies before it asks for that page, counted from 0."""
    real, asked = XClient.mentions_page, iter(range(page))

    def answer(*args: object, **kwargs: object) -> object:
        if next(asked, None) is None:
            raise KeyboardInterrupt
        return real(*args, **kwargs)  # type: ignore[arg-type]

    return patch.object(XClient, "mentions_page", answer)


def killed_while_writing() -> object:
    """A worker that dies when X has answered and the page is half written down."""
    return patch.object(reading, "_finish", side_effect=KeyboardInterrupt)


def test_a_mention_is_kept_once_and_sealed(x_account: Account, sandbox: SandboxX) -> None:
    watch = watched(x_account)
    [tweet_id] = sandbox.mention("Some_Parent", HANDLE, "Lovely & kind")

    read(watch)
    read(watch)

    [mention] = mentions(x_account)
    assert (mention.tweet_id, mention.handle, mention.is_reply) == (tweet_id, "Some_Parent", False)
    assert words.unseal(mention) == f"@{HANDLE} Lovely & kind"
    with scope.school(x_account.school_id):
        [(kept,)] = run_sql("SELECT words FROM mentions_mention")
    assert b"Lovely" not in bytes(kept)


def test_what_was_sealed_for_one_post_opens_for_no_other(
    x_account: Account, sandbox: SandboxX
) -> None:
    sandbox.mention("Some_Parent", HANDLE, number=2)
    read(watched(x_account))

    one, other = mentions(x_account)
    one.words = other.words

    with pytest.raises(words.Shut):
        words.unseal(one)


def test_the_schools_own_accounts_among_themselves_are_no_mentions(
    x_account: Account, sandbox: SandboxX
) -> None:
    sandbox.mention("Year_Three", HANDLE)
    with scope.school(x_account.school_id):
        author = sandbox.add_account("Year_Three").id
        Account.objects.create(
            school_id=x_account.school_id, handle="Year_Three", kind="class", x_user_id=author
        )

    read(watched(x_account))

    assert mentions(x_account) == []


def test_calls_are_booked_and_the_limit_is_kept(x_account: Account, sandbox: SandboxX) -> None:
    sandbox.mention("Some_Parent", HANDLE, number=MANY)

    read(watched(x_account))

    with scope.school(x_account.school_id):
        booked = Charge.objects.filter(call="read_mention").values_list("count", flat=True)
        assert sum(booked) == MANY
        assert RateLimit.objects.get(endpoint="GET /2/users/:id/mentions").allowed == 300


@pytest.mark.parametrize("fault", ["truncated", "html", "503_before", "cut_after", "no_id"])
def test_an_answer_that_is_no_page_changes_nothing(
    x_account: Account, sandbox: SandboxX, fault: str
) -> None:
    watch = watched(x_account)
    sandbox.mention("Some_Parent", HANDLE, number=3)
    sandbox.plan_fault(fault, operation="mentions")

    stopped = read(watch)
    nothing = mentions(x_account)
    done = read(watch)

    assert (stopped.read_at, stopped.newest_id, nothing) == (None, "", [])
    assert (stopped.trouble, done.trouble, len(mentions(x_account))) == ("no-answer", "", 3)


def test_half_a_read_is_taken_up_where_it_stopped(x_account: Account, sandbox: SandboxX) -> None:
    watch = watched(x_account)
    sandbox.mention("Some_Parent", HANDLE, number=MANY)
    sandbox.plan_fault("truncated", operation="mentions", skip=1)

    stopped = read(watch)
    half = len(mentions(x_account))
    read(watch)

    assert (half, stopped.newest_id, bool(stopped.next_token)) == (100, "", True)
    assert (len(mentions(x_account)), pages_asked(sandbox)) == (MANY, 3)


@pytest.mark.parametrize("dies", [killed_before(1), killed_while_writing()])
def test_a_killed_worker_loses_and_doubles_nothing(
    x_account: Account, sandbox: SandboxX, dies: object
) -> None:
    watch = watched(x_account)
    told = sandbox.mention("Some_Parent", HANDLE, number=MANY)
    with dies, pytest.raises(KeyboardInterrupt):  # type: ignore[attr-defined]
        read(watch)
    change(watch, held_until=timezone.now() - timedelta(seconds=1))

    read(watch)

    kept = Counter(one.tweet_id for one in mentions(x_account))
    assert kept == Counter(told)
    assert now_of(watch).reading_began_at is None


def test_without_whole_pages_a_kill_would_lose_some(x_account: Account, sandbox: SandboxX) -> None:
    """The control: were the highest number known moved with the first page, the rest were gone."""
    watch = watched(x_account)
    told = sandbox.mention("Some_Parent", HANDLE, number=MANY)
    with killed_before(1), pytest.raises(KeyboardInterrupt):  # type: ignore[attr-defined]
        read(watch)
    change(
        watch,
        held_until=None,
        newest_id=told[-1],
        next_token="",
        reading_began_at=None,
        highest="",
    )

    with patch.object(reading, "_since", lambda watch: watch.newest_id):
        read(watch)

    assert len(mentions(x_account)) == 100


def test_a_lagging_answer_is_caught_up_with(x_account: Account, sandbox: SandboxX) -> None:
    watch = watched(x_account)
    sandbox.mention("Some_Parent", HANDLE)
    sandbox.plan_fault("lag", operation="mentions", seconds=60)

    read(watch)
    late = mentions(x_account)
    read(watch)

    assert (late, len(mentions(x_account))) == ([], 1)


@pytest.mark.parametrize(("overlap", "found"), [(reading.OVERLAP, 2), (timedelta(0), 1)])
def test_one_told_after_a_younger_one_is_found_by_the_overlap(
    x_account: Account, sandbox: SandboxX, overlap: timedelta, found: int
) -> None:
    watch = watched(x_account)
    sandbox.mention("Some_Parent", HANDLE, "Second")
    read(watch)
    early = timezone.now() - timedelta(minutes=20)
    sandbox.post_by_hand("Some_Parent", f"@{HANDLE} First", at=early)

    with patch.object(reading, "OVERLAP", overlap):
        read(watch)

    assert len(mentions(x_account)) == found


def test_a_rate_limit_is_waited_out(x_account: Account, sandbox: SandboxX) -> None:
    watch = watched(x_account)
    sandbox.mention("Some_Parent", HANDLE)
    sandbox.plan_fault("rate_limited", operation="mentions", reset="absent")

    stopped = read(watch)
    reading.read(watch.school_id, watch.pk)

    assert stopped.trouble == "rate-limited"
    assert stopped.next_read_at > timezone.now() + timedelta(minutes=14)
    assert pages_asked(sandbox) == 1


def test_a_spent_budget_is_not_overdrawn(
    school: School, x_account: Account, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    with scope.school(school.pk):
        Budget.objects.create(
            school=school, month_dollars=Decimal("0.01"), when_reached=Budget.Reached.WAIT
        )

    assert read(watch).trouble == "no-budget"
    assert pages_asked(sandbox) == 0


def test_tokens_are_renewed_and_the_read_goes_on(x_account: Account, sandbox: SandboxX) -> None:
    watch = watched(x_account)
    sandbox.mention("Some_Parent", HANDLE)
    sandbox.plan_fault("unauthorised", operation="mentions")

    assert read(watch).trouble == "not-signed-in"
    assert (read(watch).trouble, len(mentions(x_account))) == ("", 1)


def test_more_than_x_tells_is_said(x_account: Account, sandbox: SandboxX) -> None:
    watch = watched(x_account)
    sandbox.mention("Some_Parent", HANDLE, number=805)

    done = read(watch)

    assert (len(mentions(x_account)), done.cut_at is not None) == (800, True)


def test_one_worker_reads_at_a_time_and_a_late_one_writes_nothing(
    x_account: Account, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    sandbox.mention("Some_Parent", HANDLE)
    slow = reading._claim(watch.school_id, watch.pk, "slow")
    assert slow is not None
    second = reading._claim(watch.school_id, watch.pk, "second")
    page = reading._ask(slow)
    change(watch, held_until=timezone.now() - timedelta(seconds=1))
    quick = reading._claim(watch.school_id, watch.pk, "quick")

    assert reading._write_down(slow, page) is False
    assert (second, quick is not None, mentions(x_account)) == (None, True, [])


@pytest.mark.parametrize("held", ["paused_at", "needs_reconnecting_at"])
def test_an_account_that_waits_is_not_read(
    x_account: Account, sandbox: SandboxX, held: str
) -> None:
    watch = watched(x_account)
    with scope.school(x_account.school_id):
        Account.objects.update(**{held: timezone.now()})

    read(watch)

    assert (reading.due(), pages_asked(sandbox)) == ([], 0)


def test_what_is_written_to_colleagues_own_accounts_is_theirs(
    x_account: Account, teacher: object
) -> None:
    with scope.school(x_account.school_id):
        Account.objects.update(kind="staff", owner=teacher)

    reading.begin()

    assert reading.due() == []


def test_another_school_sees_none_of_it(
    x_account: Account, other_school: School, sandbox: SandboxX
) -> None:
    sandbox.mention("Some_Parent", HANDLE)
    read(watched(x_account))

    with scope.school(other_school.pk):
        assert not Mention.objects.exists()
        assert run_sql("SELECT count(*) FROM mentions_mention") == [(0,)]
