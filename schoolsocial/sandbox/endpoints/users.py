"""GET /2/users/…: oneself, one's timeline and mentions, followers, following, blocks."""

import re
from collections.abc import Iterable

from schoolsocial.sandbox import problems, wire
from schoolsocial.sandbox.accounts import Account
from schoolsocial.sandbox.endpoints.paging import Window, page_of
from schoolsocial.sandbox.endpoints.posts import fields_of
from schoolsocial.sandbox.messages import Reply, Request, json_reply
from schoolsocial.sandbox.posts import Post
from schoolsocial.sandbox.world import World

_TIMELINE_PARAMETERS = frozenset(
    {
        "max_results",
        "pagination_token",
        "start_time",
        "end_time",
        "since_id",
        "until_id",
        "exclude",
        "tweet.fields",
        "post.fields",
        "media.fields",
        "user.fields",
        "expansions",
    }
)


def me(_world: World, account: Account, request: Request) -> Reply:
    asked = (request.query.get("user.fields", ""), request.query.get("expansions", ""))
    fields = frozenset(",".join(asked).split(","))
    return json_reply({"data": wire.user(account, fields)})


def timeline(world: World, _account: Account, request: Request, user_id: str) -> Reply:
    """One account's posts, newest first, in pages."""
    _known_parameters(request)
    if user_id not in world.accounts.by_id:
        return json_reply({"errors": [problems.missing("user", user_id)]})
    return _post_page(world, request, world.posts.newest_first(user_id))


def mentions(world: World, account: Account, request: Request, user_id: str) -> Reply:
    """Posts of others that name the account."""
    _known_parameters(request)
    _only_oneself(account, user_id)
    name = re.compile(rf"@{re.escape(account.handle)}\b", re.IGNORECASE)
    posts = (
        post
        for post in world.posts.newest_first()
        if post.author_id != user_id and name.search(post.text)
    )
    return _post_page(world, request, posts)


def followers(world: World, account: Account, request: Request, user_id: str) -> Reply:
    _only_oneself(account, user_id)
    return _people_page(world, request, [a for a, b in world.accounts.follows if b == user_id])


def following(world: World, account: Account, request: Request, user_id: str) -> Reply:
    _only_oneself(account, user_id)
    return _people_page(world, request, [b for a, b in world.accounts.follows if a == user_id])


def blocking(world: World, account: Account, request: Request, user_id: str) -> Reply:
    _only_oneself(account, user_id)
    return _people_page(world, request, [b for a, b in world.accounts.blocks if a == user_id])


def _post_page(world: World, request: Request, posts: Iterable[Post]) -> Reply:
    window = Window.of(request)
    inside = [post for post in posts if window.holds(post)]
    rows, token = page_of(inside, request, default=10, least=5, most=100)
    return json_reply(wire.page(world, rows, fields=fields_of(request), next_token=token))


def _people_page(world: World, request: Request, ids: list[str]) -> Reply:
    people = [world.accounts.by_id[one] for one in sorted(ids, key=int)]
    rows, token = page_of(people, request, default=100, least=1, most=1000)
    meta = {"result_count": len(rows)} | ({"next_token": token} if token else {})
    data = {"data": [wire.user(account) for account in rows]} if rows else {}
    return json_reply(data | {"meta": meta})


def _only_oneself(account: Account, user_id: str) -> None:
    if account.id != user_id:
        raise problems.forbidden()


def _known_parameters(request: Request) -> None:
    for name, value in request.query.items():
        if name not in _TIMELINE_PARAMETERS:
            raise problems.invalid(name, value, f"The query parameter [{name}] is not known.")
