"""The chain, worked out again from what is stored, without the database's own functions."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One row as it lies in the database; ``payload`` is the text PostgreSQL gives for it."""

    chain: int
    sequence: int
    microseconds: int  # since 1970, UTC
    actor_id: int | None
    verb: str
    object_type: str
    object_id: int | None
    payload: str
    previous: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a chain."""

    sequence: int
    digest: str  # hexadecimal


Heads = Mapping[int, Head]


def digest_of(event: StoredEvent) -> bytes:
    """SHA-256 over the digest before and the event's fields, a line each."""
    fields = (
        event.chain,
        event.sequence,
        event.microseconds,
        "-" if event.actor_id is None else event.actor_id,
        event.verb,
        event.object_type,
        "-" if event.object_id is None else event.object_id,
        event.payload,
    )
    return hashlib.sha256(event.previous + "\n".join(map(str, fields)).encode()).digest()


class Verification:
    """A walk along all chains, in order. ``heads`` and ``counted`` are known when it has ended."""

    def __init__(self, anchored: Heads | None = None) -> None:
        self.anchored = dict(anchored or {})
        self.heads: dict[int, Head] = {}
        self.counted = 0

    def troubles(self, events: Iterable[StoredEvent]) -> Iterator[str]:
        """A sentence for each thing that is not as it was written. Events by chain and sequence."""
        for chain, links in groupby(events, key=attrgetter("chain")):
            yield from self._along(chain, links)
        for chain, head in self.anchored.items():
            if chain not in self.heads:
                yield f"{_named(chain)}: every event is gone; the anchor knows {head.sequence}."

    def _along(self, chain: int, links: Iterable[StoredEvent]) -> Iterator[str]:
        before: StoredEvent | None = None
        for event in links:
            self.counted += 1
            yield from _between(before, event)
            yield from _within(event)
            if self._differs_from_anchor(event):
                yield f"{_place(event)} is not the event that the anchor saw there."
            before = event
        if before is not None:
            self.heads[chain] = Head(before.sequence, before.digest.hex())
            yield from self._cut(chain, before.sequence)

    def _differs_from_anchor(self, event: StoredEvent) -> bool:
        head = self.anchored.get(event.chain)
        at_head = head is not None and head.sequence == event.sequence
        return head is not None and at_head and head.digest != event.digest.hex()

    def _cut(self, chain: int, last: int) -> Iterator[str]:
        head = self.anchored.get(chain)
        if head is not None and head.sequence > last:
            yield (
                f"{_named(chain)}: the tail is cut. The anchor knows event {head.sequence}, "
                f"the chain ends at {last}."
            )


def _between(before: StoredEvent | None, event: StoredEvent) -> Iterator[str]:
    expected = 1 if before is None else before.sequence + 1
    if event.sequence != expected:
        missing = (
            f"{expected}"
            if event.sequence == expected + 1
            else (f"{expected} to {event.sequence - 1}")
        )
        yield f"{_named(event.chain)}: missing before event {event.sequence}: {missing}."
    elif event.previous != (b"" if before is None else before.digest):
        yield f"{_place(event)} does not follow from the event before it."


def _within(event: StoredEvent) -> Iterator[str]:
    if event.digest != digest_of(event) or "\n" in event.verb + event.object_type:
        yield f"{_place(event)} was changed after it was written."


def _place(event: StoredEvent) -> str:
    return f"{_named(event.chain)}: event {event.sequence}"


def _named(chain: int) -> str:
    return f"School {chain}" if chain else "Platform"
