from typing import Any

import pytest
import requests

from schoolsocial.sandbox.faults import BadFault, Fault, FaultPlan
from tests.fixtures.sandbox import SandboxAccount, SandboxX
from tests.sandbox.conftest import Call

HELLO = {"text": "Hello"}


def test_plan_is_used_up_in_order() -> None:
    plan = FaultPlan()
    plan.plan(Fault("cut_before", times=2))
    plan.plan(Fault("503_before"))

    taken = [plan.take("create", "Oakfield") for _ in range(4)]

    assert [fault.kind if fault else "" for fault in taken] == [
        *("cut_before", "cut_before", "503_before", "")
    ]


def test_plan_keeps_to_its_operation_and_account() -> None:
    plan = FaultPlan()
    plan.plan(Fault("cut_before", operation="upload", handle="Oakfield"))

    assert plan.take("create", "Oakfield") is None
    assert plan.take("upload", "Hill") is None
    assert plan.take("upload", "Oakfield") is not None


def test_plan_lets_the_first_ones_pass() -> None:
    plan = FaultPlan()
    plan.plan(Fault("cut_before", skip=2))

    assert [plan.take("create", "") is None for _ in range(4)] == [True, True, False, True]


@pytest.mark.parametrize("wrong", [{"kind": "explode"}, {"kind": "html", "operation": "dance"}])
def test_plan_refuses_what_it_cannot_do(call: Call, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadFault):
        Fault(**wrong)

    assert call("POST", "/_sandbox/faults", json={"faults": [wrong]}).status_code == 400


@pytest.mark.parametrize(
    ("kind", "status", "live"),
    [
        ("503_before", 503, 0),
        ("503_after", 503, 1),
        ("html", 201, 1),
        ("no_id", 201, 1),
        ("redirect", 307, 0),
        ("rate_limited", 429, 0),
        ("usage_capped", 429, 0),
        ("credits_depleted", 402, 0),
        ("duplicate", 403, 0),
        ("not_enrolled", 403, 0),
        ("unauthorised", 401, 0),
    ],
)
def test_fault_answers_and_acts(
    *, call: Call, sandbox: SandboxX, oakfield: SandboxAccount, kind: str, status: int, live: int
) -> None:
    sandbox.plan_fault(kind)

    answer = call("POST", "/2/tweets", oakfield, json=HELLO, allow_redirects=False)

    assert (answer.status_code, len(sandbox.live())) == (status, live)
    assert call("POST", "/2/tweets", oakfield, json={"text": "Next"}).status_code == 201


@pytest.mark.parametrize(
    ("kind", "live"),
    [("cut_before", 0), ("cut_after", 1), ("truncated", 1), ("twin", 1), ("twin_besides", 2)],
)
def test_fault_breaks_the_connection(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount, kind: str, live: int
) -> None:
    sandbox.plan_fault(kind)

    with pytest.raises(requests.RequestException):
        call("POST", "/2/tweets", oakfield, json=HELLO)

    assert len(sandbox.live()) == live
    assert sandbox.requests("create")[0]["fault"] == kind


def test_twin_is_marked_as_posted_by_hand(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    sandbox.plan_fault("twin_besides")

    with pytest.raises(requests.RequestException):
        call("POST", "/2/tweets", oakfield, json=HELLO)

    assert sorted(post["by_hand"] for post in sandbox.live()) == [False, True]


@pytest.mark.parametrize(("kind", "live"), [("hang_before", 0), ("hang_after", 1)])
def test_fault_hangs_past_patience(
    sandbox: SandboxX, oakfield: SandboxAccount, kind: str, live: int
) -> None:
    sandbox.plan_fault(kind)
    headers = {"Authorization": f"Bearer {oakfield.access_token}"}

    with pytest.raises(requests.ReadTimeout):
        requests.post(f"{sandbox.url}/2/tweets", json=HELLO, headers=headers, timeout=0.3)

    assert len(sandbox.live()) == live


@pytest.mark.parametrize("reset", ["near", "past", "far", "absent"])
def test_rate_limit_reset_as_planned(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount, reset: str
) -> None:
    sandbox.plan_fault("rate_limited", reset=reset)

    headers = call("POST", "/2/tweets", oakfield, json=HELLO).headers

    assert ("x-rate-limit-reset" in headers) == (reset != "absent")


def test_forget_clears_the_plan_and_the_requests(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    sandbox.post_by_hand(oakfield.handle, "Stays")
    sandbox.plan_fault("unauthorised")

    call("DELETE", "/_sandbox/oracle", headers={"Content-Type": "application/json"})

    assert call("POST", "/2/tweets", oakfield, json=HELLO).status_code == 201
    assert len(sandbox.requests()) == 1
    assert len(sandbox.live()) == 2
