"""Whose followers a person looks after."""

from django.db.models import Exists, F, OuterRef, Q

from moderation.followers.models import Sweep, SweepPlan
from moderation.followers.models.sweeps import SweepQuerySet
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.models import Account, AccountQuerySet


def in_the_care_of(membership: Membership) -> AccountQuerySet:
    """Accounts whose followers this person sees: leaders the school's and those of colleagues who
    agreed; everybody their own.
    """
    rows = Account.objects.filter(school_id=membership.school_id).present().by_kind()
    mine = Q(owner=membership.person_id)
    if Permission.DECIDE_FOLLOWERS not in membership.permissions:
        return rows.filter(mine)
    agreed = SweepPlan.objects.filter(account=OuterRef("pk"), consented_by=OuterRef("owner"))
    return rows.filter(mine | ~Q(kind=Account.Kind.STAFF) | Exists(agreed))


def sweepable(membership: Membership) -> AccountQuerySet:
    """Of these, those whose followers may be read."""
    agreed = Q(sweep_plan__consented_by=F("owner"))
    return in_the_care_of(membership).filter(~Q(kind=Account.Kind.STAFF) | agreed)


def plans(membership: Membership) -> dict[int, SweepPlan]:
    """Plans by the account's id."""
    rows = SweepPlan.objects.filter(account__in=in_the_care_of(membership).values("pk"))
    return {plan.account_id: plan for plan in rows}


def sweeps(membership: Membership) -> SweepQuerySet:
    """Every sweep of these, the latest first."""
    rows = Sweep.objects.filter(account__in=in_the_care_of(membership).values("pk"))
    return rows.select_related("account").latest_first()


def latest_sweeps(membership: Membership) -> dict[int, Sweep]:
    """The latest sweep of each account, by the account's id."""
    rows = Sweep.objects.filter(account__in=in_the_care_of(membership).values("pk"))
    latest = rows.order_by("account_id", "-began_at", "-id").distinct("account_id")
    return {sweep.account_id: sweep for sweep in latest}


def how_many(membership: Membership) -> dict[int, int]:
    """How many follow each account as far as is known, by the account's id: as the latest whole
    sweep told, so that a million need not be counted for a page.
    """
    rows = Sweep.objects.filter(
        account__in=in_the_care_of(membership).values("pk"), whole=True, state=Sweep.State.DONE
    )
    latest = rows.order_by("account_id", "-began_at", "-id").distinct("account_id")
    return {sweep.account_id: sweep.people for sweep in latest}
