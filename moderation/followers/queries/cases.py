"""Cases of followers: filtered and sorted by facts, and by nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Value
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from moderation.drafts.queries.pages import Page
from moderation.followers.models import Decision, Follower, FollowerCase, FollowerCaseQuerySet
from moderation.followers.models.followers import KnownAs
from moderation.followers.queries import accounts, keyset
from moderation.followers.queries.keyset import Order
from moderation.followers.workflow import UNDECIDED, State, Verdict
from schoolsocial.accounts.models import Membership
from schoolsocial.words import Words
from schoolsocial.x.models import Account

MOST_AT_ONCE = 500

SORTS: dict[str, tuple[Words, Order]] = {
    "newest": (_("Found last"), Order("opened_at", "moment", descending=True)),
    "youngest": (_("Youngest account"), Order("by_age", "moment", descending=True)),
    "followers": (_("Most followers"), Order("by_followers", "number", descending=True)),
    "handle": (_("Handle"), Order("by_handle", "text")),
}
YOUNG: dict[str, Words] = {"30": _("Made in the last 30 days"), "365": _("Made in the last year")}
BARE: dict[str, Words] = {
    "words": _("No words about itself"),
    "picture": _("X’s own grey picture"),
    "facts": _("No facts"),
}
LATEST = Order("first_seen_at", "moment", descending=True)
_GREY = "default_profile"
_PLACE = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; anything that is no choice counts as not asked."""

    state: str = State.OPEN
    kind: str = ""
    account: str = ""
    protected: str = ""
    bare: str = ""
    young: str = ""
    known: str = ""
    sort: str = "newest"

    @property
    def query(self) -> str:
        """As the start of an address's query; empty, or ending in &."""
        given = {name: getattr(self, name) for name in self.__slots__}
        plain = Filter()
        kept = {name: one for name, one in given.items() if one != getattr(plain, name)}
        return urlencode(kept) + "&" if kept else ""

    @property
    def order(self) -> Order:
        return SORTS[self.sort][1]


def filter_of(asked: QueryDict) -> Filter:
    """What the address asks for."""
    choices = {
        "state": set(State.values),
        "kind": set(FollowerCase.Kind.values),
        "protected": {"yes", "no"},
        "bare": set(BARE),
        "young": set(YOUNG),
        "known": {*KnownAs.values, "any"} - {""},
        "sort": set(SORTS),
    }
    given = {
        name: value for name, allowed in choices.items() if (value := asked.get(name)) in allowed
    }
    account = asked.get("account", "")
    return Filter(account=account if _PLACE.fullmatch(account) else "", **given)


def matching(
    membership: Membership,
    wanted: Filter,
    now: datetime,
    *,
    mine: Sequence[Account] | None = None,
) -> QuerySet[FollowerCase]:
    """All cases that fit, of accounts this person looks after: ``mine``, where they are at hand.

    Who was reported as a pupil is among none: that is with the notices (S12).
    """
    if mine is None:
        mine = list(accounts.in_the_care_of(membership))
    rows = FollowerCase.objects.filter(
        school_id=membership.school_id,
        state=wanted.state,
        account_id__in=[account.pk for account in mine],
    )
    if wanted.state not in UNDECIDED:
        rows = rows.exclude(verdict=Verdict.PUPIL)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.account:
        rows = rows.filter(account_id=int(wanted.account))
    if wanted.protected:
        rows = rows.filter(protected=wanted.protected == "yes")
    if wanted.young:
        rows = rows.filter(made_at__gt=now - timedelta(days=int(wanted.young)))
    return _known(_bare(rows, wanted.bare), wanted.known)


def listed(
    membership: Membership,
    wanted: Filter,
    cursor: str,
    now: datetime,
    *,
    mine: Sequence[Account] | None = None,
) -> Page[FollowerCase]:
    """One page of them."""
    rows = matching(membership, wanted, now, mine=mine).select_related("account", "follower")
    return keyset.page(rows, wanted.order, cursor)


def all_listed(membership: Membership, wanted: Filter, now: datetime) -> QuerySet[FollowerCase]:
    """All of them, in the order asked for."""
    rows = matching(membership, wanted, now).select_related("account", "follower")
    return wanted.order.sorted(rows)


def neighbours(
    membership: Membership, wanted: Filter, case: FollowerCase, now: datetime
) -> tuple[FollowerCase | None, FollowerCase | None]:
    """The cases before and after this one, as the list has them; after a decision, too."""
    rows = matching(membership, wanted, now).exclude(pk=case.pk)
    order = wanted.order
    value = getattr(case, order.by)
    one_each = [
        order.sorted(
            order.beyond(rows, value, case.pk, backwards=backwards), backwards=backwards
        ).annotate(backwards=Value(backwards))[:1]
        for backwards in (True, False)
    ]
    both = one_each[0].union(one_each[1], all=True)
    found = {row.backwards: row for row in both}
    return found.get(True), found.get(False)


def visible(membership: Membership) -> FollowerCaseQuerySet:
    """Every case this person may open."""
    rows = FollowerCase.objects.filter(school_id=membership.school_id).in_the_care_of(membership)
    return rows.select_related("account", "follower", "school")


def ticked(membership: Membership, ids: list[int]) -> list[FollowerCase]:
    """These cases as far as they are still to be decided, in the list's order."""
    rows = visible(membership).filter(pk__in=ids[:MOST_AT_ONCE])
    return list(rows.filter(state__in=[State.OPEN, State.ASKED]).order_by("-opened_at", "-id"))


def counts(membership: Membership) -> dict[str, int]:
    """How many wait, by state; the settled are not counted."""
    rows = visible(membership).select_related(None).undecided().order_by()
    found = dict(rows.values_list("state").annotate(Count("pk")))
    return {state.value: found.get(state.value, 0) for state in UNDECIDED}


def record_of(case: FollowerCase) -> list[Decision]:
    return list(case.decisions.select_related("by", "policy").order_by("id"))


def earlier_of(case: FollowerCase) -> list[FollowerCase]:
    """Other cases about the same follower, the latest first."""
    rows = FollowerCase.objects.filter(follower=case.follower_id).exclude(pk=case.pk)
    return list(rows.order_by("-id")[:5])


def everyone(membership: Membership, *, gone: bool, cursor: str) -> Page[Follower]:
    """One page of who follows, or once did, the latest first."""
    return keyset.page(all_of(membership, gone=gone), LATEST, cursor)


def all_of(membership: Membership, *, gone: bool) -> QuerySet[Follower]:
    """All of them but who was reported as a pupil."""
    mine = list(accounts.in_the_care_of(membership).values_list("pk", flat=True))
    rows = Follower.objects.filter(school_id=membership.school_id, account_id__in=mine)
    rows = rows.exclude(gone_at=None) if gone else rows.present()
    rows = rows.exclude(standing=Verdict.PUPIL)
    return LATEST.sorted(rows.select_related("account"))


def _bare(rows: QuerySet[FollowerCase], bare: str) -> QuerySet[FollowerCase]:
    if bare == "facts":
        return rows.filter(facts_at=None)
    if bare == "words":
        return rows.filter(bio="").exclude(facts_at=None)
    return rows.filter(picture__contains=_GREY) if bare == "picture" else rows


def _known(rows: QuerySet[FollowerCase], known: str) -> QuerySet[FollowerCase]:
    if known == "any":
        return rows.exclude(follower__known_as="")
    return rows.filter(follower__known_as=known) if known else rows
