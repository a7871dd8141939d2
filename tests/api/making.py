"""A school whose posts stand on X, its tokens, and a program that calls the API."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.test import Client
from django.utils import timezone

from moderation.drafts.actions import publishing
from moderation.drafts.jobs import outcomes
from moderation.drafts.models import Post
from moderation.drafts.transitions import lock, move
from moderation.drafts.workflow import Verb
from schoolsocial.accounts.models import Person, School
from schoolsocial.api.actions import tokens
from schoolsocial.api.models import Scope
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.posts import scheduled

READ, WRITE = Scope.POSTS_READ.value, Scope.DRAFTS_WRITE.value

_tweets = count(1_860_000_000)


class Program:
    """Something that calls the API with a key, and no cookie."""

    def __init__(self, key: str = "") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1/{path}", headers=self.headers | headers)

    def leave(self, body: Any, key: str = "draft-0001", **headers: str) -> Any:
        """Leave a draft under that idempotency key."""
        return self.client.post(
            "/api/v1/drafts",
            body,
            content_type="application/json",
            headers=self.headers | {"Idempotency-Key": key} | headers,
        )


def make_token(
    school: School,
    by: Person,
    *scopes: str,
    author: Person | None = None,
    origins: Sequence[str] = (),
    label: str = "School website",
    now: datetime | None = None,
) -> tokens.Made:
    """A token that reads, unless it is said otherwise."""
    with scope.school(school.pk):
        return tokens.make(
            school=school,
            by=by,
            label=label,
            scopes=scopes or [READ],
            origins=origins,
            author=author,
            days=365,
            now=now or timezone.now(),
        )


def program(school: School, by: Person, *scopes: str, **fields: Any) -> Program:
    """A program with a new token."""
    return Program(make_token(school, by, *scopes, **fields).key)


def published(
    school: School,
    author: Person,
    reviewer: Person,
    *,
    at: datetime | None = None,
    **fields: Any,
) -> Post:
    """A post that went all the way and stands on X since then, by default for a minute."""
    moment = at or timezone.now() - timedelta(minutes=1)
    post = scheduled(school, author, reviewer, **fields)
    with scope.school(school.pk):
        post = lock(post)
        move(post, Verb.CLAIM, by=None, now=moment)
        outcomes.posted(post, str(next(_tweets)), moment)
    return post


def ask_to_remove(post: Post, by: Person) -> None:
    with scope.school(post.school_id):
        publishing.remove(post=post, by=by, reason="A wrong date", now=timezone.now())


def verbs_of(school: School) -> list[str]:
    """The audit chain's verbs of our own, the oldest first."""
    with scope.school(school.pk):
        own = Event.objects.filter(verb__startswith="api.").order_by("sequence")
        return list(own.values_list("verb", flat=True))
