"""/2/users/:id/followers, following and blocking: who, page by page, and blocking somebody."""

from collections.abc import Iterator
from itertools import islice

from schoolsocial.sandbox import problems, wire
from schoolsocial.sandbox.accounts import Account
from schoolsocial.sandbox.endpoints.paging import place_of, size_of, token_of
from schoolsocial.sandbox.endpoints.users import only_oneself
from schoolsocial.sandbox.messages import Reply, Request, json_reply
from schoolsocial.sandbox.world import World


def followers(world: World, account: Account, request: Request, user_id: str) -> Reply:
    only_oneself(account, user_id)
    return _page(world, request, world.ties.followers(user_id, place_of(request)))


def following(world: World, account: Account, request: Request, user_id: str) -> Reply:
    only_oneself(account, user_id)
    return _page(world, request, world.ties.following(user_id, place_of(request)))


def blocking(world: World, account: Account, request: Request, user_id: str) -> Reply:
    only_oneself(account, user_id)
    return _page(world, request, world.ties.blocked(user_id, place_of(request)))


def block(world: World, account: Account, request: Request, user_id: str) -> Reply:
    """Block somebody; only an Enterprise app may."""
    _may_block(world, account, user_id)
    target = str(request.json().get("target_user_id", ""))
    if not target.isdecimal() or world.accounts.find(target) is None:
        raise problems.invalid("target_user_id", target, "There is no such account.")
    world.ties.block((user_id, target))
    return json_reply({"data": {"blocking": True}}, blocked=target)


def unblock(
    world: World, account: Account, _request: Request, user_id: str, target_id: str
) -> Reply:
    """Take a block back; one that is not there is no error."""
    _may_block(world, account, user_id)
    world.ties.unblock((user_id, target_id))
    return json_reply({"data": {"blocking": False}}, unblocked=target_id)


def _may_block(world: World, account: Account, user_id: str) -> None:
    if not world.enterprise:
        raise problems.not_enrolled()
    only_oneself(account, user_id)


def _page(world: World, request: Request, ids: Iterator[str]) -> Reply:
    """A page of people. Its token names the last of them: who comes or goes moves nobody."""
    size = size_of(request, default=100, least=1, most=1000)
    fields = _fields_of(request)
    found = list(islice(ids, size + 1))
    people = [account for one in found[:size] if (account := world.accounts.find(one))]
    meta: dict[str, object] = {"result_count": len(people)}
    if len(found) > size:
        meta["next_token"] = token_of(int(people[-1].id))
    data = {"data": [wire.user(one, fields) for one in people]} if people else {}
    return json_reply(data | {"meta": meta})


def _fields_of(request: Request) -> frozenset[str]:
    asked = request.query.get("user.fields", "")
    fields = frozenset(asked.split(",")) if asked else frozenset()
    unknown = sorted(fields - wire.USER_FIELDS)
    if unknown:
        raise problems.invalid("user.fields", unknown[0], "Not a user field.")
    return fields
