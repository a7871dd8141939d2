from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from moderation.contacts.models import Contact
from moderation.followers.models import FollowerCase
from moderation.followers.workflow import State, Verdict


def rows() -> QuerySet[FollowerCase]:
    """Cases reported as a pupil whose latest notice was closed as not a pupil."""
    same = Q(user_id=Cast(OuterRef("follower__x_user_id"), CharField())) & ~Q(user_id="")
    same |= Q(handle=OuterRef("handle")) & ~Q(handle="")
    notices = Contact.objects.filter(same, account=OuterRef("account")).order_by("-pk")
    reported = FollowerCase.objects.filter(state=State.DECIDED, verdict=Verdict.PUPIL)
    found = reported.annotate(came_out=Subquery(notices.values("outcome")[:1]))
    return found.filter(came_out=Contact.Outcome.NOT_A_PUPIL)
