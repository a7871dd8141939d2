"""What a new school has to do before its first post. Each app says it of its own rows, in a module
``first_steps``; the page of arrival asks for all of them in one statement.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class Part:
    """One thing without which a step is not done: there is at least one of ``rows``.

    ``lacking`` names it where there is none ("a governor"). Rows of ``coming`` say that it is on
    its way already.
    """

    lacking: Words
    rows: QuerySet[Any]
    coming: QuerySet[Any] | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a step reaches: ``some`` of ``everybody``, in ``words`` that hold both numbers."""

    words: str
    some: QuerySet[Any]
    everybody: QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of setting up a school, done once all its ``parts`` are there. Nobody ticks it off.

    ``title`` is an errand ("Invite people"), ``why`` one sentence, ``settled`` what is so once it
    is done. ``permission`` is what its ``page`` asks for. ``not_for_us`` is what a school says that
    needs no such step; "" where every school does.
    """

    code: str
    title: str
    why: str
    settled: str
    page: str
    permission: Permission
    parts: tuple[Part, ...]
    tally: Tally | None = None
    not_for_us: str = ""
