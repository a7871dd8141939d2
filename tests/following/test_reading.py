"""Reading whom an account follows: nothing lost or doubled, nothing said before the last page."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.utils import timezone

from moderation.following import errors, settling
from moderation.following.jobs import beginning, reading
from moderation.following.models import Followee, FollowingReading, FollowingSighting
from moderation.following.workflow import Verb
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x import errors as x_errors
from schoolsocial.x import people
from schoolsocial.x.client import XClient
from schoolsocial.x.models import Account, Budget, Charge
from tests.drafts.hands import hand_account
from tests.fixtures.sandbox import SandboxX
from tests.following.entries import (
    begun,
    change,
    decide,
    decisions_of,
    followed,
    now_of,
    pasted,
    read,
    reading_now,
    standing,
    wished,
)

pytestmark = pytest.mark.faults


@pytest.fixture
def follow(x_account: Account, sandbox: SandboxX) -> Callable[..., str]:
    """The school's account follows somebody on X."""

    def one(handle: str, name: str = "") -> str:
        number = sandbox.add_person(handle, name)
        sandbox.tie("follow", x_account.x_user_id, number)
        return number

    return one


def asked_for(sandbox: SandboxX) -> int:
    return len(sandbox.requests("following"))


def sightings(account: Account) -> int:
    with scope.school(account.school_id):
        return FollowingSighting.objects.count()


def small_pages(size: int = 2) -> object:
    return patch.object(people, "MOST_A_PAGE", size)


def test_what_is_followed_and_not_in_the_register_is_found(
    x_account: Account, head: Person, follow: Callable[..., str]
) -> None:
    number = follow("BBCSpringwatch", "BBC Springwatch")

    done = read(begun(x_account, head))

    with scope.school(x_account.school_id):
        row = Followee.objects.get()
    assert (row.x_user_id, row.name, row.state) == (number, "BBC Springwatch", "found")
    assert (done.outcome, done.shown, done.found, done.missed) == ("done", 1, 1, 0)
    assert decisions_of(row) == [("find", "", "found")]
    assert sightings(x_account) == 0


def test_what_was_followed_by_hand_is_seen_and_its_number_learnt(
    x_account: Account, head: Person, follow: Callable[..., str]
) -> None:
    row = decide(wished(x_account, head, "nasa"), head, Verb.AGREE)
    number = follow("NASA")

    read(begun(x_account, head))

    row = now_of(row)
    assert (row.state, row.x_user_id, row.handle) == ("followed", number, "NASA")
    assert row.seen_at is not None


def test_what_is_in_the_register_and_not_followed_is_missing(
    x_account: Account, head: Person, follow: Callable[..., str]
) -> None:
    row = followed(x_account, head)

    done = read(begun(x_account, head))

    assert (now_of(row).state, done.missed) == ("missing", 1)


def test_a_handle_that_went_to_somebody_else_is_somebody_else(
    x_account: Account, head: Person, sandbox: SandboxX, follow: Callable[..., str]
) -> None:
    number = follow("NASA")
    followed(x_account, head)
    read(begun(x_account, head))
    sandbox.change(number, handle="NASA_old")
    sandbox.tie("unfollow", x_account.x_user_id, number)
    follow("NASA")

    read(begun(x_account, head))

    with scope.school(x_account.school_id):
        states = list(Followee.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["missing", "found"]


def test_a_new_handle_of_the_same_account_is_the_same_entry(
    x_account: Account, head: Person, sandbox: SandboxX, follow: Callable[..., str]
) -> None:
    number = follow("NASA")
    row = followed(x_account, head)
    read(begun(x_account, head))
    sandbox.change(number, handle="NASA_new")

    read(begun(x_account, head))

    assert (standing(x_account), now_of(row).handle) == ({"NASA_new": "followed"}, "NASA_new")


@pytest.mark.parametrize("asked", range(4))
def test_a_worker_killed_at_each_page_loses_and_doubles_nothing(
    x_account: Account, head: Person, sandbox: SandboxX, follow: Callable[..., str], asked: int
) -> None:
    gone = followed(x_account, head, "Gone")
    for number in range(7):
        follow(f"Museum{number}")
    row = begun(x_account, head)
    with small_pages(), killed_after(asked), pytest.raises(KeyboardInterrupt):  # type: ignore[attr-defined]
        read(row)
    half = standing(x_account)
    change(row, held_until=timezone.now() - timedelta(seconds=1))

    with small_pages():  # type: ignore[attr-defined]
        done = read(row)

    assert half == {"Gone": "followed"}
    assert (done.shown, done.found, done.missed, done.pages) == (7, 7, 1, 4)
    assert len(standing(x_account)) == 8
    assert now_of(gone).state == "missing"
    assert asked_for(sandbox) == 4  # each page once


def test_without_that_guard_half_a_list_declares_the_rest_missing(
    x_account: Account, head: Person, follow: Callable[..., str]
) -> None:
    rows = [followed(x_account, head, f"Museum{number}") for number in range(4)]
    for number in range(4):
        follow(f"Museum{number}")
    row = begun(x_account, head)
    with small_pages(), killed_after(1), pytest.raises(KeyboardInterrupt):  # type: ignore[attr-defined]
        read(row)

    with scope.school(x_account.school_id):
        half = FollowingReading.objects.get(pk=row.pk)
        settling.settle(half, timezone.now())

    assert [now_of(one).state for one in rows].count("missing") == 2


def killed_after(pages: int) -> object:
    """X's client in a worker that dies when it has asked for so many pages."""
    real, left = XClient.following_page, iter(range(pages))

    def page(*args: object, **kwargs: object) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return real(*args, **kwargs)  # type: ignore[arg-type]

    return patch.object(XClient, "following_page", page)


@pytest.mark.parametrize("fault", ["truncated", "html", "503_before", "cut_after"])
def test_an_answer_that_is_no_page_concludes_nothing(
    x_account: Account, head: Person, sandbox: SandboxX, follow: Callable[..., str], fault: str
) -> None:
    row = followed(x_account, head)
    follow("NASA")
    begin = begun(x_account, head)
    sandbox.plan_fault(fault, operation="following")

    stopped = read(begin)
    between = now_of(row).state
    done = read(begin)

    assert (stopped.ended_at, bool(stopped.trouble), between) == (None, True, "followed")
    assert (done.outcome, done.missed) == ("done", 0)


def test_a_rate_limit_is_waited_out(
    x_account: Account, head: Person, sandbox: SandboxX, follow: Callable[..., str]
) -> None:
    follow("NASA")
    row = begun(x_account, head)
    sandbox.plan_fault("rate_limited", operation="following", reset="absent")

    stopped = read(row)
    reading.read(row.school_id, row.pk)

    assert stopped.trouble == "rate-limited"
    assert stopped.next_try_at is not None
    assert stopped.next_try_at > timezone.now() + timedelta(minutes=14)
    assert asked_for(sandbox) == 1


def test_a_key_that_x_forgot_begins_the_list_anew_and_not_for_ever(
    x_account: Account, head: Person, sandbox: SandboxX, follow: Callable[..., str]
) -> None:
    row = followed(x_account, head)
    begin = begun(x_account, head)
    with patch.object(XClient, "following_page", refusing()):
        for _ in range(FollowingReading.MOST_RESTARTS + 1):
            ended = read(begin)

    assert (ended.outcome, ended.missed, now_of(row).state) == ("gave-up", 0, "followed")
    assert reading.due() == []


def refusing() -> Callable[..., people.Page]:
    """X, which no longer knows the key of the next page."""

    def page(*_args: object, **_kwargs: object) -> people.Page:
        raise x_errors.Rejected("No such token.")

    return page


def test_the_budget_is_kept_and_what_it_cost_is_shown(
    x_account: Account, head: Person, follow: Callable[..., str], sandbox: SandboxX
) -> None:
    follow("NASA")
    row = begun(x_account, head)
    with scope.school(x_account.school_id):
        budget = Budget.objects.create(
            school=x_account.school, month_dollars="0.02", when_reached=Budget.Reached.WAIT
        )

    stopped = read(row)
    with scope.school(x_account.school_id):
        budget.month_dollars = 50
        budget.save()
    done = read(row)

    assert (stopped.trouble, stopped.pages, asked_for(sandbox)) == ("no-budget", 0, 1)
    with scope.school(x_account.school_id):
        booked = Charge.objects.get(call="read_follower")
    assert (done.dollars, booked.count) == (booked.dollars, 1)


def test_what_changed_while_x_was_read_is_left_to_the_next_reading(
    x_account: Account, head: Person
) -> None:
    row = begun(x_account, head)
    held = reading._claim(row.school_id, row.pk, "slow")
    assert held is not None
    late = followed(x_account, head)

    assert reading._write_down(held, people.Page((), "")) is False

    assert now_of(late).state == "followed"
    read(begun(x_account, head))
    assert now_of(late).state == "missing"


def test_one_worker_reads_at_a_time_and_a_slow_one_writes_nothing(
    x_account: Account, head: Person
) -> None:
    row = begun(x_account, head)
    slow = reading._claim(row.school_id, row.pk, "slow")
    meanwhile = reading._claim(row.school_id, row.pk, "other")
    change(row, held_until=timezone.now() - timedelta(seconds=1))
    quick = reading._claim(row.school_id, row.pk, "quick")
    assert slow is not None

    assert (meanwhile, quick is not None) == (None, True)
    assert reading._write_down(slow, people.Page((people.XUser("7", "A", "A"),), "")) is False
    assert (reading_now(row).ended_at, standing(x_account)) == (None, {})


def test_an_old_half_reading_begins_anew(
    x_account: Account, head: Person, sandbox: SandboxX, follow: Callable[..., str]
) -> None:
    for number in range(4):
        follow(f"Museum{number}")
    row = begun(x_account, head)
    with small_pages(), killed_after(1), pytest.raises(KeyboardInterrupt):  # type: ignore[attr-defined]
        read(row)
    change(row, began_at=timezone.now() - timedelta(days=2), held_until=None)

    done = read(row)

    assert (done.shown, done.pages, asked_for(sandbox)) == (4, 1, 2)
    assert done.began_at > timezone.now() - timedelta(hours=1)


def test_one_reading_of_an_account_at_a_time(x_account: Account, head: Person) -> None:
    begun(x_account, head)

    with pytest.raises(errors.StillReading):
        begun(x_account, head)


def test_an_account_without_a_key_cannot_be_read(x_account: Account, head: Person) -> None:
    with pytest.raises(errors.NotReadable):
        begun(hand_account(x_account.school, head), head)


def test_a_reading_begins_by_itself_once_a_month(x_account: Account, head: Person) -> None:
    now = timezone.now()
    beginning.begin_readings(now)
    beginning.begin_readings(now)
    with scope.school(x_account.school_id):
        [row] = FollowingReading.objects.all()
    read(row)

    beginning.begin_readings(now + timedelta(days=29))
    beginning.begin_readings(now + timedelta(days=31))

    with scope.school(x_account.school_id):
        assert FollowingReading.objects.count() == 2


def test_a_colleagues_own_account_is_not_read(
    x_account: Account, teacher: Person, head: Person
) -> None:
    with scope.school(x_account.school_id):
        Account.objects.filter(pk=x_account.pk).update(kind="staff", owner=teacher)

    beginning.begin_readings(timezone.now())

    assert reading.due() == []


@pytest.mark.parametrize("held", ["paused_at", "needs_reconnecting_at"])
def test_an_account_that_waits_is_not_read(
    x_account: Account, head: Person, sandbox: SandboxX, held: str
) -> None:
    row = begun(x_account, head)
    with scope.school(x_account.school_id):
        Account.objects.update(**{held: timezone.now() + timedelta(hours=1)})

    read(row)

    assert (reading.due(), asked_for(sandbox)) == ([], 0)


def test_a_list_takes_the_place_of_a_reading_that_waits_for_x(
    x_account: Account, head: Person, follow: Callable[..., str]
) -> None:
    for number in range(4):
        follow(f"Museum{number}")
    row = begun(x_account, head)
    with small_pages(), killed_after(1), pytest.raises(KeyboardInterrupt):  # type: ignore[attr-defined]
        read(row)
    with pytest.raises(errors.StillReading):  # a worker may still be at it
        pasted(x_account, head, ["NASA"])
    change(row, held_until=timezone.now() - timedelta(seconds=1))

    pasted(x_account, head, ["NASA"])

    assert (reading_now(row).outcome, standing(x_account)) == ("gave-up", {"NASA": "found"})
    assert sightings(x_account) == 0


def test_a_name_that_two_entries_have_misses_neither(x_account: Account, head: Person) -> None:
    first = followed(x_account, head, "NASA")
    with scope.school(x_account.school_id):
        Followee.objects.filter(pk=first.pk).update(x_user_id="5")
        Followee.objects.create(
            school=x_account.school,
            account=x_account,
            x_user_id="6",
            handle="NASA",
            state="found",
            changed_at=timezone.now(),
        )

    pasted(x_account, head, ["nasa"])

    with scope.school(x_account.school_id):
        states = Followee.objects.order_by("pk").values_list("state", flat=True)
        assert list(states) == ["followed", "found"]


@pytest.mark.django_db(transaction=True)
def test_two_who_wish_and_one_who_pastes_at_once_make_one_entry(
    x_account: Account, head: Person
) -> None:
    def one(act: int) -> str:
        try:
            if act == 0:
                pasted(x_account, head, ["NASA"], whole=False)
            else:
                wished(x_account, head, "nasa")
        except errors.AlreadyKnown:
            return "known"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(3) as pool:
        ended = sorted(pool.map(one, range(3)))

    assert ended in (["done", "done", "known"], ["done", "known", "known"])
    assert len(standing(x_account)) == 1
