from datetime import UTC, datetime, timedelta

import pytest

from tests.fixtures.sandbox import SandboxAccount, SandboxX
from tests.sandbox.conftest import Call


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/2/users/me"),
        ("POST", "/2/tweets"),
        ("DELETE", "/2/tweets/1"),
        ("POST", "/2/media/upload"),
        ("GET", "/2/users/1/tweets"),
        ("GET", "/2/users/1/blocking"),
    ],
)
def test_without_a_token_nothing_is_told(call: Call, method: str, path: str) -> None:
    answer = call(method, path, headers={"Authorization": "Bearer wrong"})

    assert answer.status_code == 401
    assert answer.json()["title"] == "Unauthorized"


def test_expired_token_is_unauthorised_until_refreshed(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    call("POST", "/_sandbox/expire-tokens", json={"handle": oakfield.handle})
    assert call("GET", "/2/users/me", oakfield).status_code == 401

    form = {
        "grant_type": "refresh_token",
        "refresh_token": oakfield.refresh_token,
        "client_id": "us",
    }
    fresh = call("POST", "/2/oauth2/token", data=form).json()["access_token"]

    answer = call("GET", "/2/users/me", headers={"Authorization": f"Bearer {fresh}"})
    assert answer.json()["data"]["username"] == oakfield.handle


@pytest.mark.parametrize(
    "change",
    [{"refresh_token": "x"}, {"refresh_token": ""}, {"client_id": ""}, {"grant_type": "x"}],
)
def test_token_endpoint_refuses(
    call: Call, oakfield: SandboxAccount, change: dict[str, str]
) -> None:
    form = {
        "grant_type": "refresh_token",
        "refresh_token": oakfield.refresh_token,
        "client_id": "us",
    }

    answer = call("POST", "/2/oauth2/token", data=form | change)

    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_request"


def test_timeline_pages_are_newest_first(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    ids = [sandbox.post_by_hand(oakfield.handle, f"Day {number}") for number in range(7)]
    path = f"/2/users/{oakfield.id}/tweets"

    first = call("GET", path, oakfield, params={"max_results": 5}).json()
    token = first["meta"]["next_token"]
    rest = call("GET", path, oakfield, params={"max_results": 5, "pagination_token": token}).json()

    assert [post["id"] for post in first["data"] + rest["data"]] == ids[::-1]
    assert "next_token" not in rest["meta"]


@pytest.mark.parametrize(
    "query",
    [
        {"max_results": "4"},
        {"max_results": "101"},
        {"max_results": "ten"},
        {"order": "oldest"},
        {"start_time": "yesterday"},
        {"pagination_token": "page two"},
    ],
)
def test_timeline_refuses_bad_parameters(
    call: Call, oakfield: SandboxAccount, query: dict[str, str]
) -> None:
    answer = call("GET", f"/2/users/{oakfield.id}/tweets", oakfield, params=query)

    assert answer.status_code == 400


def test_timeline_window_by_time(call: Call, sandbox: SandboxX, oakfield: SandboxAccount) -> None:
    noon = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    ids = [
        sandbox.post_by_hand(oakfield.handle, f"{hours}", at=noon + timedelta(hours=hours))
        for hours in range(3)
    ]
    query = {"start_time": "2026-11-20T12:00:00Z", "end_time": "2026-11-20T14:00:00Z"}

    rows = call("GET", f"/2/users/{oakfield.id}/tweets", oakfield, params=query).json()["data"]

    assert [post["id"] for post in rows] == [ids[1], ids[0]]


def test_mentions_are_those_of_others(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    named = sandbox.post_by_hand("SomeParent", "Well done @oakfieldprimary!")
    sandbox.post_by_hand("SomeParent", "Well done @OakfieldPrimarySchool")
    sandbox.post_by_hand(oakfield.handle, "We are @OakfieldPrimary")

    rows = call("GET", f"/2/users/{oakfield.id}/mentions", oakfield).json()["data"]

    assert [post["id"] for post in rows] == [named]


@pytest.mark.parametrize("switch", ["follows", "blocks"])
def test_followers_following_and_blocks(call: Call, oakfield: SandboxAccount, switch: str) -> None:
    call("POST", "/_sandbox/accounts", json={"handle": "SomeParent", "tokens": False})
    there = {"from": "OakfieldPrimary", "to": "SomeParent"}
    back = {"from": "SomeParent", "to": "OakfieldPrimary"}
    call("POST", f"/_sandbox/{switch}", json=there)
    call("POST", f"/_sandbox/{switch}", json=back)

    lists = {
        name: call("GET", f"/2/users/{oakfield.id}/{name}", oakfield).json()["meta"]["result_count"]
        for name in ("followers", "following", "blocking")
    }

    expected = (1, 1, 0) if switch == "follows" else (0, 0, 1)
    assert tuple(lists.values()) == expected


def test_followers_of_another_account_are_private(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    other = sandbox.add_account("HillPrimary")

    assert call("GET", f"/2/users/{other.id}/followers", oakfield).status_code == 403
