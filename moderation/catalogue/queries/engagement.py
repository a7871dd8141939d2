"""What the school's own posts on X met with, for pages."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from moderation.catalogue.models import Tweet
from moderation.drafts.models import ConsentProof
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import School


def posts(school: School) -> QuerySet[Tweet]:
    """Those that stand on X, whether or not it was asked about them, the newest first."""
    rows = Tweet.objects.filter(school=school).live().exclude(kind=Tweet.Kind.REPOST)
    rows = rows.exclude(post__state__in=[State.REMOVING, State.REMOVED])
    return rows.select_related("account", "post", "engagement").newest_first()


def posts_since(school: School, since: datetime) -> QuerySet[Tweet]:
    return posts(school).filter(posted_at__gte=since)


def classes_of(post_ids: Collection[int]) -> dict[int, list[str]]:
    """The names of the classes of those in each post's pictures, by the proofs of their consent."""
    proofs = ConsentProof.objects.filter(post__in=post_ids, pupil__school_class__isnull=False)
    pairs = proofs.order_by("pupil__school_class__name").values_list(
        "post_id", "pupil__school_class__name"
    )
    found = defaultdict[int, list[str]](list)
    for post_id, name in pairs.distinct():
        found[post_id].append(name)
    return dict(found)
