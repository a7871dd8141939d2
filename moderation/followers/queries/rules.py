"""How the school wants its followers looked at, and when they are to be looked at next.

The policy in force says it, where one of its clauses does; otherwise the school's own setting.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min

from moderation.followers.models import Check, Decision, FollowerCase, Rules, Sweep
from moderation.followers.reasons import SHIPPED, Reason, Reasons, in_words
from moderation.followers.workflow import Verdict
from policy.engine import RuleSetting, defaults
from policy.models import PolicyVersion
from policy.queries import NoPolicy, ruleset_of, version_in_force
from policy.rules import follower_checks
from schoolsocial.accounts.models import School
from schoolsocial.x.models import Account


@dataclass(frozen=True, slots=True)
class Counting:
    """What counts at a school on a day.

    ``version`` is the policy in force (None: there is none), ``clause`` the number of its clause
    that says so, empty where it does not and the school's own setting counts.
    """

    check_days: int
    two_to_block: bool
    reasons: Reasons
    version: PolicyVersion | None
    clause: str

    @property
    def policy(self) -> PolicyVersion | None:
        """The version that says so."""
        return self.version if self.clause else None

    def reason(self, verdict: str, code: str) -> Reason | None:
        """The reason of that code, if it fits the decision."""
        return next((one for one in self.reasons[verdict] if one.code == code), None)


def counting(school: School, day: date) -> Counting:
    """How followers are looked at on that day, by the policy or by the school's own setting."""
    try:
        version = version_in_force(school, day)
    except NoPolicy:
        return _by_setting(school, None)
    setting = ruleset_of(version).setting(follower_checks.ID)
    return _by_policy(version, setting) if setting else _by_setting(school, version)


def of(school: School) -> Rules:
    """The school's own setting; an unsaved one with safe values where nobody has chosen."""
    return Rules.objects.filter(school=school).first() or Rules(school=school)


def looked_at(school: School) -> datetime | None:
    """When somebody last decided about a follower, or noted that there was nothing new."""
    checks, decisions = (
        rows.filter(school=school).order_by("-at").values_list("at", flat=True)[:1]
        for rows in (Check.objects.all(), Decision.objects.all())
    )
    return max(checks.union(decisions, all=True), default=None)


def next_check(school: School, day: date, counts: Counting | None = None) -> datetime | None:
    """By when followers are to be looked at again, as ``counts`` on that day, where that is at
    hand; None where nobody ever has.
    """
    last = looked_at(school)
    return None if last is None else last + _between(counts or counting(school, day))


def first_check(school: School, day: date) -> datetime | None:
    """By when a school that has never looked is to do it; None where it has nothing to look at."""
    swept = Sweep.objects.filter(school=school, state=Sweep.State.DONE)
    if swept.exists():
        return swept.earliest("ended_at").ended_at
    accounts = Account.objects.present().exclude(kind=Account.Kind.STAFF)
    since = accounts.filter(school=school).aggregate(since=Min("connected_at"))["since"]
    return None if since is None else since + _between(counting(school, day))


def to_decide(school: School) -> int:
    """How many cases wait for somebody."""
    return FollowerCase.objects.filter(school=school).undecided().count()


def _between(counts: Counting) -> timedelta:
    return timedelta(days=counts.check_days)


def _by_policy(version: PolicyVersion, setting: RuleSetting) -> Counting:
    options = {**defaults(setting.rule), **setting.options}
    named: Reasons = {
        verdict: tuple(map(in_words, follower_checks.reasons(str(options[verdict]))))
        for verdict in Verdict
    }
    return Counting(
        check_days=int(options["days"]),
        two_to_block=bool(options["two_to_block"]),
        reasons=named,
        version=version,
        clause=setting.clause_number,
    )


def _by_setting(school: School, version: PolicyVersion | None) -> Counting:
    kept = of(school)
    return Counting(kept.check_days, kept.two_to_block, SHIPPED, version, "")
