"""Booking what X charges, and a school's budget for the month."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.x import ledger
from schoolsocial.x.ledger import UnknownCall, book, room_for
from schoolsocial.x.models import Budget

__all__ = ["Plan", "UnknownCall", "book", "plan", "room_for"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A school's budget: US dollars a month (``None``: no budget), and what follows at its end."""

    month_dollars: Decimal | None
    when_reached: Budget.Reached


def plan(*, school: School, by: Person, plan: Plan, now: datetime) -> Budget:
    """Set the school's budget. Accounts that wait for one post again where there is room now."""
    with transaction.atomic():
        budget, _ = Budget.objects.select_for_update().get_or_create(school=school)
        budget.month_dollars, budget.when_reached = plan.month_dollars, plan.when_reached
        budget.told_80 = budget.told_100 = None
        budget.save()
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="budget.set",
            subject=budget,
            details={"dollars": str(plan.month_dollars or ""), "then": str(plan.when_reached)},
            at=now,
        )
        ledger.go_on(school=school, now=now)
    return budget
