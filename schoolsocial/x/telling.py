"""Letters about an account or the budget: a reason and a link, nothing else."""

from datetime import datetime

from django.urls import reverse

from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.models.memberships import MembershipQuerySet
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.models import Account


def the_account(account: Account, kind: str, now: datetime) -> None:
    """To whoever looks after it: its owner, or those who look after the school's accounts."""
    path = reverse("x:account", args=[account.school.slug, account.pk])
    members = Membership.objects.active().filter(person=account.owner_id)
    _tell(account.school, members if account.owner_id else _leaders(), kind, path, now)


def the_budget(school: School, kind: str, now: datetime) -> None:
    """To those who look after the school's accounts: the budget is nearly spent, or is."""
    _tell(school, _leaders(), kind, reverse("x:spending", args=[school.slug]), now)


def _leaders() -> MembershipQuerySet:
    return Membership.objects.able_to(Permission.MANAGE_ACCOUNTS)


def _tell(school: School, members: MembershipQuerySet, kind: str, path: str, now: datetime) -> None:
    for address in sorted(members.values_list("person__email", flat=True)):
        letters.queue(school=school, to=address, kind=kind, path=path, now=now)
