"""Erasing a child on request (UK GDPR Article 17)."""

from datetime import datetime

from consent.models import Disposed, Pupil
from moderation.drafts import forgetting
from schoolsocial.accounts.models import Person


def erase(*, pupil: Pupil, by: Person, now: datetime) -> dict[str, int]:
    """Erase what says who the child was; how many of each kind went.

    Raises ``consent.errors.Refusal`` with the one thing that is in the way.
    """
    return forgetting.erase(pupil=pupil, why=Disposed.Why.REQUEST, by=by, now=now)
