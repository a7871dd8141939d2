"""Letters that go out when a post does not do what was planned."""

from datetime import datetime

from django.urls import reverse

from moderation.drafts.models import Post
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission


def a_decision_is_needed(post: Post, now: datetime) -> None:
    """Held, failed or expired: the author and those who may decide."""
    _tell(post, "post-needs-you", Permission.RESOLVE_HELD_POSTS, now)


def the_seal_broke(post: Post, now: datetime) -> None:
    """What was approved is not what would go out."""
    _tell(post, "seal-broken", Permission.REVIEW_POSTS, now)


def a_child_may_not_be_shown(post: Post, now: datetime) -> None:
    """A child in a picture may no longer be shown; nobody is told which child, or why."""
    _tell(post, "consent-changed", Permission.REVIEW_POSTS, now)


def the_account_waits(post: Post, now: datetime) -> None:
    """The account has to be looked at before anything can go out."""
    _tell(post, "account-needs-you", Permission.RESOLVE_HELD_POSTS, now)


def _tell(post: Post, kind: str, permission: Permission, now: datetime) -> None:
    able = Membership.objects.able_to(permission).values_list("person__email", flat=True)
    path = reverse("drafts:post", args=[post.school.slug, post.pk])
    for address in sorted({*able, post.author.email}):
        letters.queue(school=post.school, to=address, kind=kind, path=path, now=now)
