"""What others write to an account, as the stand-in tells it."""

from typing import Any

import pytest

from tests.fixtures.sandbox import SandboxAccount, SandboxX
from tests.sandbox.conftest import Call


@pytest.mark.parametrize(
    ("fields", "expansion", "name"),
    [
        ("tweet.fields", "referenced_tweets.id", "referenced_tweets"),
        ("post.fields", "referenced_posts", "referenced_posts"),
    ],
)
def test_a_reply_tells_its_author_and_what_it_answers_where_asked(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount, fields: str, expansion: str, name: str
) -> None:
    ours = sandbox.post_by_hand(oakfield.handle, "Our beans")
    [reply] = sandbox.mention("SomeParent", oakfield.handle, answering=ours)
    path = f"/2/users/{oakfield.id}/mentions"
    asked = {fields: "conversation_id", "expansions": f"author_id,{expansion}"}

    bare = call("GET", path, oakfield).json()
    full = call("GET", path, oakfield, params=asked).json()

    assert set(bare["data"][0]) == {"id", "text", "edit_history_tweet_ids"}
    assert "includes" not in bare
    [row] = full["data"]
    assert (row["id"], row["conversation_id"]) == (reply, ours)
    assert row[name] == [{"type": "replied_to", "id": ours}]
    assert [one["username"] for one in full["includes"]["users"]] == ["SomeParent"]
    assert [one["id"] for one in full["includes"]["tweets"]] == [ours]


def test_a_reply_whose_post_is_gone_answers_nothing(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    ours = sandbox.post_by_hand(oakfield.handle, "Our beans")
    sandbox.mention("SomeParent", oakfield.handle, answering=ours)
    sandbox.delete_by_hand(oakfield.handle, ours)
    asked = {"expansions": "in_reply_to_user_id,referenced_tweets.id"}

    told = call("GET", f"/2/users/{oakfield.id}/mentions", oakfield, params=asked).json()

    assert "in_reply_to_user_id" not in told["data"][0]
    assert "includes" not in told


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"from": "SomeParent", "to": "Nobody"},
        {"to": "OakfieldPrimary"},
        {"from": "SomeParent", "to": "OakfieldPrimary", "number": 0},
        {"from": "SomeParent", "to": "OakfieldPrimary", "number": "many"},
        {"from": "SomeParent", "to": "OakfieldPrimary", "in_reply_to": "5"},
    ],
)
def test_the_switch_refuses_rubbish(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount, body: dict[str, Any]
) -> None:
    answer = call("POST", "/_sandbox/mentions", json=body)

    assert answer.status_code in {400, 404}
    assert sandbox.live() == []
