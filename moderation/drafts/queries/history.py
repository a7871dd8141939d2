"""Everything that is on record about one post."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from moderation.drafts.models import Attempt, Decision, Post, Takedown, Version
from schoolsocial.accounts.models import Person
from schoolsocial.audit.models import Event

MOST_EVENTS = 500  # a draft saved more often than that shows its latest


class Happened(NamedTuple):
    """What the story tells of an audit event; ``actor_id`` is None for the software."""

    at: datetime
    actor_id: int | None
    verb: str
    payload: dict[str, object]


def events_of(post: Post) -> list[Happened]:
    """The audit events about the post, the oldest first."""
    events = Event.objects.filter(object_type="post", object_id=post.pk).order_by("-sequence")
    return [Happened(*row) for row in events.values_list(*Happened._fields)[:MOST_EVENTS]][::-1]


def names_of(person_ids: Iterable[int | None], known: Iterable[Person]) -> dict[int, str]:
    """Who the actors are, those that are ``known`` unasked; somebody who has left keeps their name
    here.
    """
    names = {person.pk: person.name for person in known}
    others = {pk for pk in person_ids if pk is not None} - names.keys()
    if others:
        names |= Person.objects.filter(pk__in=others).values_list("pk", "name")
    return names


def decisions_on(post: Post) -> list[Decision]:
    """In their order, with who made them."""
    return list(post.decisions.select_related("by").order_by("at", "id"))


def attempts_for(post: Post) -> list[Attempt]:
    return list(post.attempts.order_by("prepared_at", "id"))


def takedowns_of(post: Post) -> list[Takedown]:
    return list(post.takedowns.order_by("opened_at", "id"))


def versions_of(post: Post) -> list[Version]:
    """In their order."""
    return list(post.versions.order_by("number"))
