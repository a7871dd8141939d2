"""What begins by itself: a reading of each account once a month, and the yearly review.

Staff accounts belong to their owners, who answer for them: the school keeps no register of them.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from moderation.following import telling
from moderation.following.models import Followee, FollowingReading
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

EVERY = timedelta(days=30)


def begin_readings(now: datetime) -> None:
    """A reading for every connected account of a school that had none for a month."""
    with scope.platform():
        recent = FollowingReading.objects.filter(account=OuterRef("pk"), began_at__gt=now - EVERY)
        open_ones = FollowingReading.objects.under_way().filter(account=OuterRef("pk"))
        accounts = list(
            Account.objects.usable()
            .exclude(kind=Account.Kind.STAFF)
            .exclude(Exists(recent))
            .exclude(Exists(open_ones))
            .values_list("school_id", "pk")
        )
    for school_id, account_id in accounts:
        with scope.school(school_id):
            FollowingReading.objects.get_or_create(
                school_id=school_id,
                account_id=account_id,
                ended_at=None,
                defaults={
                    "source": FollowingReading.Source.X,
                    "began_at": now,
                    "next_try_at": now,
                },
            )


def remind(now: datetime) -> None:
    """Tell the leaders of entries whose day of review has come, once each."""
    for school in School.objects.order_by("pk"):
        with scope.school(school.pk):
            today = timezone.localdate(now)
            rows = Followee.objects.filter(school=school).to_remind_of(today)
            if rows.update(review_told_on=today):
                telling.the_leaders(school, now)
