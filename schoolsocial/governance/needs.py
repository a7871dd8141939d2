"""What governors' oversight may need of somebody now."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import ngettext_lazy

from schoolsocial.accounts.models import TrustPlace
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission
from schoolsocial.governance.models import FollowUp, Visit

AHEAD = timedelta(days=14)


def needs(asked: Asked) -> Iterator[Need]:
    """Follow-up actions; visits and reviews that are due; a trust that asks."""
    yield Need(
        "governance.follow_up",
        ngettext_lazy("follow-up action is open", "follow-up actions are open"),
        "governance:dashboard",
        Permission.RECORD_OVERSIGHT,
        FollowUp,
        lambda: FollowUp.objects.filter(school=asked.school).open(),
        due="due_on",
        in_days=True,
    )
    yield Need(
        "governance.visits",
        ngettext_lazy("governor visit or review is due", "governor visits or reviews are due"),
        "governance:visits",
        Permission.RECORD_OVERSIGHT,
        Visit,
        lambda: _visits_due(asked),
        due="next_due_on",
        in_days=True,
    )
    yield Need(
        "governance.trust",
        ngettext_lazy(
            "trust asks whether your school agrees to belong to it",
            "trusts ask whether your school agrees to belong to them",
        ),
        "governance:our_trust",
        Permission.ANSWER_TRUST,
        TrustPlace,
        lambda: TrustPlace.objects.filter(school=asked.school).waiting(),
        since="asked_at",
    )


def _visits_due(asked: Asked) -> QuerySet[Visit]:
    later = Visit.objects.filter(kind=OuterRef("kind"), held_on__gt=OuterRef("held_on"))
    return Visit.objects.filter(~Exists(later), next_due_on__lte=asked.today + AHEAD)
