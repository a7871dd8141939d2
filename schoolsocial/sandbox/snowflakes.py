"""Ids as X makes them: 41 bits of milliseconds, then a counter."""

import time
from datetime import UTC, datetime

EPOCH_MS = 1288834974657


class Snowflakes:
    """Hands out ids that grow strictly, except those asked for a moment in the past."""

    def __init__(self) -> None:
        self._last = 0
        self._sequence = 0

    def next(self, *, at: datetime | None = None) -> str:
        """A new id for now, or for a given moment (aware) when seeding an older timeline."""
        if at is not None:
            self._sequence = (self._sequence + 1) % (1 << 22)
            return str((_milliseconds(at) - EPOCH_MS << 22) | self._sequence)
        self._last = max(self._last + 1, int(time.time() * 1000) - EPOCH_MS << 22)
        return str(self._last)


def made_at(snowflake: str) -> datetime:
    """The moment an id was made (UTC)."""
    return datetime.fromtimestamp(((int(snowflake) >> 22) + EPOCH_MS) / 1000, UTC)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
