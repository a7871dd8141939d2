"""The register of those whom the school's accounts follow."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, Subquery

from moderation.drafts.queries.pages import Page, page
from moderation.following.models import Followee, FolloweeQuerySet, FollowingDecision
from moderation.following.workflow import BY_HAND, OVER, TO_DECIDE, State
from schoolsocial.accounts.models import Membership, School
from schoolsocial.x.models import Account, AccountQuerySet

DECIDE, HAND, FOLLOWED, OVER_LIST = "decide", "hand", "followed", "over"
LISTS = (DECIDE, HAND, FOLLOWED, OVER_LIST)
MOST_TICKED = 100


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries each list has."""

    decide: int
    hand: int
    followed: int
    over: int


def accounts(school: School) -> AccountQuerySet:
    """Those with a register: the school's and its classes'. Staff answer for their own."""
    found: AccountQuerySet = school.accounts.present()
    return found.exclude(kind=Account.Kind.STAFF).by_kind()


def entries(school: School) -> FolloweeQuerySet:
    rows: FolloweeQuerySet = Followee.objects.filter(school=school)
    return rows.select_related("account", "wished_by", "same_as")


def listed(school: School, which: str, cursor: str, today: date) -> Page[Followee]:
    """One page of a list, what changed last first; an unknown list is the one to decide."""
    rows = all_listed(school, which, today)
    return page(rows, by="changed_at", cursor=cursor, newest_first=True)


def all_listed(school: School, which: str, today: date) -> FolloweeQuerySet:
    """All of that list."""
    rows = entries(school).order_by("-changed_at", "-id")
    chosen = {HAND: rows.by_hand, FOLLOWED: rows.followed, OVER_LIST: rows.over}.get(which)
    return chosen() if chosen else rows.to_decide(today)


def counts(school: School, today: date) -> Counts:
    due = Q(state=State.FOLLOWED, review_on__lte=today)
    found = Followee.objects.filter(school=school).aggregate(
        decide=Count("pk", filter=Q(state__in=TO_DECIDE) | due),
        hand=Count("pk", filter=Q(state__in=BY_HAND)),
        followed=Count("pk", filter=Q(state=State.FOLLOWED)),
        over=Count("pk", filter=Q(state__in=OVER)),
    )
    return Counts(**found)


def decisions_of(followee: Followee) -> list[FollowingDecision]:
    """The latest first."""
    rows = followee.decisions.select_related("by", "reading").order_by("-pk")
    return list(rows)


def twin_of(followee: Followee) -> Followee | None:
    """An entry known by the same handle and by no number: it may be the same account."""
    if not (followee.x_user_id and followee.handle):
        return None
    rows = Followee.objects.filter(account=followee.account_id, x_user_id="")
    return rows.filter(handle__iexact=followee.handle).exclude(pk=followee.pk).first()


def decided_at(place: Membership, at: datetime) -> list[Followee]:
    """The entries that this person decided on at that moment, however they stand by now."""
    lines = FollowingDecision.objects.filter(by=place.person_id, at=at, undoes=None)
    rows = entries(place.school).filter(pk__in=lines.exclude(followee=None).values("followee"))
    return list(rows.order_by("pk"))


def standing(place: Membership, at: datetime) -> int:
    """How many of them that decision is still the last that happened to."""
    latest = FollowingDecision.objects.filter(followee=OuterRef("pk")).order_by("-pk")
    rows = Followee.objects.filter(pk__in=[one.pk for one in decided_at(place, at)])
    last = rows.annotate(
        last_at=Subquery(latest.values("at")[:1]), last_by=Subquery(latest.values("by")[:1])
    )
    return last.filter(last_at=at, last_by=place.person_id).exclude(state=State.SAME).count()


def ticked(school: School, ids: list[int]) -> list[Followee]:
    """These entries as far as they are of the school and wait as found on X."""
    rows = entries(school).filter(pk__in=ids, state=State.FOUND)
    return list(rows.order_by("pk")[:MOST_TICKED])
