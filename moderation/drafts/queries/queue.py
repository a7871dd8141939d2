"""What waits for a reviewer, with all that a row of the queue says."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from moderation.drafts.models import Look, Post, Version
from moderation.drafts.queries import pages
from schoolsocial.accounts.models import Person, School

LOOK_LASTS = timedelta(minutes=5)


def waiting_for(school: School, person: Person) -> QuerySet[Post]:
    """Drafts this person may decide, the longest waiting first; ``as_submitted`` holds ``photos``,
    how many, and ``findings`` (see ``Version``) of the latest version."""
    latest = Version.objects.filter(post=OuterRef("pk")).order_by("-number")
    photos = Func(F("pictures"), function="jsonb_array_length", output_field=IntegerField())
    facts = latest.values_list(JSONObject(photos=photos, findings="findings"))[:1]
    waiting = school.posts.reviewable_by(person).select_related("author")
    return waiting.annotate(as_submitted=Subquery(facts))


def own_waiting(school: School, person: Person, *, most: int) -> list[Post]:
    """The person's own drafts that somebody else must approve."""
    return list(school.posts.awaiting_review().by(person)[:most])


def looks_at(posts: Iterable[Post], *, besides: Person, now: datetime) -> dict[int, list[str]]:
    """By post id, the names of those who have it open at this moment."""
    names: dict[int, list[str]] = {}
    fresh = Look.objects.filter(at__gt=now - LOOK_LASTS, post__in=[post.pk for post in posts])
    looking = fresh.exclude(by=besides).order_by("at")
    for post_id, name in looking.values_list("post_id", "by__name"):
        names.setdefault(post_id, []).append(name)
    return names


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
