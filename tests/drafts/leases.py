"""Taking conditions out of what a due post is taken by, for controls."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from moderation.drafts.jobs import leasing

WINDOW = "statement_timestamp() BETWEEN post.not_before AND post.expires_at"
TRIP = "(post.trip_id IS NULL OR trip.returned_at IS NOT NULL)"
CLOCK = "statement_timestamp()"


@contextmanager
def taken_without(condition: str, instead: str = "TRUE") -> Iterator[None]:
    """A guard taken away: posts are taken whatever ``condition`` says."""
    assert condition in leasing.TAKE
    with patch.object(leasing, "TAKE", leasing.TAKE.replace(condition, instead)):
        yield


@contextmanager
def taken_at(moment: datetime) -> Iterator[None]:
    """Posts are taken by that clock, not by the database's."""
    with taken_without(CLOCK, f"'{moment.isoformat()}'::timestamptz"):
        yield
