"""What needs somebody now: every app's word, counted in one statement."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, DateTimeField, Min, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

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
    if not wanted:
        return []
    first, *others = [_counted(need) for need in wanted.values()]
    rows = first.union(*others, all=True)
    told = {code: Waiting(wanted[code], *rest) for code, *rest in rows}
    return [told[code] for code in wanted if code in told and told[code].count]


def needs_of(asked: Asked) -> dict[str, Need]:
    """Every need this person's roles allow them to see to, by its code."""
    may = asked.membership.permissions
    said = (need for provider in PROVIDERS for need in provider(asked))
    return {need.code: need for need in said if need.permission in may}


def _counted(need: Need) -> QuerySet[Any, Any]:
    rows = need.rows().order_by().annotate(need=Value(need.code)).values("need")
    number = Count("pk", distinct=True)
    told = rows.annotate(number=number, oldest=_first(need.since), first_due=_first(need.due))
    counted: QuerySet[Any, Any] = told.values_list("need", "number", "oldest", "first_due")
    return counted


def _first(field: str | Combinable) -> Combinable:
    if not field:
        return Cast(Value(None), DateTimeField())
    return Min(Cast(field, DateTimeField()))


def entries(membership: Membership) -> QuerySet[Notice]:
    """Whatever somebody was told."""
    return accounts.notices_of(membership)


def inbox(membership: Membership, cursor: str) -> Page[Notice]:
    """One page of what somebody was told, the newest first."""
    rows = accounts.notices_of(membership)
    return pages.page(rows, by="at", cursor=cursor, newest_first=True)
