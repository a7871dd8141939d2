"""Taking back at once what was decided about many."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from moderation.drafts.errors import Refusal
from moderation.followers.actions import deciding
from moderation.followers.errors import DecidedSince
from moderation.followers.models import FollowerCase
from moderation.followers.queries import batches
from schoolsocial.accounts import together
from schoolsocial.accounts.models import Person
from schoolsocial.accounts.together import TakenBack

NOTE = _("Taken back at once, together with the others decided with it.")
"""Why, in the record of each: nobody is asked for a sentence in the moment of a slip."""


def undo(
    *, cases: Sequence[FollowerCase], decided_at: datetime, by: Person, now: datetime
) -> TakenBack[FollowerCase]:
    """Take back what ``by`` decided about these cases at ``decided_at``, each as ``deciding.undo``
    does; what was decided again since, or cannot be taken back, stays.
    """

    def undo_one(case: FollowerCase) -> None:
        if not batches.still_stand(decided_at, by.pk).filter(pk=case.pk).exists():
            raise DecidedSince
        deciding.undo(case=case, note=str(NOTE), by=by, now=now)

    in_order = sorted(cases, key=lambda case: case.pk)
    return together.take_back(in_order, undo_one, Refusal)
