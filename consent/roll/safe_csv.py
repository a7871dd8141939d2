"""CSV that stays words when a spreadsheet opens it."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> str:
    """The value as text, with an apostrophe before what a spreadsheet would work out.

    Source: OWASP, *CSV injection*.
    """
    text = str(value)
    return "'" + text if text.lstrip().startswith(_FORMULA) or text.startswith(_FORMULA) else text


def written(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as UTF-8 with a mark by which Excel knows it."""
    text = io.StringIO()
    csv.writer(text).writerows([safe(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
