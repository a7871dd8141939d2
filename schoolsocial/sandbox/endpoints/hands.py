"""What people do on x.com themselves: follow, block, change how they look. One or many a call.

``{"from": handle, "to": handle}``, or ``{"pairs": [{"from": …, "to": …}, …]}``.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from schoolsocial.sandbox import problems
from schoolsocial.sandbox.endpoints.control import account_of
from schoolsocial.sandbox.messages import Reply, Request, json_reply
from schoolsocial.sandbox.ties import Pair
from schoolsocial.sandbox.world import World

_CHANGEABLE = frozenset(
    {
        "handle",
        "name",
        "bio",
        "protected",
        "link",
        "picture",
        "verified",
        "followers",
        "following",
        "posts",
    }
)


def follow(world: World, request: Request) -> Reply:
    return _each(world, request, world.ties.follow)


def unfollow(world: World, request: Request) -> Reply:
    return _each(world, request, world.ties.unfollow)


def block(world: World, request: Request) -> Reply:
    return _each(world, request, world.ties.block)


def unblock(world: World, request: Request) -> Reply:
    return _each(world, request, world.ties.unblock)


def grow(world: World, request: Request) -> Reply:
    """``{"handle": …, "count": n}``: so many invented people follow it, at once."""
    body = request.json()
    account, count = account_of(world, body, "handle"), body.get("count")
    if not isinstance(count, int) or count < 1:
        raise problems.invalid("count", str(count), "count must be a number above 0.")
    first, last = world.ties.crowds.grow(account.id, count)
    return json_reply({"first_id": first, "last_id": last}, 201)


def change(world: World, request: Request) -> Reply:
    """``{"changes": [{"of": handle, "handle": …, "bio": …, "protected": …}, …]}``."""
    changes = request.json().get("changes")
    if not isinstance(changes, list):
        raise problems.invalid("changes", "", "changes must be a list.")
    for one in changes:
        account = account_of(world, one, "of")
        new = {name: value for name, value in one.items() if name != "of"}
        if not new.keys() <= _CHANGEABLE:
            raise problems.invalid("changes", "", f"One may change {sorted(_CHANGEABLE)}.")
        world.accounts.by_id[account.id] = replace(account, **new)
    return json_reply({"changed": len(changes)}, 201)


def _each(world: World, request: Request, tie: Callable[[Pair], None]) -> Reply:
    body = request.json()
    pairs: list[dict[str, Any]] = body.get("pairs", [body])
    for pair in pairs:
        tie((account_of(world, pair, "from").id, account_of(world, pair, "to").id))
    return json_reply({"done": len(pairs)}, 201)
