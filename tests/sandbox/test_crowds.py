"""Many people at once, and what they do on x.com by hand."""

from pathlib import Path

import pytest

from schoolsocial.sandbox.world import World
from tests.fixtures.sandbox import SandboxAccount, SandboxX
from tests.sandbox.conftest import Call

FIELDS = "created_at,description,public_metrics,protected"


def followers(call: Call, account: SandboxAccount, **query: str) -> list[dict[str, object]]:
    path = f"/2/users/{account.id}/followers"
    rows: list[dict[str, object]] = call("GET", path, account, params=query).json().get("data", [])
    return rows


def test_a_million_followers_cost_nothing_until_asked_for(
    call: Call, oakfield: SandboxAccount
) -> None:
    body = {"handle": oakfield.handle, "count": 1_000_000}
    call("POST", "/_sandbox/crowds", json=body)
    query = {"max_results": 1000, "user.fields": FIELDS}

    answer = call("GET", f"/2/users/{oakfield.id}/followers", oakfield, params=query).json()

    assert len({row["id"] for row in answer["data"]}) == 1000
    assert answer["data"][0].keys() >= set(FIELDS.split(","))


def test_growing_twice_keeps_the_first_as_they_are(call: Call, oakfield: SandboxAccount) -> None:
    for _ in range(2):
        call("POST", "/_sandbox/crowds", json={"handle": oakfield.handle, "count": 3})

    rows = followers(call, oakfield)

    assert len({row["id"] for row in rows}) == len({row["username"] for row in rows}) == 6


def test_people_of_a_crowd_leave_come_back_and_change(call: Call, oakfield: SandboxAccount) -> None:
    call("POST", "/_sandbox/crowds", json={"handle": oakfield.handle, "count": 3})
    handle = followers(call, oakfield)[1]["username"]
    pair = {"from": handle, "to": oakfield.handle}

    call("DELETE", "/_sandbox/follows", json={"pairs": [pair]})
    assert len(followers(call, oakfield)) == 2

    call("POST", "/_sandbox/follows", json=pair)
    changes = [{"of": handle, "handle": "NewName", "protected": True}]
    call("POST", "/_sandbox/changes", json={"changes": changes})
    shown = followers(call, oakfield, **{"user.fields": "protected"})
    assert [row["username"] for row in shown][1] == "NewName"
    assert shown[1]["protected"] is True


def test_page_tokens_hold_while_people_leave(call: Call, oakfield: SandboxAccount) -> None:
    call("POST", "/_sandbox/crowds", json={"handle": oakfield.handle, "count": 4})
    everybody = followers(call, oakfield)
    path = f"/2/users/{oakfield.id}/followers"
    first = call("GET", path, oakfield, params={"max_results": 2}).json()
    gone = {"from": everybody[0]["username"], "to": oakfield.handle}
    call("DELETE", "/_sandbox/follows", json=gone)

    token = first["meta"]["next_token"]
    rest = call("GET", path, oakfield, params={"pagination_token": token}).json()

    assert [row["id"] for row in rest["data"]] == [row["id"] for row in everybody[2:]]


def test_block_ends_following_both_ways(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    other = sandbox.add_account("SomeBody")
    sandbox.tie("follow", oakfield.id, other.id)
    sandbox.tie("follow", other.id, oakfield.id)

    call("POST", "/_sandbox/blocks", json={"from": oakfield.handle, "to": other.handle})

    assert followers(call, oakfield) == followers(call, other) == []
    assert sandbox.blocked_by(oakfield.id) == [other.id]


def test_blocking_through_the_api_is_for_enterprise(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    target = sandbox.add_person("SomeBody")
    path, body = f"/2/users/{oakfield.id}/blocking", {"target_user_id": target}

    refused = call("POST", path, oakfield, json=body)
    assert (refused.status_code, refused.json()["reason"]) == (403, "client-not-enrolled")

    call("POST", "/_sandbox/settings", json={"enterprise": True})
    assert call("POST", path, oakfield, json=body).json() == {"data": {"blocking": True}}
    assert call("DELETE", f"{path}/{target}", oakfield).json() == {"data": {"blocking": False}}


def test_person_on_x_is_blocked_by_hand(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    target = sandbox.add_person("SomeBody", bio="<script>alert(1)</script>")

    page = call("GET", f"/intent/user?user_id={target}").text
    sent = {"user_id": target, "handle": oakfield.handle, "do": "block"}
    after = call("POST", "/intent/user", data=sent).text

    assert "<script>" not in page
    assert "is blocked by @OakfieldPrimary" in after
    assert sandbox.blocked_by(oakfield.id) == [target]
    assert call("GET", "/intent/user?screen_name=somebody").text.split("<form")[0] in after


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("crowds", {"handle": "OakfieldPrimary", "count": 0}),
        ("crowds", {"handle": "nobody", "count": 1}),
        ("changes", {"changes": [{"of": "OakfieldPrimary", "id": "1"}]}),
        ("changes", {}),
        ("follows", {"from": "nobody", "to": "OakfieldPrimary"}),
    ],
)
def test_hands_refuse_what_makes_no_sense(
    call: Call, oakfield: SandboxAccount, path: str, body: dict[str, object]
) -> None:
    assert call("POST", f"/_sandbox/{path}", json=body).status_code in {400, 404}


@pytest.mark.parametrize("fields", ["", "colour", "id,shoe_size"])
def test_unknown_user_fields_are_refused(call: Call, oakfield: SandboxAccount, fields: str) -> None:
    path = f"/2/users/{oakfield.id}/followers"
    answer = call("GET", path, oakfield, params={"user.fields": fields or "x"})

    assert answer.status_code == 400


def test_crowds_and_ties_outlive_a_restart(tmp_path: Path) -> None:
    world = World(tmp_path / "state.json")
    account, other = world.accounts.add("Oakfield"), world.accounts.add("Other")
    first, last = world.ties.crowds.grow(account.id, 3)
    world.ties.unfollow((first, account.id))
    world.ties.block((account.id, other.id))
    world.save()

    again = World(tmp_path / "state.json")

    assert list(again.ties.followers(account.id))[-1] == last
    assert again.ties.follower_count(account.id) == 2
    assert list(again.ties.blocked(account.id)) == [other.id]
