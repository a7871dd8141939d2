"""The online-safety library of a school, its plan, and what was drafted by it."""

from collections.abc import Sequence
from datetime import date

from moderation.drafts.models import PlannedMessage, SafetyPlan
from schoolsocial.accounts.models import Membership, School, Term
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.models import Account


def plan_of(school: School) -> SafetyPlan | None:
    """The plan that is going, if any."""
    going = SafetyPlan.objects.going().filter(school=school)
    return going.select_related("account", "run_by", "school").first()


def terms_of(school: School) -> list[Term]:
    return list(school.terms.order_by("starts_on"))


def may_run(plan: SafetyPlan) -> bool:
    """Whether drafts can still be put down in that person's name, for that account."""
    drafting = Membership.objects.able_to(Permission.DRAFT_POSTS).filter(person=plan.run_by_id)
    accounts = Account.objects.reachable().open_to(plan.run_by)
    return drafting.exists() and accounts.filter(pk=plan.account_id).exists()


def drafted_between(school: School, first: date, last: date) -> Sequence[PlannedMessage]:
    """What a plan has put down for those days, both included, with its posts."""
    rows = PlannedMessage.objects.filter(school=school, due_on__range=(first, last))
    return list(rows.select_related("post", "post__author").order_by("due_on"))
