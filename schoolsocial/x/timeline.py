"""The account's own timeline as X tells it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

_SNOWFLAKE_EPOCH_MS = 1288834974657
_NOT_FOUND = "resource-not-found"


@dataclass(frozen=True, slots=True)
class Link:
    """A t.co address in a text: what it stands for, or ``expanded`` empty for a picture's own."""

    short: str
    expanded: str


@dataclass(frozen=True, slots=True)
class TimelinePost:
    """One post on the timeline; ``text`` as X stores it, HTML-escaped and with t.co links."""

    id: str
    text: str
    created_at: datetime
    media_keys: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Presence:
    """What X says of ids it was asked for. Of one in neither set nothing is known: the account may
    be protected or suspended, or the answer was not whole.
    """

    there: frozenset[str]
    gone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a timeline, newest first; ``next_token`` is empty on the last."""

    posts: tuple[TimelinePost, ...]
    next_token: str


def posted_at(tweet_id: str) -> datetime:
    """The moment X made a post, by X's clock, read from the post's id (milliseconds, UTC)."""
    milliseconds = (int(tweet_id) >> 22) + _SNOWFLAKE_EPOCH_MS
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def first_id(moment: datetime) -> str:
    """The lowest id that a post made at that moment (aware) can have."""
    milliseconds = int(moment.timestamp() * 1000) - _SNOWFLAKE_EPOCH_MS
    return str(max(0, milliseconds) << 22)


def read_page(body: Mapping[str, Any]) -> Page | None:
    """A page from X's JSON; None when it does not say how many posts it holds.

    X answers 200 with ``errors`` for an account it will not show: that is no empty timeline.
    """
    meta = body.get("meta")
    rows = body.get("data", [])
    if not isinstance(meta, dict) or not isinstance(rows, list):
        return None
    if meta.get("result_count") != len(rows):
        return None
    posts = [_read_post(row) for row in rows]
    if None in posts:
        return None
    return Page(
        posts=tuple(post for post in posts if post is not None),
        next_token=str(meta.get("next_token") or ""),
    )


def read_presence(body: Mapping[str, Any], asked: Collection[str]) -> Presence | None:
    """Which of the ids asked for are there or gone; None for an answer that is no such answer.

    A deleted post is a 200 with an error of its own. Only "not found" of that very post counts as
    gone; any other error says nothing of it.
    """
    rows, problems = body.get("data", []), body.get("errors", [])
    if not isinstance(rows, list) or not isinstance(problems, list) or not (rows or problems):
        return None
    there = {str(_mapping(row).get("id")) for row in rows}
    gone = {
        str(error.get("resource_id") or error.get("value"))
        for error in map(_mapping, problems)
        if str(error.get("type", "")).endswith(_NOT_FOUND)
        and error.get("resource_type") in {"tweet", "post"}
    }
    wanted = frozenset(asked)
    return Presence(there=wanted & there, gone=(wanted & gone) - there)


def _read_post(row: object) -> TimelinePost | None:
    if not isinstance(row, dict):
        return None
    tweet_id, text = row.get("id"), row.get("text")
    if not isinstance(tweet_id, str) or not tweet_id.isdecimal() or not isinstance(text, str):
        return None
    keys = _mapping(row.get("attachments")).get("media_keys")
    urls = _mapping(row.get("entities")).get("urls")
    return TimelinePost(
        id=tweet_id,
        text=text,
        created_at=posted_at(tweet_id),
        media_keys=tuple(str(key) for key in keys) if isinstance(keys, list) else (),
        links=tuple(_read_link(url) for url in urls) if isinstance(urls, list) else (),
    )


def _read_link(entity: object) -> Link:
    parts = _mapping(entity)
    shows_picture = "media_key" in parts or str(parts.get("display_url", "")).startswith("pic.")
    expanded = "" if shows_picture else str(parts.get("expanded_url", ""))
    return Link(short=str(parts.get("url", "")), expanded=expanded)


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
