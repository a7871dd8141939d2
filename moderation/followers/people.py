"""People as a sweep tells of them, on their way into the tables."""

import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from schoolsocial.x.people import XUser

LARGEST_ID = 2**63 - 1
_NOTHING = blake2b(digest_size=8)
_LENGTHS = {"name": 200, "bio": 2000, "link": 300, "picture": 300}


@dataclass(frozen=True, slots=True)
class Told:
    """One person: X's number or None, the handle or "", and facts where X told any.

    ``fingerprint`` is None where only a number or a handle is known.
    """

    x_user_id: int | None
    handle: str = ""
    fingerprint: int | None = None
    name: str = ""
    bio: str = ""
    link: str = ""
    picture: str = ""
    made_at: datetime | None = None
    protected: bool | None = None
    verified: bool | None = None
    followers: int | None = None
    following: int | None = None
    posts: int | None = None


@dataclass(frozen=True, slots=True)
class People:
    """A page of people, each once. Most are known and as they were, so that only their numbers and
    fingerprints are worked out; ``at`` gives the whole of the one in that place.
    """

    ids: Sequence[int | None]
    prints: Sequence[int | None]
    at: Callable[[int], Told]

    def __len__(self) -> int:
        return len(self.ids)


class NobodysId(ValueError):
    """A number that X cannot have given."""


def of_x(users: Iterable[XUser]) -> People:
    """Each once, as the page first tells of them. Raises ``NobodysId``."""
    once: dict[str, XUser] = {}
    for user in users:
        once.setdefault(user.id, user)
    kept = list(once.values())
    ids = _numbers(once)
    prints = fingerprints(kept)
    return People(ids, prints, lambda place: _told(kept[place], ids[place], prints[place]))


def of_ids(ids: Iterable[str]) -> People:
    """People of whom only X's number is known, each once. Raises ``NobodysId``."""
    numbers = _numbers(dict.fromkeys(ids))
    return People(numbers, [None] * len(numbers), lambda place: Told(numbers[place]))


def of_handles(handles: Iterable[str]) -> People:
    """People of whom only the handle is known, each once, whatever its capitals."""
    once: dict[str, str] = {}
    for handle in handles:
        once.setdefault(handle.lower(), handle)
    kept = list(once.values())
    nothing: list[None] = [None] * len(kept)
    return People(nothing, nothing, lambda place: Told(None, kept[place]))


def fingerprints(users: Sequence[XUser]) -> Sequence[int]:
    """Of each, what would make a case if it changed, in 64 bits; counts come and go without one."""
    looks = (
        "\0".join((one.handle, one.name, one.bio, one.link, one.picture, str(one.protected)))
        for one in users
    )
    digests = [_digest(one.encode()) for one in looks]
    return struct.unpack(f">{len(digests)}q", b"".join(digests))


def _digest(looks: bytes) -> bytes:
    begun = _NOTHING.copy()  # takes a fifth less than setting another up, for each of a million
    begun.update(looks)
    return begun.digest()


def _told(user: XUser, number: int, looks: int) -> Told:
    words = {name: getattr(user, name)[:length] for name, length in _LENGTHS.items()}
    return Told(
        x_user_id=number,
        handle=user.handle,
        fingerprint=looks,
        made_at=user.created_at,
        protected=user.protected,
        verified=user.verified,
        followers=user.followers,
        following=user.following,
        posts=user.posts,
        **words,
    )


def _numbers(written: Iterable[str]) -> list[int]:
    numbers = [int(one) for one in written]
    if numbers and not (min(numbers) > 0 and max(numbers) <= LARGEST_ID):
        raise NobodysId("X gives no such number.")
    return numbers
