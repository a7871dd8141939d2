"""A post as a line gives it: JSON read with care, since anybody may have written it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from policy.batch.lines import MAX_LINE

PostId = str | int
T = TypeVar("T")

MAX_PHOTOS = 4
"""X takes no more with a post."""
MAX_PEOPLE = 1_000
"""Faces or pupils in one photo; no school fits more into one."""

_LONDON = ZoneInfo("Europe/London")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_KINDS: dict[type, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
}


class BadLine(ValueError):
    """A line that is no post; the text says what is wrong with it. `post_id` where it has one."""

    def __init__(self, trouble: str, post_id: PostId | None = None) -> None:
        super().__init__(trouble)
        self.post_id = post_id


@dataclass(frozen=True)
class GivenPhoto:
    """What the line says of one photo. None: it says nothing."""

    alt_text: str = field(repr=False)
    faces: int | None
    pupils: tuple[str, ...] | None = field(repr=False)
    consented: bool | None


@dataclass(frozen=True)
class GivenPost:
    """`at` is in London time, which is also meant where the line names no time zone."""

    post_id: PostId
    text: str = field(repr=False)
    at: datetime | None
    reply_to: str | None
    photos: tuple[GivenPhoto, ...]


def read(line: bytes | None) -> GivenPost:
    """The post in a line, None being one that was too long to read. Raises `BadLine`.

    Lone surrogates become U+FFFD, one for one, so that places in the text stay what they are.
    """
    if line is None:
        raise BadLine(f"The line is longer than {MAX_LINE // 1024 // 1024} MB and was not read.")
    table = _object(line)
    post_id = _id(table)
    try:
        text = _text(table, "text")
        if text is None:
            raise BadLine("The post has no “text”.")
        return GivenPost(post_id, text, _at(table), _reply_to(table), _photos(table))
    except BadLine as bad:
        raise BadLine(str(bad), post_id) from None


def _object(line: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadLine("The line is not written in UTF-8.") from None
    except (ValueError, RecursionError):
        raise BadLine("The line is not JSON.") from None
    if not isinstance(value, dict):
        raise BadLine("The line is JSON, but not an object in { }.")
    return value


def _id(table: Mapping[str, Any]) -> PostId:
    post_id = table.get("id")
    if isinstance(post_id, str):
        return _whole(post_id)
    if isinstance(post_id, int) and not isinstance(post_id, bool):
        return post_id
    raise BadLine("The post has no “id” that is a text or a whole number.")


def _get(table: Mapping[str, Any], key: str, kind: type[T]) -> T | None:
    """What stands at the key; None where nothing does."""
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise BadLine(f"The “{key}” is not {_KINDS[kind]}.")
    return value


def _text(table: Mapping[str, Any], key: str) -> str | None:
    text = _get(table, key, str)
    return None if text is None else _whole(text)


def _at(table: Mapping[str, Any]) -> datetime | None:
    written = _get(table, "at", str)
    if not written:
        return None
    try:
        at = datetime.fromisoformat(written)
        return at.astimezone(_LONDON) if at.tzinfo else at.replace(tzinfo=_LONDON)
    except (ValueError, OverflowError):
        raise BadLine("The “at” is not a time like 2026-10-05T14:30:00Z.") from None


def _reply_to(table: Mapping[str, Any]) -> str | None:
    value = table.get("reply_to")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(table, "reply_to") or None


def _photos(table: Mapping[str, Any]) -> tuple[GivenPhoto, ...]:
    given = _get(table, "photos", list) or []
    if len(given) > MAX_PHOTOS:
        raise BadLine(f"There are {len(given)} photos; a post takes at most {MAX_PHOTOS}.")
    return tuple(_photo(photo, number) for number, photo in enumerate(given, start=1))


def _photo(value: object, number: int) -> GivenPhoto:
    if not isinstance(value, dict):
        raise BadLine(f"Photo {number} is not an object in {{ }}.")
    try:
        return GivenPhoto(
            alt_text=_text(value, "alt_text") or "",
            faces=_faces(value),
            pupils=_pupils(value),
            consented=_get(value, "consented", bool),
        )
    except BadLine as bad:
        raise BadLine(f"Photo {number}: {bad}") from None


def _faces(photo: Mapping[str, Any]) -> int | None:
    """How many there are; a list of faces is counted."""
    value = photo.get("faces")
    faces = len(value) if isinstance(value, list) else _get(photo, "faces", int)
    if faces is not None and not 0 <= faces <= MAX_PEOPLE:
        raise BadLine(f"The “faces” are not between 0 and {MAX_PEOPLE:,}.")
    return faces


def _pupils(photo: Mapping[str, Any]) -> tuple[str, ...] | None:
    names = _get(photo, "pupils", list)
    if names is None:
        return None
    if len(names) > MAX_PEOPLE or not all(isinstance(name, str) for name in names):
        raise BadLine(f"The “pupils” are not a list of at most {MAX_PEOPLE:,} names.")
    return tuple(map(_whole, names))


def _whole(text: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", text)
