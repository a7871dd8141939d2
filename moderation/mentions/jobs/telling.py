"""Telling leaders that somebody wrote to the school: once a day, in school hours, not a word."""

from datetime import datetime, timedelta

from django.db.models import F, Q
from django.urls import reverse

from moderation.mentions.models import Mention, MentionWatch
from moderation.mentions.models.mentions import MentionQuerySet
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.school_time import school_days
from schoolsocial.tenancy import scope

KIND = "mentions-new"
_NEARLY_A_DAY = timedelta(hours=20)


def tell(now: datetime) -> int:
    """One mail to each leader of a school where something came that nobody was told of; to how
    many schools. May be called any number of times.
    """
    with scope.platform():
        named = _untold().order_by().values("school").distinct()
        schools = list(School.objects.filter(pk__in=named))
    return sum(_tell(school, now) for school in schools)


def _tell(school: School, now: datetime) -> bool:
    with scope.school(school.pk):
        rows = MentionWatch.objects.filter(school=school)
        told = [one.leaders_told_at for one in rows.select_for_update().order_by("pk")]
        lately = any(at is not None and at > now - _NEARLY_A_DAY for at in told)
        if lately or not school_days(school).in_hours(now) or not _untold().exists():
            return False
        rows.update(leaders_told_at=now)
        path = reverse("mentions:everything", args=[school.slug])
        members = Membership.objects.able_to(Permission.HANDLE_INCIDENTS)
        for address in sorted(members.values_list("person__email", flat=True)):
            letters.queue(school=school, to=address, kind=KIND, path=path, now=now)
    return True


def _untold() -> MentionQuerySet:
    """Those nobody has looked at, read since leaders were last told."""
    since = F("account__mention_watch__leaders_told_at")
    fresh = Q(account__mention_watch__leaders_told_at=None) | Q(seen_at__gt=since)
    return Mention.objects.new().held().filter(fresh, account__mention_watch__isnull=False)
