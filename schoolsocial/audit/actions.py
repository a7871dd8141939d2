"""Writing the audit chain."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import connection, models
from django.utils import timezone

from schoolsocial.audit.models import PLATFORM_CHAIN

CODE = re.compile(r"[A-Za-z0-9_.:+-]{0,80}")

Detail = bool | int | str | None | list[int] | list[str]

_INSERT = """
INSERT INTO audit_event (school_id, at, actor_id, verb, object_type, object_id, payload)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""


class NotACode(ValueError):
    """A payload may hold numbers and short codes: words could be somebody's name."""


def record(
    *,
    school_id: int | None,
    by: int | None,
    verb: str,
    subject: models.Model | None = None,
    details: Mapping[str, Detail] | None = None,
    at: datetime | None = None,
) -> None:
    """Add one event to a school's chain (``None``: the platform's) in the current transaction.

    ``by`` is a person's id, ``None`` for the software itself. ``details`` hold numbers and short
    codes only. Raises ``NotACode`` otherwise.
    """
    payload = dict(details or {})
    for value in payload.values():
        _refuse_words(value)
    values = [
        PLATFORM_CHAIN if school_id is None else school_id,
        at or timezone.now(),
        by,
        verb,
        type(subject).__name__.lower() if subject else "",
        subject.pk if subject else None,
        connection.ops.adapt_json_value(payload, None),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)


def _refuse_words(value: Detail) -> None:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and not CODE.fullmatch(item):
            raise NotACode("An audit payload holds numbers and short codes, never words.")
