"""Moving posts forward into free slots: a person's act, and exactly the one they read first."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from moderation.drafts import slots
from moderation.drafts.actions import moving
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post
from moderation.drafts.slots import Step
from schoolsocial.accounts.models import Person
from schoolsocial.x.models import Account


class PlanChanged(Refusal):
    """Something was approved, moved or taken back since the plan was shown."""


def close(*, account: Account, plan: str, by: Person, now: datetime) -> int:
    """Move each post of the plan, as ``slots.written_out`` wrote it; how many.

    All of them or none. Raises ``PlanChanged``, and as ``moving.move_to``.
    """
    with transaction.atomic():
        slots.hold(account)
        _lock(slots.gaps(account, besides=by.pk, now=now))
        steps = slots.gaps(account, besides=by.pk, now=now)
        if not steps or slots.written_out(steps) != plan:
            raise PlanChanged(
                gettext("The plan has changed since. Read the new one below and try again.")
            )
        for step in steps:
            moved = moving.move_to(post=step.post, by=by, wall_time=step.place.entered, now=now)
            moved.slot_at = moved.scheduled_for
            moved.save(update_fields=["slot_at"])
    return len(steps)


def _lock(steps: Sequence[Step]) -> None:
    """All of them before the first event, so that nobody who has one waits for this to end."""
    posts = Post.objects.filter(pk__in=[step.post.pk for step in steps]).order_by("id")
    list(posts.select_for_update(of=("self",)))
