"""What somebody with the password does past School Social, on the sandbox's own pages."""

from tests.fixtures.sandbox import SandboxAccount, SandboxX
from tests.sandbox.conftest import Call


def test_a_post_from_a_phone_stands_on_the_timeline(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    call("POST", f"/{oakfield.handle}", data={"text": "Snow day & fun"}, allow_redirects=False)

    [post] = sandbox.live(oakfield.handle)
    assert (post["text"], post["by_hand"]) == ("Snow day & fun", True)


def test_an_empty_post_is_none(call: Call, sandbox: SandboxX, oakfield: SandboxAccount) -> None:
    call("POST", f"/{oakfield.handle}", data={"text": " "}, allow_redirects=False)

    assert sandbox.live(oakfield.handle) == []


def test_a_post_is_deleted_by_hand(call: Call, sandbox: SandboxX, oakfield: SandboxAccount) -> None:
    tweet_id = sandbox.post_by_hand(oakfield.handle, "Hello")
    page = f"/{oakfield.handle}/status/{tweet_id}"

    call("POST", f"{page}/delete", allow_redirects=False)

    assert sandbox.live(oakfield.handle) == []
    assert call("GET", page).status_code == 404


def test_the_switch_deletes_a_post_of_that_account(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    tweet_id = sandbox.post_by_hand(oakfield.handle, "Hello")

    call("POST", "/_sandbox/deletions", json={"handle": oakfield.handle, "id": tweet_id})

    assert sandbox.live(oakfield.handle) == []
