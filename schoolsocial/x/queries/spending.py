"""What a school has spent on X this month."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from schoolsocial.accounts.models import School
from schoolsocial.x.models import Budget, Charge


def month_of(now: datetime) -> date:
    """The first day of the month it is in London."""
    return timezone.localdate(now).replace(day=1)


def began(month: date) -> datetime:
    """When this month began, in London."""
    return timezone.make_aware(datetime.combine(month, time()))


def this_month(school: School, now: datetime) -> Decimal:
    """US dollars spent since the month began."""
    return Charge.objects.filter(school=school).since(began(month_of(now))).dollars()


def budget_of(school: School) -> Budget:
    """The school's budget; an unsaved one without an amount where nobody has said."""
    return Budget.objects.filter(school=school).first() or Budget(school=school)


@dataclass(frozen=True, slots=True)
class Row:
    """So many of one call for one account, and what they cost together in US dollars."""

    handle: str
    kind: str
    call: str
    count: int
    dollars: Decimal


def by_account_and_call(school: School, now: datetime) -> list[Row]:
    """What was spent since the month began."""
    charges = Charge.objects.filter(school=school).since(began(month_of(now)))
    summed = charges.values_list("account__handle", "account__kind", "call").annotate(
        Sum("count"), Sum("dollars")
    )
    return [Row(*values) for values in summed.order_by("account__handle", "call")]
