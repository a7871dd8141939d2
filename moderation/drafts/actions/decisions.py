"""Writing down what a reviewer decided, and telling the author."""

from datetime import datetime

from django.urls import reverse

from moderation.drafts.models import Decision, Post, Version
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Person


def decide(
    post: Post,
    seen: Version,
    verdict: Decision.Verdict,
    by: Person,
    now: datetime,
    *,
    comment: str = "",
    seal: str = "",
) -> Decision:
    """The row of a decision on one version, in the transaction of whoever decides."""
    return Decision.objects.create(
        school_id=post.school_id,
        post=post,
        version=seen,
        verdict=verdict,
        comment=comment[:1000],
        seal=seal,
        author=post.author,
        by=by,
        at=now,
    )


def tell_author(post: Post, kind: str, now: datetime) -> None:
    """A mail of that kind with the post's address."""
    letters.queue(
        school=post.school,
        to=post.author.email,
        kind=kind,
        path=reverse("drafts:post", args=[post.school.slug, post.pk]),
        now=now,
    )
