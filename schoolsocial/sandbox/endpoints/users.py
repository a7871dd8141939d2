"""GET /2/users/…: oneself, one's timeline and mentions."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from schoolsocial.sandbox import problems, wire
from schoolsocial.sandbox.accounts import Account
from schoolsocial.sandbox.endpoints.paging import Window, page_of
from schoolsocial.sandbox.endpoints.posts import fields_of
from schoolsocial.sandbox.mentions import MOST_MENTIONS, includes, mentioning
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


def me(world: World, account: Account, request: Request) -> Reply:
    asked = (request.query.get("user.fields", ""), request.query.get("expansions", ""))
    fields = frozenset(",".join(asked).split(","))
    counted = account.followers or world.ties.follower_count(account.id)
    return json_reply({"data": wire.user(replace(account, followers=counted), fields)})


def timeline(world: World, _account: Account, request: Request, user_id: str) -> Reply:
    """One account's posts, newest first, in pages."""
    _known_parameters(request)
    if user_id not in world.accounts.by_id:
        return json_reply({"errors": [problems.missing("user", user_id)]})
    return _post_page(world, request, world.posts.newest_first(user_id))


def mentions(world: World, account: Account, request: Request, user_id: str) -> Reply:
    """Posts of others that name the account or answer it, as many as X tells."""
    _known_parameters(request)
    only_oneself(account, user_id)
    return _post_page(world, request, islice(mentioning(world, account), MOST_MENTIONS))


def _post_page(world: World, request: Request, posts: Iterable[Post]) -> Reply:
    window = Window.of(request)
    inside = [post for post in posts if window.holds(post)]
    rows, token = page_of(inside, request, default=10, least=5, most=100)
    body = wire.page(world, rows, fields=fields_of(request), next_token=token)
    return json_reply(body | includes(world, rows, _asked(request)))


def _asked(request: Request) -> wire.Asked:
    """By what address the sandbox was reached, its pictures are found too."""
    return wire.Asked(
        expansions=frozenset(request.query.get("expansions", "").split(",")),
        media=frozenset(request.query.get("media.fields", "").split(",")),
        address=f"http://{request.headers.get('host', '')}",
    )


def only_oneself(account: Account, user_id: str) -> None:
    """Raises the refusal X gives who asks about somebody else."""
    if account.id != user_id:
        raise problems.forbidden()


def _known_parameters(request: Request) -> None:
    for name, value in request.query.items():
        if name not in _TIMELINE_PARAMETERS:
            raise problems.invalid(name, value, f"The query parameter [{name}] is not known.")
