"""A page keeps who is as before as ranges of followers: everybody in them was seen, nobody else."""

from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, transaction

from moderation.followers import sweeping
from moderation.followers.models import Sweep, SweepPage
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x import people
from schoolsocial.x.models import Account
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import HANDLE, began, carry_on, followers, follows, swept

pytestmark = pytest.mark.faults

AS_BEFORE_RELEASE = """
UPDATE followers_sweeppage SET as_before = '{}', ids = ARRAY(
    SELECT x_user_id FROM followers_follower WHERE account_id = %s AND gone_at IS NULL
) WHERE sweep_id = %s
"""
LET_GO_BEFORE_RELEASE = "UPDATE followers_sweeppage SET ids = '{}' WHERE sweep_id = %s"


def unfinished(account: Account, by: Person) -> Sweep:
    """A sweep whose pages are all written down, and that was not ended."""
    sweep = began(account, by)
    with patch.object(sweeping, "finish"):
        carry_on(sweep)
    return sweep


def pages_of(sweep: Sweep) -> list[SweepPage]:
    with scope.school(sweep.school_id):
        return list(SweepPage.objects.filter(sweep=sweep).order_by("number"))


@pytest.mark.parametrize(
    "places",
    [[], [0], [29], [7], [0, 1, 2], [9, 10, 11], [27, 28, 29], [*range(0, 30, 3)], [0, 14, 29]],
)
def test_exactly_those_who_went_are_declared_gone(
    x_account: Account,
    head: Person,
    sandbox: SandboxX,
    monkeypatch: pytest.MonkeyPatch,
    places: list[int],
) -> None:
    monkeypatch.setattr(people, "MOST_A_PAGE", 10)
    everybody = [follows(sandbox, x_account, f"Person{number}") for number in range(30)]
    swept(x_account, head)
    for place in places:
        sandbox.tie("unfollow", everybody[place], x_account.x_user_id)

    sweep = swept(x_account, head)

    gone = {str(one.x_user_id) for one in followers(x_account, gone_at__isnull=False)}
    assert gone == {everybody[place] for place in places}
    assert (sweep.gone, sweep.people) == (len(places), 30 - len(places))


def test_a_page_of_people_as_before_is_one_range(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 30)
    swept(x_account, head)
    newcomer = follows(sandbox, x_account, "Newcomer")

    [page] = pages_of(unfinished(x_account, head))

    [seen] = page.as_before
    keys = {one.pk for one in followers(x_account)}
    assert set(range(seen.lower, seen.upper)) == keys
    assert (page.people, page.ids) == (31, [int(newcomer)])


def test_somebody_between_who_was_not_told_is_in_no_range(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    _, between, _ = (follows(sandbox, x_account, one) for one in ("First", "Between", "Last"))
    swept(x_account, head)
    sandbox.tie("unfollow", between, x_account.x_user_id)

    [page] = pages_of(unfinished(x_account, head))

    keys = [one.pk for one in followers(x_account) if one.x_user_id != int(between)]
    assert [(one.lower, one.upper) for one in page.as_before] == [(key, key + 1) for key in keys]


def test_pages_that_the_release_before_wrote_count_as_well(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 30)
    swept(x_account, head)
    sweep = unfinished(x_account, head)
    with scope.school(x_account.school_id), connection.cursor() as cursor:
        cursor.execute(AS_BEFORE_RELEASE, [x_account.pk, sweep.pk])

    with scope.school(x_account.school_id):
        sweep.refresh_from_db()
        sweeping.finish(sweep, sweep.began_at)

    assert (sweep.gone, sweep.newcomers) == (0, 0)
    assert followers(x_account, gone_at__isnull=False) == []


def test_the_release_before_cannot_end_a_sweep_whose_ranges_it_does_not_know(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 30)
    swept(x_account, head)
    sweep = unfinished(x_account, head)

    with (
        scope.school(x_account.school_id),
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="lets go of all its people"),
        transaction.atomic(),
    ):
        cursor.execute(LET_GO_BEFORE_RELEASE, [sweep.pk])
