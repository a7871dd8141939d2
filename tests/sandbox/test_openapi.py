"""The sandbox answers as X's own description says X does."""

import base64

import pytest

from tests.fixtures.sandbox import SandboxAccount, SandboxX, drawn_picture
from tests.fixtures.x_openapi import XDescription
from tests.sandbox.conftest import Call

HELLO = {"text": "Hello oak.example.org"}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/2/users/me", None),
        ("POST", "/2/tweets", HELLO | {"text": "Another"}),
        ("GET", "/2/users/{user}/tweets", None),
        ("GET", "/2/users/{user}/mentions", None),
        ("GET", "/2/users/{user}/followers", None),
        ("GET", "/2/users/{user}/following", None),
        ("GET", "/2/users/{user}/blocking", None),
        ("GET", "/2/tweets/{post}", None),
        ("GET", "/2/tweets?ids={post}", None),
        ("DELETE", "/2/tweets/{post}", None),
        ("POST", "/2/media/metadata", {"id": "{media}", "metadata": {"alt_text": {"text": "x"}}}),
    ],
)
def test_answer_fits_the_description(
    *,
    call: Call,
    sandbox: SandboxX,
    oakfield: SandboxAccount,
    x_description: XDescription,
    method: str,
    path: str,
    body: dict[str, object] | None,
) -> None:
    picture = base64.b64encode(drawn_picture()).decode()
    upload = {"media": picture, "media_category": "tweet_image"}
    media = call("POST", "/2/media/upload", oakfield, json=upload).json()["data"]["id"]
    post = call("POST", "/2/tweets", oakfield, json=HELLO | {"media": {"media_ids": [media]}})
    names = {"user": oakfield.id, "post": post.json()["data"]["id"]}
    path = path.format(**names)
    sent = body | {"id": media} if body and "id" in body else body

    answer = call(method, path, oakfield, json=sent)

    operation = x_description.operation(method, path.partition("?")[0])
    described = operation["responses"][str(answer.status_code)]
    schema = described["content"]["application/json"]["schema"]
    assert x_description.faults_in(schema, answer.json()) == []
