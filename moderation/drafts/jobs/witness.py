"""A mark outside the database for each attempt that may reach X.

A database restored from a backup has forgotten what went out after it was made, and would send
that again. The marks have not forgotten: an attempt whose number bears one already was started in
a past this database does not know, and nobody knows how it ended. They hold no personal data, and
must not be restored with the database: see ``WITNESS_ROOT`` in docs/settings.md.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from moderation.drafts.models import Attempt, Post

KEPT = timedelta(days=90)
"""Far longer than a post may be late; an older backup is no backup any more."""


def leave(attempt: Attempt, post: Post, now: datetime) -> None:
    """Write the mark down, on the disk itself, before the first byte leaves.

    Raises ``FileExistsError`` where this very attempt has one.
    """
    with _place(post, attempt.number).open("x", encoding="ascii") as file:
        file.write(now.isoformat())
        file.flush()
        os.fsync(file.fileno())


def started(attempt: Attempt, post: Post) -> datetime | None:
    """When an attempt of this post with this number was started before; None where none was.

    A mark that was cut short by a crash tells by its file's time. Raises ``OSError`` where no mark
    could be left.
    """
    place = _place(post, attempt.number)
    try:
        return datetime.fromisoformat(place.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except ValueError:
        return datetime.fromtimestamp(place.stat().st_mtime, UTC)


def sweep(now: datetime) -> int:
    """Take away the marks older than `KEPT`; how many."""
    limit = (now - KEPT).timestamp()
    old = [mark for mark in _root().glob("*/*") if mark.stat().st_mtime < limit]
    for mark in old:
        mark.unlink(missing_ok=True)
    return len(old)


def _root() -> Path:
    return Path(settings.WITNESS_ROOT)


def _place(post: Post, number: int) -> Path:
    """Of this post and no other: another database may have a post of the same number."""
    folder = _root() / str(post.school_id)
    folder.mkdir(parents=True, exist_ok=True)
    made = int(post.created_at.timestamp() * 1_000_000)
    return folder / f"{post.pk}-{made}-{number}"
