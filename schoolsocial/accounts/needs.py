"""What may need somebody now. Each app says it of its own rows, in a module ``needs``; the page of
arrival counts all of them in one statement.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, and when."""

    membership: Membership
    now: datetime

    @property
    def school(self) -> School:
        return self.membership.school

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)


@dataclass(frozen=True, slots=True)
class Need:
    """One line of the page: how many ``rows`` wait for this person, and where they go for them.
    They are only built where somebody's roles let them see to the need, and where the table ``of``
    which they are holds a row of the school. That is the rows' own, or another without a row of
    which there can be none of theirs.

    ``words`` follow the number and agree with it ("draft came back to you"). ``since`` is the field
    that says since when a row waits, ``due`` the one by when it should be done; "" where there is
    none. ``in_days``: both are days, not moments. No word of it speaks of a pupil.
    """

    code: str
    words: Words
    page: str
    permission: Permission
    of: type[Model]
    rows: Callable[[], QuerySet[Any]]
    since: str = ""
    due: str = ""
    in_days: bool = False
    query: str = ""
