"""What waits for a reviewer, with all that a row of the queue says."""

from datetime import datetime, timedelta
from typing import Protocol, TypedDict, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import JSONObject

from moderation.drafts.models import Decision, Look, Post, Version
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.queries import pages
from schoolsocial.accounts.models import Person, School

LOOK_LASTS = timedelta(minutes=5)


_FIELDS = ("pk", "kind", "text", "submitted_at", "review_due_at", "looking")


class AsSubmitted(TypedDict):
    photos: int
    findings: list[dict[str, str]]
    needed: int


class Waiting(Protocol):
    """What a row of the queue needs of a draft; moments are UTC."""

    pk: int
    kind: str
    text: str
    submitted_at: datetime | None
    review_due_at: datetime | None
    looking: list[str]


class WaitingForMe(Waiting, Protocol):
    """Also who wrote it, of its latest version how many photos, the findings and how many people
    must approve it, and who has: names, "you" for the reader; how many posts its thread has.
    """

    wall_time: str
    wishes_slot: bool
    author_name: str
    as_submitted: AsSubmitted | None
    approved_by: list[str]
    in_thread: int | None


Rows = QuerySet[Post, WaitingForMe]


def waiting_for(school: School, person: Person, now: datetime) -> tuple[Rows, Rows]:
    """Drafts this person may decide, the longest waiting first: emergency notices, and the rest."""
    rows = _rows(school.posts.reviewable_by(person), person, now)
    emergency = Q(kind=Post.Kind.EMERGENCY)
    return rows.filter(emergency), rows.exclude(emergency)


def everything(school: School, person: Person) -> PostQuerySet:
    """The same as posts, emergency notices among the others."""
    return school.posts.reviewable_by(person).select_related("author", "account")


def _rows(posts: PostQuerySet, person: Person, now: datetime) -> Rows:
    latest = Version.objects.filter(post=OuterRef("pk")).order_by("-number")
    photos = Func(F("pictures"), function="jsonb_array_length", output_field=IntegerField())
    facts = latest.values_list(
        JSONObject(photos=photos, findings="findings", needed="approvals_needed")
    )[:1]
    rows = (
        posts.with_length()
        .annotate(
            author_name=F("author__name"),
            as_submitted=Subquery(facts),
            approved_by=_names_approving(person),
            looking=_names_looking(person, now),
        )
        .values_list(
            *_FIELDS,
            "wall_time",
            "wishes_slot",
            "author_name",
            "as_submitted",
            "approved_by",
            "in_thread",
            named=True,
        )
    )
    return cast("Rows", rows)


def own_waiting(school: School, person: Person, *, most: int, now: datetime) -> list[Waiting]:
    """The person's own drafts that somebody else must approve."""
    rows = school.posts.awaiting_review().by(person)
    named = rows.annotate(looking=_names_looking(person, now)).values_list(*_FIELDS, named=True)
    return cast("list[Waiting]", list(named[:most]))


def looks_at(post: Post, *, besides: Person, now: datetime) -> list[str]:
    """The names of those who have it open at this moment."""
    fresh = Look.objects.filter(post=post, at__gt=now - LOOK_LASTS).exclude(by=besides)
    return list(fresh.order_by("at").values_list("by__name", flat=True))


def neighbours(school: School, person: Person, post: Post) -> tuple[int | None, int | None]:
    """The drafts before and after this one in the person's queue, by their ids; after a decision,
    too.
    """
    waiting = school.posts.reviewable_by(person).exclude(pk=post.pk)
    if post.submitted_at is None:
        return None, waiting.values_list("pk", flat=True).first()
    before, after = (
        pages.beyond("submitted_at", post.submitted_at, post.pk, descending=descending)
        for descending in (True, False)
    )
    previous = waiting.filter(before).reverse().annotate(is_next=Value(False))
    following = waiting.filter(after).annotate(is_next=Value(True))
    sides = [side.values_list("is_next", "pk")[:1] for side in (previous, following)]
    found = dict(sides[0].union(sides[1], all=True))
    return found.get(False), found.get(True)


def following(school: School, person: Person, post: Post) -> Post | None:
    """Where a reviewer goes on: an emergency notice, the draft after this one, else the longest
    waiting.
    """
    waiting = school.posts.to_decide_by(person).exclude(pk=post.pk)
    urgent = waiting.emergencies().first()
    if urgent is not None:
        return urgent
    if post.submitted_at is not None:
        beyond = pages.beyond("submitted_at", post.submitted_at, post.pk, descending=False)
        after = waiting.filter(beyond).first()
        if after is not None:
            return after
    return waiting.first()


def _names_looking(besides: Person, now: datetime) -> ArraySubquery:
    fresh = Look.objects.filter(post=OuterRef("pk"), at__gt=now - LOOK_LASTS).exclude(by=besides)
    return ArraySubquery(fresh.order_by("at").values("by__name"))


def _names_approving(reader: Person) -> ArraySubquery:
    """Whose approvals the version that waits has had."""
    approved = Decision.objects.filter(
        post=OuterRef("pk"),
        verdict=Decision.Verdict.APPROVE,
        at__gte=OuterRef("submitted_at"),
    )
    name = Case(When(by=reader, then=Value("you")), default=F("by__name"))
    return ArraySubquery(approved.order_by("at", "id").values_list(name, flat=True))
