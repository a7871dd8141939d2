"""Reminding leaders of followers that were not looked at for too long."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from moderation.followers.models import Rules
from moderation.followers.queries import rules
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

AGAIN = timedelta(days=7)
KIND = "followers-to-check"


def remind(now: datetime) -> None:
    """Write to the leaders of each school whose check is due, once a week until it is done.

    A school that has never read its followers is reminded as well, once it has had an account for
    as long as it leaves between two checks.
    """
    with scope.platform():
        named = Account.objects.present().exclude(kind=Account.Kind.STAFF).order_by()
        schools = list(School.objects.filter(pk__in=named.values("school").distinct()))
    for school in schools:
        with scope.school(school.pk):
            _remind(school, now)


def _remind(school: School, now: datetime) -> None:
    today = timezone.localdate(now)
    due_at = rules.next_check(school, today) or rules.first_check(school, today)
    if due_at is None or due_at > now:
        return
    Rules.objects.get_or_create(school=school)
    kept = Rules.objects.select_for_update().get(school=school)
    if kept.told_at is not None and kept.told_at > now - AGAIN:
        return
    kept.told_at = now
    kept.save(update_fields=["told_at"])
    path = reverse("followers:cases", args=[school.slug])
    members = Membership.objects.able_to(Permission.DECIDE_FOLLOWERS)
    for address in sorted(members.values_list("person__email", flat=True)):
        letters.queue(school=school, to=address, kind=KIND, path=path, now=now)
