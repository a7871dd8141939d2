"""Where X lets the app block: asked once, and looked up where no answer came."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from pytest_django import Settings

from moderation.blocks import direct
from moderation.blocks.actions import blocks, sending
from moderation.blocks.jobs import sending as jobs
from moderation.blocks.models import Block, BlockAttempt
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.client import XClient
from schoolsocial.x.models import Account
from tests.blocks.blocking import decided, kinds, now_of
from tests.blocks.test_reading import let_time_pass, read
from tests.drafts.forcing import force
from tests.fixtures.sandbox import SandboxX


@pytest.fixture
def enterprise(sandbox: SandboxX, settings: Settings) -> None:
    settings.X_MAY_BLOCK = True
    sandbox.enrol_enterprise()


@pytest.fixture
def wanted(x_account: Account, sandbox: SandboxX, head: Person, enterprise: None) -> Block:
    """A stranger on the sandbox who is to be blocked."""
    return decided(x_account, head, user_id=sandbox.add_person("stranger"), handle="stranger")


def prepared(block: Block, by: Person) -> BlockAttempt:
    with scope.school(block.school_id):
        return sending.send(block=block, by=by, now=timezone.now())


def sent(block: Block, by: Person) -> BlockAttempt:
    """Asked, and what came of it."""
    attempt = prepared(block, by)
    jobs.send(attempt.school_id, attempt.pk)
    return as_it_is(attempt)


def as_it_is(attempt: BlockAttempt) -> BlockAttempt:
    with scope.school(attempt.school_id):
        return BlockAttempt.objects.get(pk=attempt.pk)


def test_accepted_counts_as_said_until_the_list_shows_it(
    wanted: Block, x_account: Account, sandbox: SandboxX, head: Person
) -> None:
    attempt = sent(wanted, head)
    said = now_of(wanted).state
    let_time_pass(x_account)
    read(x_account)

    assert (attempt.state, said, now_of(wanted).state) == ("accepted", "done", "verified")
    assert sandbox.blocked_by(x_account.x_user_id) == [wanted.user_id]


def test_asked_five_times_is_asked_once(wanted: Block, sandbox: SandboxX, head: Person) -> None:
    attempt = prepared(wanted, head)
    for _ in range(5):
        jobs.send(attempt.school_id, attempt.pk)

    assert len(sandbox.requests("block")) == 1


@pytest.mark.faults
@pytest.mark.parametrize(
    ("fault", "found", "state"),
    [("cut_after", "found", "verified"), ("cut_before", "absent", "to-do")],
)
def test_lost_answer_is_looked_up_and_never_asked_again(
    wanted: Block, sandbox: SandboxX, head: Person, fault: str, found: str, state: str
) -> None:
    sandbox.plan_fault(fault, "block")
    attempt = sent(wanted, head)
    jobs.send(attempt.school_id, attempt.pk)
    with scope.school(wanted.school_id), pytest.raises(blocks.OnItsWay):
        blocks.say_done(block=wanted, by=head, now=timezone.now())
    let_time_pass(wanted.account)
    read(wanted.account)

    assert (attempt.state, as_it_is(attempt).state) == ("unknown", found)
    assert (now_of(wanted).state, len(sandbox.requests("block"))) == (state, 1)


@pytest.mark.faults
def test_control_asking_again_after_a_lost_answer_asks_twice(
    wanted: Block, sandbox: SandboxX, head: Person
) -> None:
    """With the guard off: the attempt is taken for one that never left."""
    sandbox.plan_fault("cut_after", "block")
    attempt = sent(wanted, head)
    force("blocks_blockattempt", attempt.pk, state="prepared")
    jobs.send(attempt.school_id, attempt.pk)

    assert len(sandbox.requests("block")) == 2


def test_refusal_is_written_down_and_a_person_goes_on(
    x_account: Account, sandbox: SandboxX, settings: Settings, head: Person
) -> None:
    settings.X_MAY_BLOCK = True
    block = decided(x_account, head, user_id=sandbox.add_person("stranger"))

    attempt = sent(block, head)

    assert (attempt.state, now_of(block).state) == ("rejected", "to-do")
    assert kinds(block)[-1] == "refused"
    with scope.school(block.school_id):
        assert blocks.say_done(block=block, by=head, now=timezone.now()).state == "done"


@pytest.mark.faults
def test_worker_killed_on_the_way_leaves_it_unknown_and_before_it_not_sent(
    wanted: Block, sandbox: SandboxX, head: Person
) -> None:
    attempt = prepared(wanted, head)
    with (
        patch.object(XClient, "block", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        jobs.send(attempt.school_id, attempt.pk)
    force("blocks_blockattempt", attempt.pk, deadline_at=timezone.now() - timedelta(seconds=1))
    jobs.give_up()

    assert as_it_is(attempt).state == "unknown"


def test_fence_holds_after_the_deadline(wanted: Block, sandbox: SandboxX, head: Person) -> None:
    attempt = prepared(wanted, head)
    real = jobs._put_in_flight

    def slowly(school_id: int, attempt_id: int) -> BlockAttempt | None:
        row = real(school_id, attempt_id)
        force("blocks_blockattempt", attempt_id, deadline_at=timezone.now())
        return row

    with patch.object(jobs, "_put_in_flight", slowly):
        jobs.send(attempt.school_id, attempt.pk)

    assert (as_it_is(attempt).state, sandbox.requests("block")) == ("not-sent", [])


def test_no_software_blocks_without_the_setting_or_the_number(
    x_account: Account, head: Person, settings: Settings
) -> None:
    by_name = decided(x_account, head, user_id="", handle="only_a_name")
    by_number = decided(x_account, head)
    usual = direct.is_possible(by_number)
    settings.X_MAY_BLOCK = True

    assert (usual, direct.is_possible(by_name), direct.is_possible(by_number)) == (
        False, False, True,
    )  # fmt: skip
    with pytest.raises(sending.NotByUs):
        prepared(by_name, head)
