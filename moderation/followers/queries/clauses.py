"""What the policy in force says of followers."""

from django.db.models import Q

from moderation.followers.queries.rules import Counting
from policy.models import Clause

_SPEAKS_OF_IT = r"\yfollow(er|ers|s|ing)?\y"
_MOST = 4


def about_followers(counting: Counting) -> list[Clause]:
    """Its clauses about who follows whom, in the policy's order; none where there is no policy."""
    if counting.version is None:
        return []
    speaks = Q(heading__iregex=_SPEAKS_OF_IT) | Q(text__iregex=_SPEAKS_OF_IT)
    speaks |= Q(number=counting.clause)
    rows = Clause.objects.filter(speaks, version=counting.version)
    return list(rows.order_by("position")[:_MOST])
