"""What needs somebody now: every app's word, counted in one statement."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

import consent.needs
import moderation.blocks.needs
import moderation.catalogue.needs
import moderation.contacts.needs
import moderation.drafts.needs
import moderation.followers.needs
import moderation.following.needs
import moderation.incidents.needs
import moderation.mentions.needs
import policy.needs
import schoolsocial.governance.needs
import schoolsocial.x.needs
from moderation.drafts.queries import pages
from moderation.drafts.queries.pages import Page
from schoolsocial.accounts import own_needs
from schoolsocial.accounts import queries as accounts
from schoolsocial.accounts.models import Membership, Notice
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.today import statements
from schoolsocial.today.statements import Statement

Provider = Callable[[Asked], Iterable[Need]]
PROVIDERS: tuple[Provider, ...] = (
    moderation.contacts.needs.needs,
    moderation.incidents.needs.needs,
    moderation.drafts.needs.needs,
    moderation.blocks.needs.needs,
    moderation.catalogue.needs.needs,
    schoolsocial.x.needs.needs,
    policy.needs.needs,
    consent.needs.needs,
    moderation.mentions.needs.needs,
    moderation.followers.needs.needs,
    moderation.following.needs.needs,
    schoolsocial.governance.needs.needs,
    own_needs.needs,
)
"""In the order of what cannot wait; what is late comes first all the same."""

_COUNTED = """SELECT %s, COUNT(DISTINCT id), {}::timestamptz, {}::timestamptz
FROM ({rows}) AS waiting ({columns})"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A need with how many rows it has, since when the oldest waits and when the first is due."""

    need: Need
    count: int
    since: datetime | None
    due: datetime | None


def waiting_for(asked: Asked) -> list[Waiting]:
    """Whatever has rows, in the providers' order, of what the person may see to."""
    wanted = needs_of(asked)
    held = statements.tables_with_rows(asked.school, [need.of for need in wanted.values()])
    counted = [_counted(need) for need in wanted.values() if need.of in held]
    if not counted:
        return []
    told = {code: Waiting(wanted[code], *rest) for code, *rest in statements.union(counted)}
    return [told[code] for code in wanted if code in told and told[code].count]


def needs_of(asked: Asked) -> dict[str, Need]:
    """Every need this person's roles allow them to see to, by its code."""
    may = asked.membership.permissions
    said = (need for provider in PROVIDERS for need in provider(asked))
    return {need.code: need for need in said if need.permission in may}


def _counted(need: Need) -> Statement:
    """Its code, how many rows it has, and the first moment of each of its two fields."""
    fields = {"since": need.since, "due": need.due}
    given = {name: field for name, field in fields.items() if field}
    rows = statements.of(need.rows(), *given.values())
    firsts = [f"MIN({name})" if name in given else "NULL" for name in fields]
    sql = _COUNTED.format(*firsts, rows=rows.sql, columns=", ".join(["id", *given]))
    return Statement(sql, (need.code, *rows.params))


def entries(membership: Membership) -> QuerySet[Notice]:
    """Whatever somebody was told."""
    return accounts.notices_of(membership)


def inbox(membership: Membership, cursor: str) -> Page[Notice]:
    """One page of what somebody was told, the newest first."""
    rows = accounts.notices_of(membership)
    return pages.page(rows, by="at", cursor=cursor, newest_first=True)
