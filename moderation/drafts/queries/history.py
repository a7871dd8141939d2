"""Everything that is on record about one post."""

from collections.abc import Iterable

from moderation.drafts.models import Attempt, Decision, Post, Takedown, Version
from schoolsocial.accounts.models import Person
from schoolsocial.audit.models import Event

MOST_EVENTS = 500  # a draft saved more often than that shows its latest


def events_of(post: Post) -> list[Event]:
    """The audit events about the post, the oldest first."""
    events = Event.objects.filter(object_type="post", object_id=post.pk)
    return list(events.order_by("-sequence")[:MOST_EVENTS])[::-1]


def names_of(person_ids: Iterable[int | None]) -> dict[int, str]:
    """Who the actors are; somebody who has left keeps their name here."""
    wanted = {pk for pk in person_ids if pk is not None}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name"))


def decisions_on(post: Post) -> list[Decision]:
    return list(post.decisions.select_related("by", "version").order_by("at", "id"))


def attempts_for(post: Post) -> list[Attempt]:
    return list(post.attempts.order_by("prepared_at", "id"))


def takedowns_of(post: Post) -> list[Takedown]:
    return list(post.takedowns.order_by("opened_at", "id"))


def versions_of(post: Post) -> list[Version]:
    return list(post.versions.select_related("submitted_by").order_by("number"))
