"""How much is still to do to keep the accounts in order: one provider a check.

A provider answers with how many things are to be done, or None where this installation does not
record it. A floor below that comes to record one needs its provider here, and nothing else.
"""

from collections.abc import Callable, Mapping

from django.db.models import Q
from django.utils import timezone

from moderation.followers.queries import rules as followers
from moderation.following.queries import readings, register
from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.roles import NEEDS_SECOND_FACTOR, Role
from schoolsocial.governance.indicators.hygiene import CHECKS, MEASURE
from schoolsocial.governance.queries.counted.counted import States
from schoolsocial.operations.queries import drills_to_do
from schoolsocial.x.models import Account, Drift

Provider = Callable[[School], int | None]


def settings_to_agree(school: School) -> int | None:
    """Accounts of the school whose profile nobody agreed to, or which look otherwise; None before
    any was ever read."""
    accounts = Account.objects.filter(school=school).connected()
    read = accounts.exclude(kind=Account.Kind.STAFF).filter(expectation__isnull=False)
    if not read.exists():
        return None
    drifted = Q(pk__in=Drift.objects.open().values("account"))
    return read.filter(Q(expectation__agreed_at=None) | drifted).count()


def second_factors_to_set_up(school: School) -> int | None:
    """People whose role needs a second factor and who have none, whether or not they are asked."""
    members = Membership.objects.filter(school=school).active().with_second_factor()
    without = [one for one in members if not one.has_second_factor]
    return sum(not NEEDS_SECOND_FACTOR.isdisjoint(map(Role, one.roles)) for one in without)


def accounts_of_leavers(school: School) -> int | None:
    """Connected accounts of people who have left."""
    here = Membership.objects.filter(school=school).active().values("person")
    theirs = Account.objects.filter(school=school).present().filter(kind=Account.Kind.STAFF)
    return theirs.exclude(owner__in=here).count()


def followers_to_review(school: School) -> int | None:
    """Followers nobody has decided on, and a check that is overdue; None before anybody ever
    looked."""
    due = followers.next_check(school, timezone.localdate())
    if due is None:
        return None
    return followers.to_decide(school) + (due < timezone.now())


def following_to_review(school: School) -> int | None:
    """Entries of the register to decide on or to do by hand; None before X's list, or a copy of it,
    was ever held against it."""
    if not readings.latest_whole(school):
        return None
    counts = register.counts(school, timezone.localdate())
    return counts.decide + counts.hand


def backups_to_test(_school: School) -> int | None:
    """Whether a restore drill is due, 1 or 0, for the whole installation; None before any."""
    return drills_to_do(timezone.now())


PROVIDERS: Mapping[str, Provider] = {
    "followers": followers_to_review,
    "settings": settings_to_agree,
    "following": following_to_review,
    "second-factor": second_factors_to_set_up,
    "leavers": accounts_of_leavers,
    "backups": backups_to_test,
}
"""By the codes of the indicator."""


def to_do(school: School) -> States:
    """What each provider says, without those that do not know."""
    said = {code: PROVIDERS[code](school) for code in CHECKS}
    return {MEASURE: {code: number for code, number in said.items() if number is not None}}
