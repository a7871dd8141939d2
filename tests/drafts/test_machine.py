"""Any order of steps: no double post, no wrong verdict; and the machine finds what it looks for."""

import os
from contextlib import ExitStack
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from pytest_django import Settings

from moderation.drafts.jobs import examining, outcomes
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from tests.drafts.machine import Publishing
from tests.drafts.machine_world import Cast
from tests.drafts.outgoing import takes_it_for_not_sent
from tests.drafts.policies import adopt
from tests.drafts.test_pictured import RULES
from tests.fixtures.sandbox import SandboxX

pytestmark = [pytest.mark.faults, pytest.mark.timeout(3600)]

EXAMPLES = int(os.environ.get("MACHINE_EXAMPLES", "30"))
"""``MACHINE_EXAMPLES=1000`` for a night."""
LONG_ENOUGH = 200
"""Runs in which a machine without a guard has found the double post many times over."""


@pytest.fixture
def machine(
    school: School, teacher: Person, head: Person, sandbox: SandboxX, settings: Settings
) -> type[Publishing]:
    """On a school of its own, with X at hand."""
    settings.X_API_URL, settings.X_CLIENT_ID = sandbox.url, "school-social"
    sandbox.allow_duplicates()
    adopt(school, RULES)
    cast = Cast(school, teacher, head, sandbox)
    return type("OnThisSchool", (Publishing,), {"cast": cast, "reached": set()})


def run(machine: type[Publishing], examples: int) -> None:
    once = settings(
        max_examples=examples,
        stateful_step_count=25,
        deadline=None,
        derandomize=EXAMPLES == 30,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(machine, settings=once)


def test_no_order_of_steps_doubles_a_post_or_tells_what_is_not_so(
    machine: type[Publishing],
) -> None:
    run(machine, EXAMPLES)

    never = {State.POSTED, State.UNKNOWN, State.HELD, State.REMOVED} - machine.reached
    assert never == set()  # a machine that goes nowhere proves nothing


def test_control_taking_no_answer_for_a_no_is_found_out(machine: type[Publishing]) -> None:
    with ExitStack() as off:
        for guard in ("lost_sight", "abandoned"):
            off.enter_context(patch.object(outcomes, guard, takes_it_for_not_sent))
        with pytest.raises(AssertionError, match=r"stands on X 2 times|is live and said to be"):
            run(machine, LONG_ENOUGH)


def test_control_sending_without_asking_again_is_found_out(machine: type[Publishing]) -> None:
    """Neither the seal nor the register is asked when a post goes out."""
    with (
        patch.object(examining, "broken_seal", return_value=""),
        pytest.raises(AssertionError, match="after the consent had gone"),
    ):
        run(machine, LONG_ENOUGH)
