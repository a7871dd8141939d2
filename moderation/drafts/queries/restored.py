"""Posts of a restored database of which nobody knows yet whether they went out."""

from django.db.models import Q

from moderation.drafts.models import Post
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import School
from schoolsocial.operations.models import Gap


def due_meanwhile(school: School, gap: Gap) -> PostQuerySet:
    """Those that may have gone out between backup and restore, and look as if they had not."""
    return Post.objects.filter(_come(gap), school=school).for_workers().order_by("id")


def to_compare(school: School, gap: Gap) -> PostQuerySet:
    """The same, and those that X's timeline is being asked for."""
    asked = Q(state__in=[State.SENDING, State.UNKNOWN])
    return Post.objects.filter(_come(gap) | asked, school=school).for_workers()


def _come(gap: Gap) -> Q:
    return Q(state=State.SCHEDULED, not_before__lte=gap.restored_at)
