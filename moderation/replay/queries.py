"""Which posts a replay looks at, and which versions can be tried."""

from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone

from moderation.drafts.models import Post
from moderation.drafts.models.posts import PostQuerySet
from policy.models import PolicyVersion
from policy.workflow import State
from schoolsocial.accounts.models import School


def begun_between(school: School, since: date, until: date) -> PostQuerySet:
    """Posts and drafts begun on these London days, both included."""
    start_of = partial(datetime.combine, time=time.min, tzinfo=timezone.get_default_timezone())
    return Post.objects.filter(
        school=school,
        created_at__gte=start_of(since),
        created_at__lt=start_of(until + timedelta(days=1)),
    )


def to_try(school: School) -> list[PolicyVersion]:
    """Every version that was not withdrawn, the newest first."""
    versions = PolicyVersion.objects.filter(school=school).exclude(state=State.WITHDRAWN)
    return list(versions.order_by("-number"))
