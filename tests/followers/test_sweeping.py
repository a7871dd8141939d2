"""Sweeps: nothing lost, nothing doubled, nobody declared gone without a whole list."""

from datetime import timedelta
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.followers import difference, staging, sweeping
from moderation.followers.jobs import reading
from moderation.followers.jobs.sources import Given
from moderation.followers.models import Sighting, Sweep, SweepPage
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x import people
from schoolsocial.x.client import XClient
from schoolsocial.x.models import Account, Budget, Charge, RateLimit
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import (
    HANDLE,
    began,
    carry_on,
    cases,
    change,
    followers,
    follows,
    now_of,
    swept,
)

pytestmark = pytest.mark.faults


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten people a page, so that a few make several pages."""
    monkeypatch.setattr(people, "MOST_A_PAGE", 10)


def test_a_first_sweep_makes_a_case_of_everybody(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 25)

    sweep = swept(x_account, head)

    assert (sweep.state, sweep.people, sweep.newcomers, sweep.trouble) == ("done", 25, 25, "")
    assert len(followers(x_account)) == len(cases(x_account, kind="new", state="open")) == 25


def test_facts_are_as_x_tells_them(x_account: Account, head: Person, sandbox: SandboxX) -> None:
    follows(sandbox, x_account, "TheBakery", name="Bakery", bio="Buns", followers=7, protected=True)

    swept(x_account, head)

    [case] = cases(x_account)
    assert (case.handle, case.name, case.bio) == ("TheBakery", "Bakery", "Buns")
    assert (case.followers, case.protected, case.verdict) == (7, True, "")


def test_a_second_sweep_finds_who_came_went_and_changed(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    goes, renames, stays = (follows(sandbox, x_account, one) for one in ("Goes", "Old", "Stays"))
    swept(x_account, head)
    sandbox.tie("unfollow", goes, x_account.x_user_id)
    sandbox.change(renames, handle="Renamed")
    follows(sandbox, x_account, "Newcomer")

    sweep = swept(x_account, head)

    assert (sweep.newcomers, sweep.changed, sweep.gone, sweep.returned) == (1, 1, 1, 0)
    assert [one.x_user_id for one in followers(x_account, gone_at__isnull=False)] == [int(goes)]
    assert [case.state for case in cases(x_account, follower__x_user_id=int(goes))] == ["left"]
    assert [case.handle for case in cases(x_account, follower__x_user_id=int(renames))] == [
        "Renamed"
    ]
    assert [case.kind for case in cases(x_account, follower__x_user_id=int(stays))] == ["new"]


def test_somebody_who_comes_back_is_a_case_again(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    person = follows(sandbox, x_account, "ComesBack", bio="As before")
    swept(x_account, head)
    sandbox.tie("unfollow", person, x_account.x_user_id)
    swept(x_account, head)
    sandbox.tie("follow", person, x_account.x_user_id)

    sweep = swept(x_account, head)

    assert (sweep.returned, sweep.newcomers) == (1, 0)
    [first, again] = cases(x_account)
    assert (first.state, again.kind, again.state) == ("left", "returned", "open")
    assert (again.before or {})["bio"] == "As before"


def test_counts_that_come_and_go_make_no_case(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    person = follows(sandbox, x_account, "Popular", followers=1)
    swept(x_account, head)
    sandbox.change(person, followers=100, posts=5)

    assert swept(x_account, head).changed == 0
    assert len(cases(x_account)) == 1


@pytest.mark.parametrize(
    "fault", ["truncated", "html", "503_before", "cut_after", "cut_before", "no_id"]
)
def test_an_answer_that_is_no_page_changes_nothing(
    x_account: Account, head: Person, sandbox: SandboxX, fault: str
) -> None:
    sandbox.gather_crowd(HANDLE, 3)
    sandbox.plan_fault(fault, operation="followers")

    stopped = carry_on(began(x_account, head))
    nothing = followers(x_account)
    done = carry_on(stopped)

    assert (stopped.state, nothing, stopped.trouble) == ("running", [], "no-answer")
    assert (done.state, done.trouble, len(cases(x_account))) == ("done", "", 3)


@pytest.mark.usefixtures("small_pages")
def test_half_a_sweep_is_taken_up_where_it_stopped_and_declares_nobody_gone(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    first, _last = sandbox.gather_crowd(HANDLE, 35)
    swept(x_account, head)
    sandbox.tie("unfollow", first, x_account.x_user_id)
    sandbox.plan_fault("truncated", operation="followers", skip=2)
    asked = len(sandbox.requests("followers"))

    stopped = carry_on(began(x_account, head))
    gone_by_then = followers(x_account, gone_at__isnull=False)
    done = carry_on(stopped)

    assert (stopped.pages, stopped.people, gone_by_then) == (2, 20, [])
    assert (done.pages, done.people, done.gone) == (4, 34, 1)
    assert len(sandbox.requests("followers")) - asked == 5  # the page that broke, once more


def killed_before_page(number: int) -> object:
    """X's client in a worker that dies when it asks for this page."""
    real, asked = XClient.followers_page, iter(range(number))

    def page(*args: object, **kwargs: object) -> object:
        if next(asked, None) is None:
            raise KeyboardInterrupt
        return real(*args, **kwargs)  # type: ignore[arg-type]

    return patch.object(XClient, "followers_page", page)


def killed_after_writing(number: int) -> object:
    """A worker that dies when it has this page and has not written it down."""
    real, asked = staging.keep_page, iter(range(number))

    def keep(**kwargs: object) -> object:
        if next(asked, None) is None:
            raise KeyboardInterrupt
        return real(**kwargs)  # type: ignore[arg-type]

    return patch.object(reading, "keep_page", keep)


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("dies", [killed_before_page, killed_after_writing])
@pytest.mark.parametrize("page", [0, 1, 2, 3])
def test_a_worker_killed_at_any_page_loses_and_doubles_nothing(
    x_account: Account, head: Person, sandbox: SandboxX, dies: object, page: int
) -> None:
    sandbox.gather_crowd(HANDLE, 35)
    sweep = began(x_account, head)
    with dies(page), pytest.raises(KeyboardInterrupt):  # type: ignore[operator]
        carry_on(sweep)

    done = carry_on(sweep)

    assert (done.state, done.people, done.newcomers, done.pages) == ("done", 35, 35, 4)
    assert len(followers(x_account)) == len(cases(x_account)) == 35


@pytest.mark.usefixtures("small_pages")
def test_a_worker_killed_at_the_end_takes_over_once(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 15)
    sweep = began(x_account, head)
    with (
        patch.object(difference, "LET_GO", ("SELECT no_such_function()",)),
        pytest.raises(Exception, match="no_such_function"),
    ):
        carry_on(sweep)
    nothing = followers(x_account)

    done = carry_on(sweep)

    assert (nothing, done.newcomers, len(cases(x_account))) == ([], 15, 15)


def test_without_the_key_of_the_next_page_people_would_be_lost(
    x_account: Account, head: Person, sandbox: SandboxX, small_pages: None
) -> None:
    """The control: a worker that forgets how far it was and believes its first page."""
    sandbox.gather_crowd(HANDLE, 35)
    swept(x_account, head)
    real = people.read_page

    def only_one(body: dict[str, object]) -> people.Page | None:
        page = real(body)
        return page and people.Page(page.users, "")

    with patch.object(people, "read_page", only_one), patch.object(difference, "FEWEST", 10**6):
        sweep = swept(x_account, head)

    assert sweep.gone == 25


def test_a_list_that_shrank_to_less_than_half_is_doubted_once(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 30)
    swept(x_account, head)
    crowd = sandbox.server.world.ties.crowds.of(x_account.x_user_id)
    assert crowd is not None
    crowd.gone.update(range(20))

    doubted = swept(x_account, head)
    gone_then = followers(x_account, gone_at__isnull=False)
    believed = swept(x_account, head)

    assert (doubted.doubtful, doubted.gone, gone_then) == (True, 0, [])
    assert (believed.doubtful, believed.gone) == (False, 20)


@pytest.mark.usefixtures("small_pages")
def test_a_key_that_goes_round_ends_the_sweep_in_the_end(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 35)
    real = people.read_page

    def round_and_round(body: dict[str, object]) -> people.Page | None:
        page = real(body)
        return page and people.Page(page.users, "7140dibdnow9c7btw1")

    sweep = began(x_account, head)
    with patch.object(people, "read_page", round_and_round):
        for _ in range(Sweep.MOST_RESTARTS + 2):
            sweep = carry_on(sweep)

    assert (sweep.state, sweep.trouble) == ("stopped", "goes-round")
    assert followers(x_account) == []
    assert len(sandbox.requests("followers")) < 20


def test_a_rate_limit_is_waited_out(x_account: Account, head: Person, sandbox: SandboxX) -> None:
    sandbox.gather_crowd(HANDLE, 3)
    sandbox.plan_fault("rate_limited", operation="followers", reset="absent")

    stopped = carry_on(began(x_account, head))
    reading.carry_on(stopped.school_id, stopped.pk)

    assert stopped.trouble == "rate-limited"
    assert stopped.again_at > timezone.now() + timedelta(minutes=14)
    assert len(sandbox.requests("followers")) == 1


def test_a_limit_that_is_used_up_is_not_run_into(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 3)
    resets = timezone.now() + timedelta(minutes=9)
    with scope.school(x_account.school_id):
        RateLimit.objects.create(
            school_id=x_account.school_id,
            account=x_account,
            endpoint="GET /2/users/:id/followers",
            allowed=300,
            remaining=0,
            resets_at=resets,
            seen_at=timezone.now(),
        )

    sweep = carry_on(began(x_account, head))

    assert (sweep.state, sweep.again_at) == ("running", resets)
    assert sandbox.requests("followers") == []


def test_a_budget_without_room_for_all_reads_nobody(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    person = sandbox.server.world.accounts.by_handle(HANDLE)
    assert person is not None
    person.followers = 1500
    sandbox.gather_crowd(HANDLE, 1500)
    with scope.school(x_account.school_id):
        Budget.objects.create(
            school_id=x_account.school_id, month_dollars=Decimal(5), when_reached="wait"
        )

    sweep = carry_on(began(x_account, head))

    assert (sweep.trouble, sweep.expected, sweep.pages) == ("no-budget", 1500, 0)
    assert sandbox.requests("followers") == []


def test_what_it_costs_is_booked_and_shown(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 12)

    sweep = swept(x_account, head)

    with scope.school(x_account.school_id):
        charged = Charge.objects.get(call="read_follower")
    assert (charged.count, sweep.dollars, charged.dollars) == (12, Decimal("0.12"), Decimal("0.12"))


def test_credit_that_is_used_up_stops_it_with_what_was_read(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 3)
    sandbox.plan_fault("credits_depleted", operation="followers")

    sweep = carry_on(began(x_account, head))

    assert (sweep.state, sweep.trouble) == ("running", "no-credit")


def test_a_first_page_that_is_refused_ends_the_sweep(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("not_enrolled", operation="followers")

    sweep = carry_on(began(x_account, head))

    assert (sweep.state, sweep.trouble, sweep.gone) == ("stopped", "refused", 0)


def test_one_worker_reads_at_a_time(x_account: Account, head: Person, sandbox: SandboxX) -> None:
    sweep = began(x_account, head)

    first = reading._claim(sweep.school_id, sweep.pk, "first")
    second = reading._claim(sweep.school_id, sweep.pk, "second")

    assert (first is not None, second) == (True, None)


def test_a_worker_whose_time_was_over_writes_nothing(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 3)
    sweep = began(x_account, head)
    slow = reading._claim(sweep.school_id, sweep.pk, "slow")
    assert slow is not None
    change(sweep, held_until=timezone.now() - timedelta(seconds=1))
    quick = reading._claim(sweep.school_id, sweep.pk, "quick")

    given = Given(is_last=True)

    assert quick is not None
    assert reading._write_down(slow, given) is False
    assert now_of(sweep).state == "running"


def test_nothing_of_the_staging_is_left(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 3)

    swept(x_account, head)

    with scope.school(x_account.school_id):
        assert not Sighting.objects.exists()
        assert list(SweepPage.objects.values_list("people", "as_before", "ids")) == [(3, [], [])]


def test_who_is_known_and_unchanged_is_not_staged(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 3)
    swept(x_account, head)
    follows(sandbox, x_account, "Newcomer")
    sweep = began(x_account, head)

    with patch.object(sweeping, "finish"):
        carry_on(sweep)

    with scope.school(x_account.school_id):
        assert list(Sighting.objects.values_list("handle", flat=True)) == ["Newcomer"]
