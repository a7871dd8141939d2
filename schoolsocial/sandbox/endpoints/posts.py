"""POST, GET and DELETE /2/tweets, and hiding a reply."""

from typing import Any

from schoolsocial.sandbox import problems, wire
from schoolsocial.sandbox.accounts import Account
from schoolsocial.sandbox.messages import Reply, Request, json_reply
from schoolsocial.sandbox.posts import Post
from schoolsocial.sandbox.world import World

_CREATE_FIELDS = frozenset({"text", "media", "reply", "reply_settings"})
_REPLY_SETTINGS = frozenset({"", "following", "mentionedUsers", "subscribers", "verified"})


def create(world: World, account: Account, request: Request) -> Reply:
    """Publish; 201 with the id and the text as X would store it."""
    body = request.json()
    unknown = sorted(body.keys() - _CREATE_FIELDS)
    if unknown:
        raise problems.invalid(unknown[0], "", f"{unknown} are not defined in the schema.")
    reply_settings = str(body.get("reply_settings", ""))
    if reply_settings not in _REPLY_SETTINGS:
        raise problems.invalid("reply_settings", reply_settings, "Not a reply setting.")
    post = world.posts.create(
        account.id,
        str(body.get("text", "")),
        [world.media.owned(one, account.id) for one in _media_ids(body)],
        in_reply_to=_replied_to(world, account, body),
        reply_settings=reply_settings,
    )
    return json_reply({"data": wire.post(world, post, frozenset())}, 201, post=post.id)


def delete(world: World, account: Account, _request: Request, post_id: str) -> Reply:
    """Take one's own post down."""
    world.posts.delete(post_id, author_id=account.id)
    return json_reply({"data": {"deleted": True}}, deleted=post_id)


def lookup(world: World, _account: Account, request: Request, post_id: str = "") -> Reply:
    """One post by path or several by ``ids``; a missing one is a 200 with ``errors``."""
    fields = fields_of(request)
    ids = [post_id] if post_id else request.query.get("ids", "").split(",")
    found = [world.posts.by_id[one] for one in ids if one in world.posts.by_id]
    body: dict[str, Any] = {"data": [wire.post(world, post, fields) for post in found]}
    if post_id and found:
        body["data"] = body["data"][0]
    if not found:
        del body["data"]
    errors = [wire_error for one in ids if (wire_error := _missing(world, one))]
    return json_reply(body | ({"errors": errors} if errors else {}))


def hide(world: World, account: Account, request: Request, post_id: str) -> Reply:
    """Hide or show a reply in a conversation of one's own."""
    hidden = request.json().get("hidden")
    post = world.posts.by_id.get(post_id)
    if post is None:
        raise problems.not_found("tweet", post_id)
    if not isinstance(hidden, bool):
        raise problems.invalid("hidden", str(hidden), "hidden must be true or false.")
    opening = world.posts.by_id.get(post.conversation_id)
    if opening is None or opening.author_id != account.id or opening is post:
        raise problems.forbidden()
    post.hidden = hidden
    return json_reply({"data": {"hidden": hidden}}, hidden=post_id)


def fields_of(request: Request) -> frozenset[str]:
    """The fields asked for, under the parameter's old or new name, and what an expansion brings:
    the id it expands, ``author_id`` or ``referenced_tweets`` of ``referenced_tweets.id``.
    """
    asked = request.query.get("tweet.fields") or request.query.get("post.fields") or ""
    expanded = request.query.get("expansions", "").split(",")
    return frozenset(asked.split(",")) | {one.partition(".")[0] for one in expanded}


def _media_ids(body: dict[str, Any]) -> list[str]:
    media = body.get("media") or {}
    ids = media.get("media_ids") if isinstance(media, dict) else None
    if body.get("media") and not ids:
        raise problems.invalid("media.media_ids", "", "media_ids must not be empty.")
    return [str(one) for one in ids or []]


def _replied_to(world: World, account: Account, body: dict[str, Any]) -> str:
    reply = body.get("reply")
    if not reply:
        return ""
    parent: Post | None = world.posts.by_id.get(str(reply.get("in_reply_to_tweet_id", "")))
    if parent is None:
        raise problems.forbidden(
            "You attempted to reply to a Tweet that is deleted or not visible to you."
        )
    if parent.author_id != account.id and f"@{account.handle}".lower() not in parent.text.lower():
        raise problems.forbidden("You may only reply to posts that mention you.")
    return parent.id


def _missing(world: World, post_id: str) -> dict[str, Any] | None:
    return None if post_id in world.posts.by_id else problems.missing("tweet", post_id)
