"""What waits for a reviewer, with all that a row of the queue says."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from moderation.drafts.models import Look, Post, PostPhoto, Version
from moderation.drafts.queries import pages
from schoolsocial.accounts.models import Person, School

LOOK_LASTS = timedelta(minutes=5)
COUNTED_UP_TO = 100


def waiting_for(school: School, person: Person) -> QuerySet[Post]:
    """Drafts this person may decide, the longest waiting first, with ``photo_count`` and the
    ``findings`` (see ``Version``) of their latest version."""
    return _with_row_facts(school.posts.reviewable_by(person))


def own_waiting(school: School, person: Person, *, most: int) -> list[Post]:
    """The person's own drafts that somebody else must approve, with the same facts."""
    return list(_with_row_facts(school.posts.awaiting_review().by(person))[:most])


def how_many(school: School, person: Person) -> int:
    """How many wait; ``COUNTED_UP_TO + 1`` stands for any larger number."""
    return school.posts.reviewable_by(person).order_by()[: COUNTED_UP_TO + 1].count()


def looks_at(posts: Iterable[Post], *, besides: Person, now: datetime) -> dict[int, list[str]]:
    """By post id, the names of those who have it open at this moment."""
    names: dict[int, list[str]] = {}
    for look in fresh_looks(now).filter(post__in=list(posts)).exclude(by=besides):
        names.setdefault(look.post_id, []).append(look.by.name)
    return names


def fresh_looks(now: datetime) -> QuerySet[Look]:
    """Looks young enough to mean that somebody is still there."""
    return Look.objects.filter(at__gt=now - LOOK_LASTS).select_related("by").order_by("at")


def neighbours(school: School, person: Person, post: Post) -> tuple[Post | None, Post | None]:
    """The drafts before and after this one in the person's queue; after a decision, too."""
    waiting = school.posts.reviewable_by(person).exclude(pk=post.pk)
    if post.submitted_at is None:
        return None, waiting.first()
    before, after = (
        pages.beyond("submitted_at", post.submitted_at, post.pk, descending=descending)
        for descending in (True, False)
    )
    return waiting.filter(before).last(), waiting.filter(after).first()


def following(school: School, person: Person, post: Post) -> Post | None:
    """Where a reviewer goes on: the draft after this one, else the longest waiting."""
    after = neighbours(school, person, post)[1]
    return after or school.posts.reviewable_by(person).exclude(pk=post.pk).first()


def _with_row_facts(posts: QuerySet[Post]) -> QuerySet[Post]:
    photos = PostPhoto.objects.filter(post=OuterRef("pk")).order_by().values("post")
    latest = Version.objects.filter(post=OuterRef("pk")).order_by("-number")
    return posts.select_related("author").annotate(
        photo_count=Coalesce(Subquery(photos.values(n=Count("*")), output_field=IntegerField()), 0),
        findings=Subquery(latest.values("findings")[:1]),
    )
