"""The reading of a block list is killed for real, at every page: nothing is concluded too early."""

import signal
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.blocks.jobs import reading
from moderation.blocks.models import Block, BlockReading
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x import people
from schoolsocial.x.models import Account
from tests.blocks.blocking import done, kinds, now_of
from tests.drafts.forcing import force
from tests.fixtures.sandbox import SandboxX
from tests.killing import killed

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

PEOPLE, A_PAGE = 5, 2
POINTS = [
    ("schoolsocial.x.client.XClient.blocking_page", 1),
    ("schoolsocial.x.client.XClient.blocking_page", 2),
    ("schoolsocial.x.client.XClient.blocking_page", 3),
    ("moderation.blocks.judging.sight", 1),
    ("moderation.blocks.judging.sight", 3),
    ("moderation.blocks.judging.conclude", 1),
    ("moderation.blocks.jobs.reading._end", 1),
]
"""About to ask for a page, to write one down, to conclude from the last, to say that it was."""


@pytest.fixture
def five(x_account: Account, sandbox: SandboxX, head: Person) -> list[Block]:
    """Five that are blocked, all said to be done."""
    made = []
    for number in range(PEOPLE):
        somebody = sandbox.add_person(f"stranger_{number}")
        sandbox.tie("block", x_account.x_user_id, somebody)
        made.append(done(x_account, head, user_id=somebody, handle=f"stranger_{number}"))
    return made


def begun(account: Account) -> BlockReading:
    reading.begin()
    with scope.school(account.school_id):
        return BlockReading.objects.under_way().get(account=account)


@pytest.mark.parametrize(("point", "call"), POINTS)
def test_worker_killed_with_sigkill_declares_nobody_unblocked_and_the_next_goes_on(
    x_account: Account, five: list[Block], point: str, call: int
) -> None:
    row = begun(x_account)

    code = killed(
        "moderation.blocks.jobs.reading.read", row=row, point=point, call=call, a_page=A_PAGE
    )
    between = {now_of(block).state for block in five}
    force("blocks_blockreading", row.pk, held_until=timezone.now() - timedelta(seconds=1))
    with patch.object(people, "MOST_A_PAGE", A_PAGE):
        reading.read(row.school_id, row.pk)

    assert (code, between <= {"done", "verified"}) == (-signal.SIGKILL, True)
    assert [now_of(block).state for block in five] == ["verified"] * PEOPLE
    assert [kinds(block).count("verified") for block in five] == [1] * PEOPLE
    with scope.school(row.school_id):
        ended = BlockReading.objects.get(pk=row.pk)
    assert (ended.state, ended.listed) == ("complete", PEOPLE)


def test_nobody_else_reads_on_before_the_dead_workers_time_is_over(
    x_account: Account, five: list[Block]
) -> None:
    row, point = begun(x_account), "moderation.blocks.judging.sight"
    killed("moderation.blocks.jobs.reading.read", row=row, point=point, call=2, a_page=A_PAGE)

    reading.read(row.school_id, row.pk)

    assert [now_of(block).state for block in five].count("done") == PEOPLE - A_PAGE
