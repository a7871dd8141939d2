import base64

from tests.fixtures.sandbox import SandboxAccount, SandboxX, drawn_picture
from tests.sandbox.conftest import Call


def test_oracle_tells_what_was_asked_and_what_came_of_it(
    call: Call, oakfield: SandboxAccount
) -> None:
    tweet_id = call("POST", "/2/tweets", oakfield, json={"text": "Hello"}).json()["data"]["id"]

    seen = call("GET", "/_sandbox/oracle").json()["requests"][-1]

    assert (seen["method"], seen["path"], seen["body"]) == ("POST", "/2/tweets", {"text": "Hello"})
    assert (seen["account"], seen["status"]) == (oakfield.handle, 201)
    assert seen["effect"] == {"post": tweet_id}


def test_oracle_holds_no_token_and_no_picture(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    picture = base64.b64encode(drawn_picture()).decode()
    body = {"media": picture, "media_category": "tweet_image"}
    form = {
        "grant_type": "refresh_token",
        "refresh_token": oakfield.refresh_token,
        "client_id": "us",
    }

    call("POST", "/2/media/upload", oakfield, json=body)
    call("POST", "/2/oauth2/token", data=form, auth=("us", "client-secret"))

    told = call("GET", "/_sandbox/oracle").text
    basic = base64.b64encode(b"us:client-secret").decode()
    secrets = [oakfield.access_token, oakfield.refresh_token, picture, "client-secret", basic]
    assert [secret for secret in secrets if secret in told] == []
    assert len(sandbox.requests()) == 2


def test_oracle_tells_two_tokens_apart(call: Call, sandbox: SandboxX) -> None:
    for handle in ("OakfieldPrimary", "HillPrimary"):
        call("GET", "/2/users/me", sandbox.add_account(handle))

    shown = {seen["headers"]["authorization"] for seen in sandbox.requests()}

    assert len(shown) == 2


def test_oracle_keeps_what_is_no_json(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    answer = call("POST", "/2/tweets", oakfield, data=b"not json")

    assert answer.status_code == 400
    assert sandbox.requests()[0]["body"] == "not json"
