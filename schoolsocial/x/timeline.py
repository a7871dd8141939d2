"""The account's own timeline as X tells it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeGuard

_SNOWFLAKE_EPOCH_MS = 1288834974657
_NOT_FOUND = "resource-not-found"
_MOST_COUNTED = 2**31
_MOST_PIXELS = 100_000  # each way; more is no size of a picture


@dataclass(frozen=True, slots=True)
class Link:
    """A t.co address in a text: what it stands for, or ``expanded`` empty for a picture's own."""

    short: str
    expanded: str


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or film of a post. ``kind`` is X's word: photo, video or animated_gif.

    ``address`` is where the picture lies, of a film its still preview; empty where X did not tell.
    ``alt_text`` is empty where the picture has none, None where X told nothing of the medium.
    """

    key: str
    kind: str = ""
    address: str = ""
    alt_text: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a post met with, as plain numbers. ``impressions``: how often it was shown; None where
    X does not tell.
    """

    likes: int
    reposts: int
    replies: int
    quotes: int
    impressions: int | None = None


@dataclass(frozen=True, slots=True)
class TimelinePost:
    """One post on the timeline; ``text`` as X stores it, HTML-escaped and with t.co links.

    ``media`` are its pictures in their order; of one that X did not tell only the key is known.
    ``metrics`` is None where X was not asked or did not tell.
    """

    id: str
    text: str
    created_at: datetime
    media_keys: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    media: tuple[Media, ...] = ()
    metrics: Metrics | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """What X says of ids it was asked for. Of one in neither set nothing is known: the account may
    be protected or suspended, or the answer was not whole. ``metrics`` by the ids of which X told
    them.
    """

    there: frozenset[str]
    gone: frozenset[str]
    metrics: Mapping[str, Metrics] = field(default_factory=dict)


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
    media = _read_media(_mapping(body.get("includes")).get("media"))
    posts = [_read_post(row, media) for row in rows]
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
    by_id = {str(one.get("id")): one for one in map(_mapping, rows)}
    there = by_id.keys()
    gone = {
        str(error.get("resource_id") or error.get("value"))
        for error in map(_mapping, problems)
        if str(error.get("type", "")).endswith(_NOT_FOUND)
        and error.get("resource_type") in {"tweet", "post"}
    }
    wanted = frozenset(asked)
    metrics = {name: read_metrics(by_id[name]) for name in wanted & there}
    return Presence(
        there=wanted & there,
        gone=(wanted & gone) - there,
        metrics={name: told for name, told in metrics.items() if told is not None},
    )


def read_metrics(row: Mapping[str, Any]) -> Metrics | None:
    """What X tells of a post's ``public_metrics``; None where it tells none, or nonsense."""
    told = _mapping(row.get("public_metrics"))
    reposts = told.get("retweet_count", told.get("repost_count"))
    likes, replies, quotes = (told.get(f"{one}_count") for one in ("like", "reply", "quote"))
    shown = told.get("impression_count")
    if not (_is_count(likes) and _is_count(reposts) and _is_count(replies) and _is_count(quotes)):
        return None
    return Metrics(likes, reposts, replies, quotes, shown if _is_count(shown) else None)


def _is_count(value: object) -> TypeGuard[int]:
    """A number that fits its column; a bool is none."""
    return type(value) is int and 0 <= value < _MOST_COUNTED


def _read_post(row: object, media: Mapping[str, Media]) -> TimelinePost | None:
    if not isinstance(row, dict):
        return None
    tweet_id, text = row.get("id"), row.get("text")
    if not isinstance(tweet_id, str) or not tweet_id.isdecimal() or not isinstance(text, str):
        return None
    told = _mapping(row.get("attachments")).get("media_keys")
    keys = tuple(str(key) for key in told) if isinstance(told, list) else ()
    urls = _mapping(row.get("entities")).get("urls")
    return TimelinePost(
        id=tweet_id,
        text=text,
        created_at=posted_at(tweet_id),
        media_keys=keys,
        links=tuple(_read_link(url) for url in urls) if isinstance(urls, list) else (),
        media=tuple(media.get(key, Media(key)) for key in keys),
        metrics=read_metrics(row),
    )


def _read_media(rows: object) -> dict[str, Media]:
    """What X told of each medium, by its key; what is no such thing is passed over."""
    parts = map(_mapping, rows) if isinstance(rows, list) else ()
    read = (_read_medium(one) for one in parts if isinstance(one.get("media_key"), str))
    return {one.key: one for one in read}


def _read_medium(parts: Mapping[str, Any]) -> Media:
    address = parts.get("url") or parts.get("preview_image_url")
    alt_text = parts.get("alt_text", "")
    return Media(
        key=parts["media_key"],
        kind=str(parts.get("type", "")),
        address=address if isinstance(address, str) else "",
        alt_text=alt_text if isinstance(alt_text, str) else "",
        width=_pixels(parts.get("width")),
        height=_pixels(parts.get("height")),
    )


def _pixels(value: object) -> int | None:
    """A size as X tells it; a bool is no number."""
    return value if type(value) is int and 0 < value < _MOST_PIXELS else None


def _read_link(entity: object) -> Link:
    parts = _mapping(entity)
    shows_picture = "media_key" in parts or str(parts.get("display_url", "")).startswith("pic.")
    expanded = "" if shows_picture else str(parts.get("expanded_url", ""))
    return Link(short=str(parts.get("url", "")), expanded=expanded)


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
