"""Posts of an account that somebody posts to by hand, and links as X would make them."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from moderation.drafts.actions import by_hand
from moderation.drafts.actions.by_hand import Said
from moderation.drafts.jobs import handing
from moderation.drafts.models import Handover, Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.actions import by_hand as accounts
from schoolsocial.x.models import Account
from tests.drafts.outgoing import now_of
from tests.posts import scheduled

HANDLE = "StCathsByHand"
EPOCH_MS = 1288834974657


def hand_account(school: School, by: Person, handle: str = HANDLE, **fields: Any) -> Account:
    """An account known by its handle only."""
    kind = Account.Kind(fields.pop("kind", Account.Kind.SCHOOL))
    with scope.school(school.pk):
        return accounts.add(
            school=school, by=by, handle=handle, name="By hand", kind=kind, now=timezone.now()
        )


def handed(account: Account, author: Person, reviewer: Person, **fields: Any) -> Post:
    """An approved post that is due and on the list."""
    post = scheduled(account.school, author, reviewer, account=account, **fields)
    handing.hand_over(post.school_id, post.pk)
    return now_of(post)


def taken(post: Post, by: Person, at: datetime | None = None) -> Handover:
    with scope.school(post.school_id):
        return by_hand.take(post=post, by=by, device=None, now=at or timezone.now())


def link_of(at: datetime, handle: str = HANDLE) -> str:
    """The link of a post that X made then."""
    milliseconds = int(at.timestamp() * 1000) - EPOCH_MS
    return f"https://x.com/{handle}/status/{milliseconds << 22}?s=20"


def paste(post: Post, by: Person, link: str = "", changed: str = "") -> Post:
    now = timezone.now()
    said = Said(link or link_of(now), changed)
    with scope.school(post.school_id):
        return by_hand.record_posted(post=post, by=by, said=said, now=now)


def let_go(post: Post, by: Person) -> Post:
    with scope.school(post.school_id):
        return by_hand.let_go(post=post, by=by, now=timezone.now())


def no_word(post: Post, by: Person) -> Post:
    """Somebody took it more than half an hour ago and never came back."""
    with scope.school(post.school_id):
        began = timezone.now() - 2 * by_hand.TIME_IN_HAND
        by_hand.take(post=post, by=by, device=None, now=began)
    handing.ask_after(post.school_id, post.pk)
    return now_of(post)
