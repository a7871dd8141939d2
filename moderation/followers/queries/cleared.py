from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from moderation.contacts.models import Contact
from moderation.followers.models import FollowerCase
from moderation.followers.workflow import State, Verdict
from schoolsocial.accounts.models import Person


def rows() -> QuerySet[FollowerCase]:
    """Cases reported as a pupil whose latest notice was closed as not a pupil, and none is open.

    By name a notice counts only where it has no number: names are given to others on X.
    """
    found: QuerySet[FollowerCase] = _annotated()
    return found


def who_cleared(case: FollowerCase) -> Person | None:
    """Whoever closed that notice; None where the case is none of ``rows``."""
    return Person.objects.filter(pk__in=_annotated().filter(pk=case.pk).values("by")).first()


def _annotated() -> Any:
    same = Q(user_id=Cast(OuterRef("follower__x_user_id"), CharField())) & ~Q(user_id="")
    same |= Q(user_id="", handle__iexact=OuterRef("handle")) & ~Q(handle="")
    notices = Contact.objects.filter(same, account=OuterRef("account"))
    latest = notices.order_by("-pk")
    reported = FollowerCase.objects.filter(state=State.DECIDED, verdict=Verdict.PUPIL)
    found = reported.annotate(
        came_out=Subquery(latest.values("outcome")[:1]), by=Subquery(latest.values("closed_by")[:1])
    )
    return found.filter(~Exists(notices.open()), came_out=Contact.Outcome.NOT_A_PUPIL)
