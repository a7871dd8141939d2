"""Where a timeline says that pictures lie, there they are."""

import requests

from tests.fixtures.sandbox import SandboxAccount, SandboxX, Shown, drawn_picture
from tests.sandbox.conftest import Call

EVERYTHING = "alt_text,height,media_key,preview_image_url,type,url,width"


def told(call: Call, account: SandboxAccount, **params: str) -> list[dict[str, object]]:
    asked = {"post.fields": "attachments", "expansions": "attachments.media_keys", **params}
    body = call("GET", f"/2/users/{account.id}/tweets", account, params=asked).json()
    media: list[dict[str, object]] = body.get("includes", {}).get("media", [])
    return media


def test_picture_lies_where_the_timeline_says(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    sandbox.post_by_hand(oakfield.handle, "Beans", pictures=[Shown(drawn_picture(), "Beans")])

    [one] = told(call, oakfield, **{"media.fields": EVERYTHING})

    assert (one["type"], one["alt_text"], one["width"], one["height"]) == ("photo", "Beans", 40, 30)
    assert requests.get(str(one["url"]), timeout=5).content == drawn_picture()


def test_film_has_a_preview_and_no_address(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    sandbox.post_by_hand(oakfield.handle, "Race", pictures=[Shown(drawn_picture(), kind="video")])

    [one] = told(call, oakfield, **{"media.fields": EVERYTHING})

    assert (one["type"], "url" in one, "preview_image_url" in one) == ("video", False, True)


def test_nothing_is_told_that_was_not_asked_for(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    sandbox.post_by_hand(oakfield.handle, "Beans", pictures=[Shown(drawn_picture(), "Beans")])

    assert [sorted(one) for one in told(call, oakfield)] == [["media_key", "type"]]
    assert told(call, oakfield, expansions="author_id") == []


def test_a_phone_posts_with_a_picture(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    sent = {"text": "Sports day", "picture": "on", "alt": "The field"}

    call("POST", f"/{oakfield.handle}", data=sent, allow_redirects=False)

    [post] = sandbox.live()
    assert [one["alt_text"] for one in post["media"]] == ["The field"]
