"""Series, as far as a reader may see them."""

from collections.abc import Collection, Sequence

from django.db.models import Count, Q, QuerySet

from moderation.drafts.models import Post, Series, SeriesEntry
from moderation.drafts.models.posts import PLANNED
from moderation.drafts.workflow import ON_X
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Permission

APPROVED = [*PLANNED, *sorted(ON_X)]
MOST_SHOWN = 50


def seen_by(
    school: School, person: Person, permissions: Collection[Permission]
) -> QuerySet[Series]:
    """One's own; for whoever sees all posts, those of which any part was sent, too. With
    ``approved`` and ``aside`` counted on each, the newest first.
    """
    seen = Q(made_by=person)
    if Permission.SEE_ALL_POSTS in permissions:
        sent = SeriesEntry.objects.filter(post__submitted_at__isnull=False)
        seen |= Q(pk__in=sent.values("series"))
    approved = Count("entries", Q(entries__post__state__in=APPROVED))
    aside = Count("entries", Q(entries__post__set_aside_at__isnull=False))
    rows = school.series.filter(seen).annotate(approved=approved, aside=aside)
    return rows.select_related("made_by").order_by("-made_at", "-id")


def entries_of(series: Series) -> Sequence[SeriesEntry]:
    """Every part with its post, in its order."""
    return list(series.entries.select_related("post", "series").order_by("number"))


def entry_of(post: Post) -> SeriesEntry | None:
    """Which part of which series a post is, if of any."""
    try:
        return post.series_entry
    except SeriesEntry.DoesNotExist:
        return None
