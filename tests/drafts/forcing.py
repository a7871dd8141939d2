"""Raw SQL against the guards: what is refused, and rows forced past them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from moderation.drafts.models import Post
from moderation.drafts.workflow import ON_X
from tests.cast import as_owner, run_sql


@contextmanager
def refused(words: str) -> Iterator[None]:
    """The database says no, in these words, at the latest when the transaction would end."""
    with pytest.raises(DatabaseError, match=words), _checked_at_the_end():
        yield


@contextmanager
def _checked_at_the_end() -> Iterator[None]:
    with transaction.atomic():
        yield
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")


def force(table: str, row_id: int, **columns: Any) -> None:
    """Put a row where the guards would not let it."""
    assignments = ", ".join(f"{column} = %s" for column in columns)
    with as_owner(without_triggers=True):
        run_sql(f"UPDATE {table} SET {assignments} WHERE id = %s", *columns.values(), row_id)


def put(post: Post, state: str) -> None:
    """Put the post into a state, with a tweet id where that state has one."""
    force("drafts_post", post.pk, state=state, tweet_id="1234567890" if state in ON_X else None)


def pairs_in(function: str) -> set[tuple[str, str]]:
    """The transitions that a trigger's own text lists."""
    ((body,),) = run_sql("SELECT prosrc FROM pg_proc WHERE proname = %s", function)
    return set(re.findall(r"'(\w+)>(\w+)'", body))
