"""What is wanted of an archive: whose it is, its posts with their pictures, and its lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, BinaryIO

from django.utils.dateparse import parse_datetime

from schoolsocial.x.archive import script
from schoolsocial.x.archive.container import Container
from schoolsocial.x.archive.refusals import Reason, Refused
from schoolsocial.x.archive.tweets import ArchivedTweet, digits, mapping, read_tweet

MAX_PICTURE = 25 * 1024**2

_PART = re.compile(r"data/[a-z0-9-]{1,40}\.js", re.ASCII)
_FOLDER = re.compile(r"data/[a-z0-9_]{1,40}", re.ASCII)
_HANDLE = re.compile(r"\w{1,15}", re.ASCII)


class Accounts(StrEnum):
    """A list of accounts: its name in the archive. The ids in it are all that X gives."""

    FOLLOWER = "follower"
    FOLLOWING = "following"
    BLOCK = "block"
    MUTE = "mute"


_KEYS = {Accounts.BLOCK: "blocking", Accounts.MUTE: "muting"}
"""What an entry is called where that is not the name of its list."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose archive it is: X's number of the account, and its handle without the @."""

    id: str
    handle: str


class Archive:
    """An archive that is what it says it is. Everything it reads may raise ``Refused``.

    ``made_at`` is when X made it (UTC), None where that cannot be read.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._container = Container(file)
        notes = script.notes(self._container.chunks("data/manifest.js", at_most=script.MAX_NOTES))
        self._types = mapping(notes.get("dataTypes"))
        self._tweets = self._parts("tweets") or self._parts("tweet")
        self._lists = {kind: self._parts(kind) for kind in Accounts}
        self.owner = self._read_owner(notes)
        self.made_at = _made_at(notes)
        self._pictures = self._picture_folder()

    def tweets(self) -> Iterator[ArchivedTweet]:
        """The account's own posts, in the order of the archive."""
        for element in self._elements(self._tweets):
            yield read_tweet(element.get("tweet", element))

    def picture(self, tweet_id: str, name: str) -> bytes | None:
        """The bytes of a picture, by the post and the name in it; None where it is not there."""
        member = f"{self._pictures}/{tweet_id}-{name}"
        if member not in self._container:
            return None
        return b"".join(self._container.chunks(member, at_most=MAX_PICTURE))

    def has(self, kind: Accounts) -> bool:
        """Whether the archive holds this list at all; an empty list is one."""
        return bool(self._lists[kind])

    def accounts(self, kind: Accounts) -> Iterator[str]:
        """The ids in one of the lists of accounts, as digits."""
        for element in self._elements(self._lists[kind]):
            entry = mapping(element.get(_KEYS.get(kind, kind.value)))
            yield digits(entry.get("accountId"))

    def _elements(self, parts: list[str]) -> Iterator[dict[str, Any]]:
        for part in parts:
            yield from script.elements(self._container.chunks(part))

    def _parts(self, kind: str) -> list[str]:
        """The members that hold a list, as the archive's own notes name them."""
        files = mapping(self._types.get(kind)).get("files")
        named = [mapping(one).get("fileName") for one in files] if isinstance(files, list) else []
        for name in named:
            if not isinstance(name, str) or not _PART.fullmatch(name):
                raise Refused(Reason.NOT_READABLE)
            if name not in self._container:
                raise Refused(Reason.PART_MISSING)
        return [str(name) for name in dict.fromkeys(named)]

    def _read_owner(self, notes: dict[str, Any]) -> Owner:
        parts = self._parts("account")
        if not parts:
            raise Refused(Reason.PART_MISSING)
        entry = mapping(next(self._elements(parts), {}).get("account"))
        found = digits(entry.get("accountId"))
        if digits(mapping(notes.get("userInfo")).get("accountId")) != found:
            raise Refused(Reason.OTHER_ACCOUNT)
        handle = entry.get("username")
        if not isinstance(handle, str) or not _HANDLE.fullmatch(handle):
            raise Refused(Reason.NOT_READABLE)
        return Owner(found, handle)

    def _picture_folder(self) -> str:
        folders = (mapping(self._types.get(kind)).get("mediaDirectory") for kind in _TWEETS)
        named = (one for one in folders if isinstance(one, str) and _FOLDER.fullmatch(one))
        return next(named, "data/tweets_media")


_TWEETS = ("tweets", "tweet")


def _made_at(notes: dict[str, Any]) -> datetime | None:
    written = mapping(notes.get("archiveInfo")).get("generationDate")
    if not isinstance(written, str):
        return None
    try:
        moment = parse_datetime(written)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
