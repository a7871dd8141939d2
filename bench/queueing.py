"""A school whose approved posts wait to be sent, made as people make them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from moderation.drafts import threads
from moderation.drafts.actions import drafts, reviews, submissions, threading
from moderation.drafts.models import Post
from policy.actions import standing, versions
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.sandbox.server import Sandbox
from schoolsocial.tenancy import scope
from schoolsocial.x.actions import accounts
from schoolsocial.x.credentials import TokenPair
from schoolsocial.x.models import Account

PACK = "st-catherine-of-siena"
WINDOW = timedelta(hours=2)


def school(slug: str) -> tuple[School, Person, Person]:
    """A school with a policy in force, an author who agreed to it, and an approver."""
    made = School.objects.create(slug=slug, name=f"{slug.title()} School")
    author, reviewer = (
        Person.objects.create_user(f"{role}@{slug}.example", name=f"{role} of {slug}")
        for role in ("teacher", "head")
    )
    today, now = timezone.localdate(), timezone.now()
    with scope.school(made.pk):
        for person, role in ((author, Role.TEACHER), (reviewer, Role.SLT)):
            Membership.objects.create(school=made, person=person, roles=[role])
        version = versions.adopt_pack(
            school=made,
            slug=PACK,
            by=None,
            ratified_on=today - timedelta(days=30),
            in_force_from=today - timedelta(days=1),
            review_on=today + timedelta(days=365),
            now=now,
        )
        standing.agree(version=version, by=author, now=now)
        standing.record_training(
            school=made,
            people=[author],
            course="Posting safely",
            taken_on=today,
            counts_until=today + timedelta(days=365),
            by=author,
            now=now,
        )
    return made, author, reviewer


def account(of: School, sandbox: Sandbox) -> Account:
    """The school's account on the stand-in for X, connected."""
    handle = of.slug.title().replace("-", "")
    with sandbox.world.lock:
        on_x = sandbox.world.accounts.add(handle)
        grant = sandbox.world.accounts.grant(on_x)
    tokens = TokenPair(
        access_token=grant.access_token,
        refresh_token=grant.refresh_token,
        expires_in=timedelta(hours=2),
        scopes=(),
    )
    with scope.school(of.pk):
        return accounts.connect(
            school=of,
            by=None,
            handle=handle,
            name=of.name,
            x_user_id=on_x.id,
            tokens=tokens,
            now=timezone.now(),
        )


def queue(text: str, *, author: Person, reviewer: Person, account: Account, at: datetime) -> Post:
    """Draft, submit and approve a post, due at that moment."""
    return queue_thread([text], author=author, reviewer=reviewer, account=account, at=at)


def queue_thread(
    texts: Sequence[str], *, author: Person, reviewer: Person, account: Account, at: datetime
) -> Post:
    """The first of an approved thread with these words, or the one post, due at that moment."""
    now = timezone.now()
    with scope.school(account.school_id):
        of = School.objects.get(pk=account.school_id)
        first = last = drafts.start(school=of, by=author, account=account, now=now)
        drafts.save(post=first, by=author, text=texts[0], revision=0, now=now)
        for text in texts[1:]:
            last = threading.add(post=last, by=author, now=now)
            drafts.save(post=last, by=author, text=text, revision=0, now=now)
        submissions.submit(post=first, by=author, now=now)
        reviews.approve(post=first, by=reviewer, version=1, now=now)
        first = Post.objects.get(pk=first.pk)
        threads.of(first).update(scheduled_for=at)
        Post.objects.filter(pk=first.pk).update(not_before=at, expires_at=at + WINDOW)
    return first
