"""Any order of steps with threads: none stands alone, and none twice."""

import pytest
from pytest_django import Settings

from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from tests.drafts.machine_threads import PublishingThreads
from tests.drafts.machine_world import Cast
from tests.drafts.policies import adopt
from tests.drafts.test_machine import EXAMPLES, run
from tests.drafts.test_pictured import RULES
from tests.fixtures.sandbox import SandboxX

pytestmark = [pytest.mark.faults, pytest.mark.timeout(3600)]


@pytest.fixture
def machine(
    school: School, teacher: Person, head: Person, sandbox: SandboxX, settings: Settings
) -> type[PublishingThreads]:
    settings.X_API_URL, settings.X_CLIENT_ID = sandbox.url, "school-social"
    sandbox.allow_duplicates()
    adopt(school, RULES)
    cast = Cast(school, teacher, head, sandbox)
    return type("OnThisSchool", (PublishingThreads,), {"cast": cast, "reached": set()})


def test_no_order_of_steps_leaves_a_reply_alone(machine: type[PublishingThreads]) -> None:
    run(machine, -(-EXAMPLES // 3))  # each of its lives has three posts

    # A machine in which all goes well, or nothing at all, proves nothing
    assert State.POSTED in machine.reached
    assert machine.reached & {State.UNKNOWN, State.HELD, State.FAILED, State.EXPIRED}
