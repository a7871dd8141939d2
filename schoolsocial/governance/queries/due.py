"""By when each matter of a school is due."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from consent.academic_year import day_of
from moderation.catalogue.models import Audit
from moderation.followers.queries import rules as followers
from policy.queries.in_force import NoPolicy, version_in_force
from policy.queries.standing import drafters, trained_until
from schoolsocial.accounts.models import School
from schoolsocial.governance.due import Matter
from schoolsocial.governance.models import Visit

AUDIT_COUNTS_FOR = timedelta(days=31)

Due = Callable[[School, date], date | None]


def policy(school: School, day: date) -> date | None:
    """The review of the policy in force."""
    try:
        return version_in_force(school, day).review_on
    except NoPolicy:
        return None


def check_of_followers(school: School, day: date) -> date | None:
    """The next look at new followers; none before anybody ever looked."""
    due = followers.next_check(school, day)
    return day_of(due) if due else None


def audit(school: School, _day: date) -> date | None:
    """The next audit of what is on X; none before the first."""
    finished = Audit.objects.filter(school=school, finished_at__isnull=False)
    last = finished.order_by("-finished_at").values_list("finished_at", flat=True).first()
    return day_of(last) + AUDIT_COUNTS_FOR if last else None


def dpia(school: School, _day: date) -> date | None:
    return _visit(school, Visit.Kind.DPIA)


def visit(school: School, _day: date) -> date | None:
    return _visit(school, Visit.Kind.VISIT)


def training(school: School, _day: date) -> date | None:
    """The last day on which all who draft are trained; none while somebody never was."""
    until = [trained_until(place.person) for place in drafters(school)]
    known = [day for day in until if day is not None]
    return min(known) if known and len(known) == len(until) else None


def _visit(school: School, kind: Visit.Kind) -> date | None:
    rows = Visit.objects.filter(school=school, kind=kind).order_by("-held_on", "-pk")
    return rows.values_list("next_due_on", flat=True).first()


DUE: Mapping[Matter, Due] = {
    Matter.POLICY: policy,
    Matter.FOLLOWERS: check_of_followers,
    Matter.AUDIT: audit,
    Matter.DPIA: dpia,
    Matter.VISIT: visit,
    Matter.TRAINING: training,
}


def days(school: School, day: date) -> dict[Matter, date | None]:
    """Each matter's day; the day itself still counts."""
    return {matter: find(school, day) for matter, find in DUE.items()}
