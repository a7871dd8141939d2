"""How the queue of posts stands, for those who run the installation."""

from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext

from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.operations.queries import Queue, Standing

TOLD = (State.SENDING, State.UNKNOWN, State.HELD)


def posts(now: datetime) -> Queue:
    """Posts that could go out now. Needs ``scope.platform``."""
    due = Post.objects.due(now).worth_a_try(now).for_workers()
    return Queue("posts", gettext("Posts"), due.values_list("not_before", flat=True).first())


def standing(now: datetime) -> Standing:
    """Posts that could go out now, and those on their way. Needs ``scope.platform``."""
    found = dict(
        Post.objects.filter(state__in=TOLD).values_list("state").annotate(number=Count("pk"))
    )
    due = Post.objects.due(now).worth_a_try(now).for_workers().count()
    counts = {"due": due, **{state.value: found.get(state.value, 0) for state in TOLD}}
    return Standing("schoolsocial_posts", "Posts that are due, or on their way.", "state", counts)
