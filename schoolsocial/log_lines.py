"""How a line of the log is written, with or without a traceback."""

import json
import logging
import re
from collections.abc import Iterator
from copy import copy
from datetime import UTC, datetime
from typing import Any

import psycopg

from schoolsocial import request_ids

LEFT_OUT = "(left out: it repeats the row)"
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


class NoAddress(logging.Filter):
    """Names the page instead of its address, which may hold a key."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if record.name.startswith("django.request") and request is not None:
            match = getattr(request, "resolver_match", None)
            named = match.view_name if match else "no page of ours"
            record.msg, record.args = f"{getattr(record, 'status_code', 500)}: %s", (named,)
        return True


class Line(logging.Formatter):
    """Leaves out what PostgreSQL adds to a broken constraint: the row, with words and names in it.

    The detail stands in the traceback, and as ``repr`` in the line that Celery writes of a task.
    Whatever is told in a message begins no second line.
    """

    def format(self, record: logging.LogRecord) -> str:
        told = copy(record)
        told.msg, told.args = _one_line(_without_rows(record.getMessage(), record)), None
        told.request_id = request_ids.current() or "-"
        return _without_rows(super().format(told), record)


class JsonLine(logging.Formatter):
    """The same as one JSON object a line, for a collector of logs."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request_id": request_ids.current() or "-",
            "message": _without_rows(record.getMessage(), record),
        }
        if record.exc_info:
            told["traceback"] = _without_rows(self.formatException(record.exc_info), record)
        return json.dumps(told, ensure_ascii=False)


def _without_rows(line: str, record: logging.LogRecord) -> str:
    for detail in _details(record):
        line = line.replace(detail, LEFT_OUT).replace(_within_repr(detail), LEFT_OUT)
    return line


def _one_line(text: str) -> str:
    return _BREAKS.sub(lambda found: repr(found[0])[1:-1], text)


def _within_repr(detail: str) -> str:
    """As ``repr`` of the whole message has it: the constraint's name brings double quotes along."""
    return repr(f'"{detail}')[2:-1]


def _details(record: logging.LogRecord) -> Iterator[str]:
    error = record.exc_info[1] if record.exc_info else None
    while error is not None:
        if isinstance(error, psycopg.Error) and error.diag.message_detail:
            yield error.diag.message_detail
        error = error.__cause__ or error.__context__


def configured(*, as_json: bool) -> dict[str, Any]:
    """What Django's ``LOGGING`` says: every line to the standard output, written as above."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"no_address": {"()": "schoolsocial.log_lines.NoAddress"}},
        "formatters": {
            "line": {
                "()": "schoolsocial.log_lines.Line",
                "format": "%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s",
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            },
            "json_line": {"()": "schoolsocial.log_lines.JsonLine"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json_line" if as_json else "line",
                "filters": ["no_address"],
            }
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {"tweepy": {"level": "INFO"}, "urllib3": {"level": "INFO"}},
    }
