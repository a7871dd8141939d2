"""Which school the running code may see.

A scope is a transaction: it opens one, tells PostgreSQL whose rows may be seen (``SET LOCAL``), and
both end together. Outside a scope the managers refuse and row-level security shows no row at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

PLATFORM = "*"

_school: ContextVar[str] = ContextVar("school", default="")
_person: ContextVar[str] = ContextVar("person", default="")
_trust: ContextVar[str] = ContextVar("trust", default="")

_SETTINGS = (
    (_school, "schoolsocial.school"),
    (_person, "schoolsocial.person"),
    (_trust, "schoolsocial.trust"),
)
_NAMES = dict(_SETTINGS)


class NoSchool(RuntimeError):
    """Rows of a school were asked for outside any school."""


def active() -> str:
    """The school's id in digits, or ``PLATFORM``. Raises ``NoSchool`` outside a scope."""
    school = _school.get()
    if not school:
        raise NoSchool("Rows of a school were asked for outside any school's scope.")
    return school


def entered() -> bool:
    """Whether the code runs inside any scope."""
    return bool(_school.get())


@contextmanager
def school(school_id: int) -> Iterator[None]:
    """A transaction that sees the rows of this school and of no other."""
    with _declared(_school, str(school_id)):
        yield


@contextmanager
def person(person_id: int) -> Iterator[None]:
    """A transaction that sees one person's own memberships, whatever the school."""
    with _declared(_person, str(person_id)):
        yield


@contextmanager
def trust(trust_id: int) -> Iterator[None]:
    """A transaction that sees what a trust's schools publish to it, and no other row of a school.

    It leaves whatever school's scope it was opened in; one opened within it ends its sight.
    """
    with _declared(_school, ""), _declared(_trust, str(trust_id)):
        yield


@contextmanager
def platform() -> Iterator[None]:
    """A transaction that sees every school: to find where work is due, to count; never for pages
    of a school.
    """
    with _declared(_school, PLATFORM):
        yield


@contextmanager
def _declared(variable: ContextVar[str], value: str) -> Iterator[None]:
    nested = connection.in_atomic_block
    before = variable.get()
    with transaction.atomic():
        _tell_database(variable, value)
        token = variable.set(value)
        try:
            yield
        finally:
            variable.reset(token)
        if nested:  # SET LOCAL outlives a released savepoint, and is undone with a rolled-back one
            _tell_database(variable, before)


def _tell_database(variable: ContextVar[str], value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [_NAMES[variable], value])
