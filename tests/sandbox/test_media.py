import base64
from typing import Any

import pytest

from tests.fixtures.sandbox import SandboxAccount, SandboxX, drawn_picture
from tests.sandbox.conftest import Call


def upload(call: Call, account: SandboxAccount, content: bytes) -> dict[str, Any]:
    body = {"media": base64.b64encode(content).decode(), "media_category": "tweet_image"}
    answer: dict[str, Any] = call("POST", "/2/media/upload", account, json=body).json()
    return answer


def test_upload_tells_id_key_and_size(call: Call, oakfield: SandboxAccount) -> None:
    content = drawn_picture(size=(64, 48))

    data = upload(call, oakfield, content)["data"]

    assert data["media_key"] == f"3_{data['id']}"
    assert data["image"] == {"image_type": "image/jpeg", "w": 64, "h": 48}
    assert data["size"] == len(content)


@pytest.mark.parametrize(
    "change",
    [
        {"media": "not base64!"},
        {"media": base64.b64encode(b"<svg></svg>").decode()},
        {"media": ""},
        {"media_category": "tweet_video"},
        {"media_category": ""},
        {"media_type": "image/jpeg"},
    ],
)
def test_upload_refuses(call: Call, oakfield: SandboxAccount, change: dict[str, str]) -> None:
    body = {
        "media": base64.b64encode(drawn_picture()).decode(),
        "media_category": "tweet_image",
    }

    assert call("POST", "/2/media/upload", oakfield, json=body | change).status_code == 400


def test_upload_above_five_megabytes_is_refused(call: Call, oakfield: SandboxAccount) -> None:
    oversized = drawn_picture() + b"\0" * (5 * 1024 * 1024)

    assert "5242880" in str(upload(call, oakfield, oversized)["errors"])


def test_picture_of_another_account_cannot_be_used(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    other = sandbox.add_account("HillPrimary")
    media_id = str(upload(call, other, drawn_picture())["data"]["id"])

    body = {"text": "Ours?", "media": {"media_ids": [media_id]}}

    assert call("POST", "/2/tweets", oakfield, json=body).status_code == 400


def test_picture_is_public_only_while_a_live_post_shows_it(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    content = drawn_picture()
    media_id = str(upload(call, oakfield, content)["data"]["id"])
    address = f"/media/3_{media_id}"
    assert call("GET", address).status_code == 404

    body = {"media": {"media_ids": [media_id]}}
    tweet_id = call("POST", "/2/tweets", oakfield, json=body).json()["data"]["id"]
    assert call("GET", address).content == content

    call("DELETE", f"/2/tweets/{tweet_id}", oakfield)
    assert call("GET", address).status_code == 404
