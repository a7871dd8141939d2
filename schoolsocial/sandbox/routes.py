"""Which address does what."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from schoolsocial.sandbox import archives, composing, consent_page, pages, visiting
from schoolsocial.sandbox.accounts import Account
from schoolsocial.sandbox.endpoints import (
    control,
    hands,
    media,
    mentions,
    people,
    posts,
    tokens,
    users,
)
from schoolsocial.sandbox.messages import Reply, Request
from schoolsocial.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Route:
    """One address. ``operation`` names it for fault plans; ``handler`` takes the path's groups."""

    method: str
    pattern: re.Pattern[str]
    handler: Callable[..., Reply]
    operation: str = ""
    needs_account: bool = False

    def matches(self, method: str, path: str) -> re.Match[str] | None:
        return self.pattern.fullmatch(path) if method == self.method else None


def _api(method: str, path: str, operation: str, handler: Callable[..., Reply]) -> Route:
    return Route(method, re.compile(path), handler, operation, needs_account=True)


def _open(method: str, path: str, handler: Callable[..., Reply], operation: str = "") -> Route:
    return Route(method, re.compile(path), handler, operation)


_ID = r"(?P<{}>[0-9]{{1,19}})"
_POST = _ID.format("post_id")
_USER = _ID.format("user_id")
_TARGET = _ID.format("target_id")

ROUTES = (
    _api("POST", "/2/tweets", "create", posts.create),
    _api("GET", "/2/tweets", "lookup", posts.lookup),
    _api("GET", f"/2/tweets/{_POST}", "lookup", posts.lookup),
    _api("DELETE", f"/2/tweets/{_POST}", "delete", posts.delete),
    _api("PUT", f"/2/tweets/{_POST}/hidden", "hide", posts.hide),
    _api("POST", "/2/media/upload", "upload", media.upload),
    _api("POST", "/2/media/metadata", "metadata", media.metadata),
    _api("GET", "/2/users/me", "me", users.me),
    _api("GET", f"/2/users/{_USER}/tweets", "timeline", users.timeline),
    _api("GET", f"/2/users/{_USER}/mentions", "mentions", users.mentions),
    _api("GET", f"/2/users/{_USER}/followers", "followers", people.followers),
    _api("GET", f"/2/users/{_USER}/following", "following", people.following),
    _api("GET", f"/2/users/{_USER}/blocking", "blocking", people.blocking),
    _api("POST", f"/2/users/{_USER}/blocking", "block", people.block),
    _api("DELETE", f"/2/users/{_USER}/blocking/{_TARGET}", "unblock", people.unblock),
    _open("POST", "/2/oauth2/token", tokens.issue, "token"),
    _open("POST", "/2/oauth2/revoke", tokens.revoke, "revoke"),
    _open("GET", "/i/oauth2/authorize", consent_page.ask),
    _open("GET", "/i/oauth2/answer", consent_page.answer),
    _open("GET", "/_sandbox/oracle", control.oracle),
    _open("DELETE", "/_sandbox/oracle", control.forget),
    _open("POST", "/_sandbox/accounts", control.add_account),
    _open("POST", "/_sandbox/expire-tokens", control.expire_tokens),
    _open("POST", "/_sandbox/posts", control.post_by_hand),
    _open("POST", "/_sandbox/deletions", control.delete_by_hand),
    _open("POST", "/_sandbox/faults", control.plan_faults),
    _open("POST", "/_sandbox/follows", hands.follow),
    _open("DELETE", "/_sandbox/follows", hands.unfollow),
    _open("POST", "/_sandbox/blocks", hands.block),
    _open("DELETE", "/_sandbox/blocks", hands.unblock),
    _open("POST", "/_sandbox/crowds", hands.grow),
    _open("POST", "/_sandbox/changes", hands.change),
    _open("POST", "/_sandbox/settings", control.settings),
    _open("POST", "/_sandbox/mentions", mentions.grow),
    _open("GET", "/", pages.front),
    _open("GET", "/_sandbox/timeline.css", pages.stylesheet),
    _open("GET", "/favicon.ico", pages.no_icon),
    _open("GET", r"/media/(?P<key>3_[0-9]{1,19})", pages.picture, "picture"),
    _open("GET", "/intent/tweet", composing.form),
    _open("POST", "/intent/tweet", composing.send),
    _open("GET", "/intent/user", visiting.form),
    _open("POST", "/intent/user", visiting.act),
    _open("GET", r"/(?P<handle>[A-Za-z0-9_]{1,15})", pages.timeline),
    _open("GET", r"/(?P<handle>[A-Za-z0-9_]{1,15})/archive\.zip", archives.download),
    _open("POST", r"/(?P<handle>[A-Za-z0-9_]{1,15})", pages.post_from_a_phone),
    _open("GET", rf"/(?P<handle>[A-Za-z0-9_]{{1,15}})/status/{_POST}", pages.single),
    _open(
        "POST",
        rf"/(?P<handle>[A-Za-z0-9_]{{1,15}})/status/{_POST}/delete",
        pages.delete_by_hand,
    ),
)


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route of an address and the parts of its path."""
    for route in ROUTES:
        match = route.matches(method, path)
        if match is not None:
            return route, match.groupdict()
    return None


def signed_in(world: World, request: Request) -> Account | None:
    """Whose bearer token a request carries."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return world.accounts.signed_in(token) if scheme.lower() == "bearer" else None
