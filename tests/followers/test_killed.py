"""A sweep is killed for real, at every page and at its end: nobody is lost, doubled or declared
gone by half of it.
"""

import signal
from unittest.mock import patch

import pytest

from schoolsocial.accounts.models import Person
from schoolsocial.x import people
from schoolsocial.x.models import Account
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import HANDLE, began, carry_on, cases, followers, follows, swept
from tests.killing import killed

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

JOB, A_PAGE = "moderation.followers.jobs.reading.carry_on", 10
POINTS = [
    ("schoolsocial.x.client.XClient.followers_page", 1),
    ("schoolsocial.x.client.XClient.followers_page", 3),
    ("moderation.followers.jobs.reading.keep_page", 1),
    ("moderation.followers.jobs.reading.keep_page", 3),
    ("moderation.followers.sweeping.finish", 1),
    ("moderation.followers.difference._doubt", 1),
    ("moderation.followers.sweeping._end", 1),
]
"""About to ask for a page, to write one down, to take over what was found, in its midst, after."""


@pytest.mark.parametrize(("point", "call"), POINTS)
def test_second_sweep_killed_with_sigkill_takes_over_once(
    x_account: Account, head: Person, sandbox: SandboxX, point: str, call: int
) -> None:
    sandbox.gather_crowd(HANDLE, 23)
    goes = follows(sandbox, x_account, "Goes")
    swept(x_account, head)
    sandbox.tie("unfollow", goes, x_account.x_user_id)
    follows(sandbox, x_account, "Newcomer")
    sweep = began(x_account, head)

    code = killed(JOB, row=sweep, point=point, call=call, a_page=A_PAGE)
    gone_by_then = followers(x_account, gone_at__isnull=False)
    with patch.object(people, "MOST_A_PAGE", A_PAGE):
        ended = carry_on(sweep)

    assert (code, gone_by_then) == (-signal.SIGKILL, [])
    assert (ended.state, ended.people, ended.pages) == ("done", 24, 3)
    assert (ended.newcomers, ended.gone, ended.changed) == (1, 1, 0)
    assert len(followers(x_account)) == len(cases(x_account)) == 25
