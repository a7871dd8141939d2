"""Every request we send is one that X's own description allows."""

from datetime import UTC, datetime
from typing import Any

import pytest

from schoolsocial.x.client import FieldsName, XClient
from schoolsocial.x.credentials import OAuth2User
from tests.fixtures.sandbox import SandboxAccount, SandboxX, drawn_picture
from tests.fixtures.x_openapi import XDescription


def every_request(client: XClient, user_id: str) -> None:
    """Call everything the client offers, with every option."""
    client.me()
    receipt = client.upload_photo(drawn_picture(), "image/jpeg")
    client.describe_photo(receipt.media_id, "Bean plants on a window sill")
    client.create_post("Beans, peas & more", reply_settings="following")
    tweet_id = client.create_post("Beans!", [receipt.media_id])
    client.create_post("More beans!", in_reply_to=tweet_id)
    client.own_posts(user_id, since_id="1", start_time=datetime(2026, 1, 1, tzinfo=UTC))
    client.own_page(user_id, since_id="1", page_token="", metrics=True)
    client.lookup([tweet_id], metrics=True)
    client.usual_replies(user_id)
    client.follower_count()
    for page in (client.followers_page, client.following_page, client.blocking_page):
        page(user_id, page_token=page(user_id).next_token)
    client.mentions_page(user_id, since_id="1", page_token="")
    client.delete_post(tweet_id)


def faults_of(request: dict[str, Any], description: XDescription) -> list[str]:
    operation = description.operation(request["method"], request["path"])
    faults = description.query_faults(operation, request["query"])
    if request["body"] is None:
        return faults + (["a body is required"] if "requestBody" in operation else [])
    content = operation["requestBody"]["content"]["application/json"]
    return faults + description.faults_in(content["schema"], request["body"])


@pytest.mark.parametrize("fields_name", ["tweet.fields", "post.fields"])
def test_openapi_allows_every_request(
    sandbox: SandboxX,
    oakfield: SandboxAccount,
    x_description: XDescription,
    fields_name: FieldsName,
) -> None:
    credentials = OAuth2User(oakfield.access_token)
    client = XClient(credentials, api_url=sandbox.url, fields_name=fields_name)
    sandbox.gather_crowd(oakfield.handle, 1001)

    every_request(client, oakfield.id)
    post = client.create_post("Plants")
    [reply] = sandbox.mention("SomeParent", oakfield.handle, answering=post)
    client.hide_reply(reply)
    client.hide_reply(reply, hidden=False)
    if fields_name == "post.fields":  # the older name comes with an older way to the pinned post
        client.profile()

    sent = sandbox.requests()
    assert {one["operation"] for one in sent} == {
        *("me", "upload", "metadata", "create", "timeline", "lookup", "delete", "mentions", "hide"),
        *("followers", "following", "blocking"),
    }
    assert [fault for one in sent for fault in faults_of(one, x_description)] == []


@pytest.mark.parametrize(
    ("method", "path", "query", "body"),
    [
        ("POST", "/2/tweets", {}, {"text": "Hi", "colour": "red"}),
        ("POST", "/2/tweets", {}, {"media": {"media_ids": ["x"]}}),
        ("POST", "/2/tweets", {}, {"reply_settings": "nobody"}),
        ("POST", "/2/media/upload", {}, {"media": "aGk="}),
        ("POST", "/2/media/metadata", {}, {"metadata": {"alt_text": {"text": "x" * 1001}}}),
        ("GET", "/2/users/5/tweets", {"max_results": "500"}, None),
        ("GET", "/2/users/5/tweets", {"post.fields": "words"}, None),
        ("GET", "/2/users/5/tweets", {"order": "oldest"}, None),
        ("POST", "/2/tweets", {}, None),
        ("GET", "/2/users/5/mentions", {"expansions": "author"}, None),
        ("PUT", "/2/tweets/5/hidden", {}, {"hidden": "yes"}),
        ("PUT", "/2/tweets/5/hidden", {}, None),
    ],
)
def test_openapi_would_notice_a_bad_request(
    x_description: XDescription, method: str, path: str, query: dict[str, str], body: object
) -> None:
    request = {"method": method, "path": path, "query": query, "body": body}

    assert faults_of(request, x_description) != []
