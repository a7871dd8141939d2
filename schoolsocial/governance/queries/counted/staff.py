"""Who is trained and has agreed, and which papers are in date."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from moderation.catalogue.models import Audit
from policy.models import Agreement
from policy.queries.in_force import NoPolicy, version_in_force
from policy.queries.standing import drafters, trained_until
from schoolsocial.accounts.models import School
from schoolsocial.governance.indicators import reviews, training
from schoolsocial.governance.models import Visit
from schoolsocial.governance.queries.counted.counted import States

_A_MONTH = timedelta(days=31)


def ready(school: School, day: date) -> States:
    """Of those who may draft, who agreed to the policy in force and whose training counts."""
    people = {place.person_id: place.person for place in drafters(school)}
    agreed = _agreed(school, day)
    trained = {
        pk for pk, person in people.items() if (until := trained_until(person)) and until >= day
    }
    return {
        training.MEASURE: _split(people.keys(), agreed & trained, training.READY),
        f"{training.MEASURE}-agreed": _split(people.keys(), agreed, training.AGREED),
        f"{training.MEASURE}-trained": _split(people.keys(), trained, training.TRAINED),
    }


def _split(people: Iterable[int], those: set[int], cell: str) -> dict[str, int]:
    everybody = set(people)
    done = len(everybody & those)
    return {cell: done, f"not-{cell}": len(everybody) - done}


def _agreed(school: School, day: date) -> set[int]:
    try:
        version = version_in_force(school, day)
    except NoPolicy:
        return set()
    return set(Agreement.objects.filter(version=version).values_list("person_id", flat=True))


def in_date(school: School, now: datetime, day: date) -> States:
    """What is in date (1) and what is not (0); nothing where nothing is recorded."""
    cells = {"policy": int(_policy_in_date(school, day))}
    audits = Audit.objects.filter(school=school, finished_at__isnull=False)
    ended = audits.order_by("-finished_at").values_list("finished_at", flat=True).first()
    if ended is not None:
        cells["photo-audit"] = int(ended >= now - _A_MONTH)
    for kind in Visit.Kind:
        last = Visit.objects.filter(school=school, kind=kind).order_by("-held_on", "-pk").first()
        if last is not None:
            cells[kind.value] = int(last.next_due_on >= day)
    return {reviews.MEASURE: cells}


def _policy_in_date(school: School, day: date) -> bool:
    try:
        review_on = version_in_force(school, day).review_on
    except NoPolicy:
        return False
    return review_on is not None and review_on >= day
