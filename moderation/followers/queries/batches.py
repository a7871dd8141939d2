"""What one person decided about many at one moment."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from moderation.followers.models import Decision, FollowerCase
from moderation.followers.queries import cases
from moderation.followers.workflow import Act, Verdict
from schoolsocial.accounts.models import Membership


def decided_by(membership: Membership, at: datetime) -> QuerySet[FollowerCase]:
    """The cases of the batch, however they stand by now, as far as this person may open them."""
    lines = Decision.objects.filter(by=membership.person_id, at=at, act=Act.DECIDED)
    return cases.visible(membership).filter(pk__in=lines.values("case"))


def still_stand(at: datetime, by_id: int) -> QuerySet[FollowerCase]:
    """Those whose latest line of all that changed them is that decision."""
    lines = Decision.objects.filter(case=OuterRef("pk")).exclude(act=Act.APPEALED)
    latest = lines.order_by("-pk")
    return FollowerCase.objects.annotate(
        last_at=Subquery(latest.values("at")[:1]),
        last_by=Subquery(latest.values("by")[:1]),
        last_act=Subquery(latest.values("act")[:1]),
    ).filter(last_at=at, last_by=by_id, last_act=Act.DECIDED)


def standing(membership: Membership, at: datetime) -> QuerySet[FollowerCase]:
    """What of the batch stands as it was decided."""
    batch = decided_by(membership, at).order_by()
    batch = batch.exclude(verdict=Verdict.PUPIL)  # somebody was told: that is not taken back
    # At most as many as are decided at once; named, so that no other case is looked at
    ids = list(batch.values_list("pk", flat=True))
    return still_stand(at, membership.person_id).filter(pk__in=ids)
