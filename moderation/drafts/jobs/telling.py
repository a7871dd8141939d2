"""Letters that go out when a post does not do what was planned."""

from datetime import datetime

from django.urls import reverse

from moderation.drafts.models import Post
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission

BY_HAND = "drafts:by_hand_post"


def a_decision_is_needed(post: Post, now: datetime) -> None:
    """Held, failed or expired: the author and those who may decide."""
    _tell(post, "post-needs-you", Permission.RESOLVE_HELD_POSTS, now)


def the_seal_broke(post: Post, now: datetime) -> None:
    """What was approved is not what would go out."""
    _tell(post, "seal-broken", Permission.REVIEW_POSTS, now)


def a_child_may_not_be_shown(post: Post, now: datetime) -> None:
    """A child in a picture may no longer be shown; nobody is told which child, or why."""
    _tell(post, "consent-changed", Permission.REVIEW_POSTS, now)


def the_rest_of_the_thread_waits(post: Post, now: datetime) -> None:
    """A post of a thread did not go out, or too late, so the rest of it is back, this one first."""
    _tell(post, "thread-broken", Permission.REVIEW_POSTS, now)


def the_account_waits(post: Post, now: datetime) -> None:
    """The account has to be looked at before anything can go out."""
    _tell(post, "account-needs-you", Permission.RESOLVE_HELD_POSTS, now)


def somebody_is_to_post_it(post: Post, now: datetime) -> None:
    """No API reaches the account: its author, or a leader, posts it by hand."""
    owner = post.account.owner
    if owner is None:
        _tell(post, "to-post-by-hand", Permission.RESOLVE_HELD_POSTS, now, page=BY_HAND)
    else:
        _write(post, "to-post-by-hand", {owner.email}, BY_HAND, now)


def no_word_came_back(post: Post, taker: Person, now: datetime) -> None:
    """Somebody took the post to X by hand and did not say what came of it."""
    _write(post, "no-word-from-hand", {taker.email}, BY_HAND, now)
    a_decision_is_needed(post, now)


def it_was_changed(post: Post, now: datetime) -> None:
    """Whoever posted it by hand says that it is not quite what was approved."""
    _tell(post, "posted-with-a-change", Permission.REVIEW_POSTS, now)


def _tell(
    post: Post, kind: str, permission: Permission, now: datetime, *, page: str = "drafts:post"
) -> None:
    able = Membership.objects.able_to(permission).values_list("person__email", flat=True)
    _write(post, kind, {*able, post.author.email}, page, now)


def _write(post: Post, kind: str, addresses: set[str], page: str, now: datetime) -> None:
    path = reverse(page, args=[post.school.slug, post.pk])
    for address in sorted(addresses):
        letters.queue(school=post.school, to=address, kind=kind, path=path, now=now)
