"""Requests to follow a protected account."""

from moderation.drafts.queries.pages import Page, page
from moderation.following.models import FollowingDecision, FollowRequest
from moderation.following.models.requests import FollowRequestQuerySet
from moderation.following.queries.register import accounts
from moderation.following.workflow import REQUEST_OPEN
from schoolsocial.accounts.models import School
from schoolsocial.x.models import Account, Aspect, Drift, Expectation


def listed(school: School, cursor: str, *, closed: bool) -> Page[FollowRequest]:
    """One page, what changed last first."""
    return page(
        all_listed(school, closed=closed), by="changed_at", cursor=cursor, newest_first=True
    )


def all_listed(school: School, *, closed: bool) -> FollowRequestQuerySet:
    """All of them."""
    rows = FollowRequest.objects.filter(school=school).select_related("account", "reported_by")
    shown = rows.closed() if closed else rows.open()
    return shown.order_by("-changed_at", "-id")


def open_count(school: School) -> int:
    return FollowRequest.objects.filter(school=school, state__in=REQUEST_OPEN).count()


def earlier_of(request: FollowRequest) -> list[FollowRequest]:
    """What was decided before on the same account's requests, the latest first."""
    rows = FollowRequest.objects.filter(account=request.account_id, pk__lt=request.pk)
    return list(rows.filter(handle__iexact=request.handle).order_by("-pk")[:10])


def decisions_of(request: FollowRequest) -> list[FollowingDecision]:
    """The latest first."""
    return list(request.decisions.select_related("by").order_by("-pk"))


def protection(school: School) -> list[tuple[Account, str]]:
    """Each account with "yes" or "no" as X last showed whether it is protected, empty where
    nobody has looked.
    """
    with_register = list(accounts(school))
    profiles = Expectation.objects.filter(account__in=with_register)
    told = dict(profiles.values_list("account_id", "protected"))
    drifts = Drift.objects.open().filter(account__in=with_register, aspect=Aspect.PROTECTED)
    told.update(drifts.values_list("account_id", "found"))
    return [(account, told.get(account.pk, "")) for account in with_register]
