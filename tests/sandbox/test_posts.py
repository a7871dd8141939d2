from datetime import UTC, datetime, timedelta

import pytest

from schoolsocial.sandbox.texts import MAX_CHARACTERS
from tests.fixtures.sandbox import SandboxAccount, SandboxX
from tests.sandbox.conftest import Call


def test_create_answers_like_x(call: Call, oakfield: SandboxAccount) -> None:
    answer = call("POST", "/2/tweets", oakfield, json={"text": "Tea & cake"})

    data = answer.json()["data"]
    assert answer.status_code == 201
    assert data["text"] == "Tea &amp; cake"
    assert data["edit_history_tweet_ids"] == [data["id"]]


def test_create_id_holds_the_time(call: Call, oakfield: SandboxAccount) -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)

    tweet_id = call("POST", "/2/tweets", oakfield, json={"text": "Hi"}).json()["data"]["id"]

    made = datetime.fromtimestamp(((int(tweet_id) >> 22) + 1288834974657) / 1000, UTC)
    assert before <= made <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("x" * 280, 201),
        ("x" * 281, 403),
        ("字" * 140, 201),
        ("字" * 141, 403),
        ("👨‍👩‍👧" * 140, 201),
        ("x" * 256 + " https://oak.example.org/" + "y" * 500, 201),
        ("a." * (MAX_CHARACTERS // 2 + 1), 403),
        ("", 400),
        ("  \n ", 400),
    ],
)
def test_create_counts_like_x(call: Call, oakfield: SandboxAccount, text: str, status: int) -> None:
    assert call("POST", "/2/tweets", oakfield, json={"text": text}).status_code == status


def test_create_refuses_the_same_text_of_one_account_only(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    other = sandbox.add_account("HillPrimary")

    first = call("POST", "/2/tweets", oakfield, json={"text": "Hello"})
    second = call("POST", "/2/tweets", oakfield, json={"text": " Hello "})
    elsewhere = call("POST", "/2/tweets", other, json={"text": "Hello"})

    assert [first.status_code, second.status_code, elsewhere.status_code] == [201, 403, 201]
    assert "duplicate content" in second.json()["detail"]


def test_create_takes_the_text_again_after_deletion(call: Call, oakfield: SandboxAccount) -> None:
    tweet_id = call("POST", "/2/tweets", oakfield, json={"text": "Hello"}).json()["data"]["id"]

    call("DELETE", f"/2/tweets/{tweet_id}", oakfield)

    assert call("POST", "/2/tweets", oakfield, json={"text": "Hello"}).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        {"text": "Hi", "colour": "red"},
        {"text": "Hi", "media": {"media_ids": []}},
        {"text": "Hi", "media": {"media_ids": ["12"]}},
        {"text": "Hi", "reply_settings": "nobody"},
    ],
)
def test_create_refuses_what_the_schema_forbids(
    call: Call, oakfield: SandboxAccount, body: dict[str, object]
) -> None:
    answer = call("POST", "/2/tweets", oakfield, json=body)

    assert answer.status_code == 400
    assert answer.json()["title"] == "Invalid Request"


def test_create_wraps_addresses_and_keeps_the_words_apart(
    call: Call, oakfield: SandboxAccount
) -> None:
    words = "a.example.org then https://a.example.org/x?b=1&c=2 then a.example.org"
    tweet_id = call("POST", "/2/tweets", oakfield, json={"text": words}).json()["data"]["id"]

    address = f"/2/tweets/{tweet_id}"
    post = call("GET", address, oakfield, params={"tweet.fields": "entities"}).json()["data"]

    urls = post["entities"]["urls"]
    assert [url["expanded_url"] for url in urls] == [
        *("http://a.example.org", "https://a.example.org/x?b=1&c=2", "http://a.example.org")
    ]
    assert post["text"] == " then ".join(url["url"] for url in urls)
    assert [post["text"][url["start"] : url["end"]] for url in urls] == [u["url"] for u in urls]


def test_lookup_of_a_deleted_post_is_no_failure(call: Call, oakfield: SandboxAccount) -> None:
    tweet_id = call("POST", "/2/tweets", oakfield, json={"text": "Hello"}).json()["data"]["id"]
    call("DELETE", f"/2/tweets/{tweet_id}", oakfield)

    answer = call("GET", f"/2/tweets/{tweet_id}", oakfield)

    assert answer.status_code == 200
    assert answer.json()["errors"][0]["title"] == "Not Found Error"
    assert "data" not in answer.json()


def test_lookup_of_several(call: Call, oakfield: SandboxAccount, sandbox: SandboxX) -> None:
    one, two = (sandbox.post_by_hand("OakfieldPrimary", text) for text in ("One", "Two"))

    answer = call("GET", "/2/tweets", oakfield, params={"ids": f"{one},{two},99"}).json()

    assert [post["id"] for post in answer["data"]] == [one, two]
    assert [error["resource_id"] for error in answer["errors"]] == ["99"]


def test_delete_of_another_account_is_forbidden(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    theirs = sandbox.post_by_hand("SomeParent", "Hello")

    assert call("DELETE", f"/2/tweets/{theirs}", oakfield).status_code == 403
    assert len(sandbox.live()) == 1


def test_hide_a_reply_to_ones_own_post(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    parent = call("POST", "/2/tweets", oakfield, json={"text": "Fair on Friday"}).json()["data"][
        "id"
    ]
    body = {"handle": "SomeParent", "text": "Rude words", "in_reply_to": parent}
    call("POST", "/_sandbox/accounts", json={"handle": "SomeParent", "tokens": False})
    reply = call("POST", "/_sandbox/posts", json=body).json()["id"]

    answer = call("PUT", f"/2/tweets/{reply}/hidden", oakfield, json={"hidden": True})

    assert answer.json() == {"data": {"hidden": True}}
    assert [post["hidden"] for post in sandbox.live("SomeParent")] == [True]


def test_hide_ones_own_opening_post_is_forbidden(call: Call, oakfield: SandboxAccount) -> None:
    parent = call("POST", "/2/tweets", oakfield, json={"text": "Fair on Friday"}).json()["data"][
        "id"
    ]

    answer = call("PUT", f"/2/tweets/{parent}/hidden", oakfield, json={"hidden": True})

    assert answer.status_code == 403


def test_reply_to_what_is_deleted_is_refused(call: Call, oakfield: SandboxAccount) -> None:
    first = call("POST", "/2/tweets", oakfield, json={"text": "One"}).json()["data"]["id"]
    call("DELETE", f"/2/tweets/{first}", oakfield)
    body = {"text": "Two", "reply": {"in_reply_to_tweet_id": first}}

    answer = call("POST", "/2/tweets", oakfield, json=body)

    assert answer.status_code == 403
    assert "deleted or not visible" in answer.json()["detail"]


def test_replies_to_oneself_stand_under_one_another(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    first = call("POST", "/2/tweets", oakfield, json={"text": "Part one"}).json()["data"]["id"]
    body = {"text": "Part two", "reply": {"in_reply_to_tweet_id": first}}
    call("POST", "/2/tweets", oakfield, json=body)
    call("POST", "/2/tweets", oakfield, json={"text": "Another thing"})

    page = call("GET", f"/{oakfield.handle}").text

    assert sandbox.live()[1]["in_reply_to"] == first
    assert page.index("Another thing") < page.index("Part one") < page.index("Part two")
    assert 'class="replies"' in page


def test_reply_only_to_whom_mentions_the_school(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    kind = sandbox.post_by_hand("SomeParent", "Thank you @OakfieldPrimary!")
    other = sandbox.post_by_hand("SomeParent", "What a day")

    statuses = [
        call(
            "POST",
            "/2/tweets",
            oakfield,
            json={"text": f"Thanks {number}", "reply": {"in_reply_to_tweet_id": parent}},
        ).status_code
        for number, parent in enumerate((kind, other))
    ]

    assert statuses == [201, 403]
