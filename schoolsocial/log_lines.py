"""How a line of the log is written, with or without a traceback."""

import logging
from collections.abc import Iterator

import psycopg

LEFT_OUT = "(left out: it repeats the row)"


class Line(logging.Formatter):
    """Leaves out what PostgreSQL adds to a broken constraint: the row, with words and names in it.

    The detail stands in the traceback, and as ``repr`` in the line that Celery writes of a task.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for detail in _details(record):
            line = line.replace(detail, LEFT_OUT).replace(_within_repr(detail), LEFT_OUT)
        return line


def _within_repr(detail: str) -> str:
    """As ``repr`` of the whole message has it: the constraint's name brings double quotes along."""
    return repr(f'"{detail}')[2:-1]


def _details(record: logging.LogRecord) -> Iterator[str]:
    error = record.exc_info[1] if record.exc_info else None
    while error is not None:
        if isinstance(error, psycopg.Error) and error.diag.message_detail:
            yield error.diag.message_detail
        error = error.__cause__ or error.__context__
