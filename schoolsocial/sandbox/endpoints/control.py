"""The sandbox's own switches under /_sandbox/: for tests and the demo, never for the product."""

from datetime import datetime
from typing import Any

from schoolsocial.sandbox import problems
from schoolsocial.sandbox.accounts import TOKEN_LIFE_SECONDS, Account
from schoolsocial.sandbox.endpoints.media import decoded
from schoolsocial.sandbox.faults import BadFault, Fault
from schoolsocial.sandbox.messages import Reply, Request, json_reply
from schoolsocial.sandbox.world import World


def oracle(world: World, _request: Request) -> Reply:
    """Every request received, and what is live and deleted now."""
    live = [
        {
            "id": post.id,
            "handle": world.accounts.by_id[post.author_id].handle,
            "text": post.text,
            "media": [_shown(world, one) for one in post.media_ids],
            "by_hand": post.by_hand,
            "hidden": post.hidden,
            "in_reply_to": post.in_reply_to,
            "reply_settings": post.reply_settings,
        }
        for post in world.posts.newest_first()
    ]
    body = {"requests": world.oracle.dump(), "live": live, "deleted": world.posts.deleted}
    return json_reply(body)


def forget(world: World, _request: Request) -> Reply:
    """Empty the list of requests and the fault plan; posts stay."""
    world.oracle.forget()
    world.faults.clear()
    return json_reply({})


def add_account(world: World, request: Request) -> Reply:
    """Make or rename an account; tokens are issued unless ``"tokens": false``."""
    body = request.json()
    account = world.accounts.add(
        _text(body, "handle"), str(body.get("name", "")), str(body.get("bio", "")), _made(body)
    )
    account.protected = bool(body.get("protected", account.protected))
    account.pinned_id = str(body.get("pinned_id", account.pinned_id))
    answer: dict[str, Any] = {"id": account.id, "handle": account.handle, "name": account.name}
    if body.get("tokens", True):
        grant = world.accounts.grant(
            account,
            access_token=str(body.get("access_token", "")),
            refresh_token=str(body.get("refresh_token", "")),
            expires_in=float(body.get("expires_in", TOKEN_LIFE_SECONDS)),
        )
        answer |= {"access_token": grant.access_token, "refresh_token": grant.refresh_token}
    return json_reply(answer, 201)


def expire_tokens(world: World, request: Request) -> Reply:
    """Make an account's access tokens invalid; its refresh token stays good."""
    world.accounts.expire_access(account_of(world, request.json(), "handle").handle)
    return json_reply({})


def post_by_hand(world: World, request: Request) -> Reply:
    """Publish as a person on the website would: no refusal, and at any moment of the past."""
    body = request.json()
    author = account_of(world, body, "handle")
    pictures = []
    for picture in body.get("media", []):
        media = world.media.add(decoded(picture.get("content")), owner_id=author.id)
        media.alt_text = str(picture.get("alt_text", ""))
        media.kind = str(picture.get("type", "photo"))
        pictures.append(media)
    post = world.posts.post_by_hand(
        author.id,
        str(body.get("text", "")),
        pictures,
        at=datetime.fromisoformat(body["at"]) if body.get("at") else None,
        in_reply_to=str(body.get("in_reply_to", "")),
    )
    return json_reply({"id": post.id}, 201)


def delete_by_hand(world: World, request: Request) -> Reply:
    """Delete a post as its owner would on the website."""
    body = request.json()
    author = account_of(world, body, "handle")
    world.posts.delete(_text(body, "id"), author_id=author.id)
    return json_reply({})


def plan_faults(world: World, request: Request) -> Reply:
    """Add ``{"faults": [{"kind": …, "operation": …}, …]}`` to the plan."""
    try:
        planned = [Fault(**fault) for fault in request.json().get("faults", [])]
    except (BadFault, TypeError) as error:
        raise problems.invalid("faults", "", str(error)) from None
    for fault in planned:
        world.faults.plan(fault)
    return json_reply({"planned": len(planned)}, 201)


def settings(world: World, request: Request) -> Reply:
    """Switch the refusal of duplicate text, and what Enterprise may, off or on."""
    body = request.json()
    world.posts.refuse_duplicates = bool(
        body.get("refuse_duplicates", world.posts.refuse_duplicates)
    )
    world.enterprise = bool(body.get("enterprise", world.enterprise))
    told = {"refuse_duplicates": world.posts.refuse_duplicates, "enterprise": world.enterprise}
    return json_reply(told)


def account_of(world: World, body: dict[str, Any], name: str) -> Account:
    """The account whose handle is in the body under this name; raises the 404."""
    account = world.accounts.by_handle(_text(body, name))
    if account is None:
        raise problems.not_found("user", _text(body, name))
    return account


def _made(body: dict[str, Any]) -> datetime | None:
    return datetime.fromisoformat(body["made_at"]) if body.get("made_at") else None


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise problems.invalid(name, "", f"{name} is needed.")
    return value


def _shown(world: World, media_id: str) -> dict[str, Any]:
    media = world.media.by_id[media_id]
    return {"id": media.id, "key": media.key, "alt_text": media.alt_text, "size": media.size}
