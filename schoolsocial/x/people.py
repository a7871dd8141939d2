"""People as X tells of them: plain facts, as they wrote them, and nothing made of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

MOST_A_PAGE = 1000
FIELDS = (
    "created_at,description,id,name,profile_image_url,protected,public_metrics,url,username,"
    "verified"
)
LARGEST_COUNT = 2**31 - 1
_ID = re.compile(r"[0-9]{1,19}", re.ASCII)
_HANDLE = re.compile(r"\w{1,20}", re.ASCII)


@dataclass(frozen=True, slots=True)
class XUser:
    """Somebody on X. ``handle`` without the @; ``bio``, ``link`` (as X shortened it) and
    ``picture`` (an address) as given, empty where there is none. What X did not tell is None.
    """

    id: str
    handle: str
    name: str
    bio: str = ""
    created_at: datetime | None = None
    protected: bool | None = None
    verified: bool | None = None
    followers: int | None = None
    following: int | None = None
    posts: int | None = None
    link: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of people; ``next_token`` is empty on the last."""

    users: tuple[XUser, ...]
    next_token: str


def read_page(body: Mapping[str, Any]) -> Page | None:
    """A page from X's JSON; None when it does not say how many it holds, or holds others.

    X answers 200 with ``errors`` for an account it will not show: that is no empty list.
    """
    meta, rows = body.get("meta"), body.get("data", [])
    if not isinstance(meta, dict) or not isinstance(rows, list):
        return None
    if meta.get("result_count") != len(rows):
        return None
    users = [user for row in rows if (user := _read_user(row)) is not None]
    if len(users) != len(rows):
        return None
    token = meta.get("next_token") or ""
    return Page(tuple(users), token) if isinstance(token, str) else None


def _read_user(row: object) -> XUser | None:
    parts = _mapping(row)
    user_id, handle = parts.get("id"), parts.get("username")
    if not isinstance(user_id, str) or not _ID.fullmatch(user_id):
        return None
    if not isinstance(handle, str) or not _HANDLE.fullmatch(handle):
        return None
    metrics = _mapping(parts.get("public_metrics"))
    return XUser(
        id=user_id,
        handle=handle,
        name=_text(parts.get("name")),
        bio=_text(parts.get("description")),
        created_at=_moment(parts.get("created_at")),
        protected=_yes_or_no(parts.get("protected")),
        verified=_yes_or_no(parts.get("verified")),
        followers=_count(metrics.get("followers_count")),
        following=_count(metrics.get("following_count")),
        posts=_count(metrics.get("tweet_count")),
        link=_text(parts.get("url")),
        picture=_text(parts.get("profile_image_url")),
    )


def _text(value: object) -> str:
    """As given, less what no database takes: NUL, and halves of a character."""
    if not isinstance(value, str):
        return ""
    return value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def _yes_or_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _count(value: object) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        return None
    return min(value, LARGEST_COUNT)


def _moment(value: object) -> datetime | None:
    """A moment with its zone; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        moment = parse_datetime(value)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
