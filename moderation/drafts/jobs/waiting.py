"""Drafts that nobody has decided on: reviewers are reminded once, then the leaders are told."""

from collections import defaultdict
from datetime import datetime

from django.urls import reverse

from moderation.drafts import waiting
from moderation.drafts.models import Post
from moderation.drafts.school_time import SchoolDays, school_days
from moderation.drafts.workflow import State
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope


def remind(now: datetime) -> int:
    """Remind, or tell the leaders of, whatever has waited too long in every school; how many."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    with scope.platform():
        for school_id, pk in Post.objects.unanswered(now).values_list("school_id", "pk"):
            found[school_id].append(pk)
    return sum(_of_school(school_id, posts, now) for school_id, posts in found.items())


def _of_school(school_id: int, posts: list[int], now: datetime) -> int:
    with scope.school(school_id):
        days = school_days(School.objects.get(pk=school_id))
        return sum(_of_post(pk, days, now) for pk in posts)


def _of_post(pk: int, days: SchoolDays, now: datetime) -> bool:
    held = Post.objects.select_for_update(of=("self",), skip_locked=True)
    post = held.select_related("school").filter(pk=pk, state=State.SUBMITTED).first()
    if post is None:
        return False
    if waiting.to_escalate(post, days, now):
        _write(post, "escalated_at", "draft-escalated", Permission.APPROVE_POSTS, now)
        return True
    if waiting.to_remind(post, days, now):
        _write(post, "reminded_at", "draft-overdue", Permission.REVIEW_POSTS, now)
        return True
    return False


def _write(post: Post, field: str, kind: str, permission: Permission, now: datetime) -> None:
    setattr(post, field, now)
    post.save(update_fields=[field])
    verb = f"post.{field.removesuffix('_at')}"
    audit.record(school_id=post.school_id, by=None, verb=verb, subject=post, at=now)
    able = Membership.objects.able_to(permission).exclude(person=post.author_id)
    path = reverse("drafts:review", args=[post.school.slug, post.pk])
    for address in sorted(set(able.values_list("person__email", flat=True))):
        letters.queue(school=post.school, to=address, kind=kind, path=path, now=now)
