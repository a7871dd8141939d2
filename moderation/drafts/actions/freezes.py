"""Stopping all posting of a school at once, and letting it go on."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from moderation.drafts import threads, waiting
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Freeze, Post, Version
from moderation.drafts.queries import restored
from moderation.drafts.steps import step
from moderation.drafts.workflow import QUEUED, Verb
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit
from schoolsocial.operations.models import Restoration


class AlreadyStopped(Refusal):
    """Somebody else was quicker."""

    def __init__(self) -> None:
        super().__init__(gettext("Posting is stopped already. This page shows since when."))


class NotStopped(Refusal):
    """Somebody else let it go on."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Posting is not stopped any more. What waits is in the review queue.")
        )


class NotCompared(Refusal):
    """The database came out of a backup, and X may show what it does not know."""

    def __init__(self, posts: int) -> None:
        super().__init__(
            ngettext(
                "School Social was restored from a backup and still looks on X for one post "
                "that may have gone out meanwhile. Try again in a quarter of an hour.",
                "School Social was restored from a backup and still looks on X for {posts} posts "
                "that may have gone out meanwhile. Try again in a quarter of an hour.",
                posts,
            ).format(posts=posts)
        )


def freeze(*, school: School, by: Person, reason: Freeze.Reason, now: datetime) -> Freeze:
    """Stop everything, a post on its way included until its first byte has left.

    Raises ``AlreadyStopped``. Taking posts down goes on.
    """
    with transaction.atomic():
        held = _locked(school)
        if held.posting_paused_at is not None:
            raise AlreadyStopped
        _pause(held, now)
        begun = Freeze.objects.create(school=school, reason=reason, began_at=now, began_by=by)
        audit.record(school_id=school.pk, by=by.pk, verb="posting.stopped", subject=begun, at=now)
        _tell(school, "posting-stopped", now)
    school.posting_paused_at = now
    return begun


def thaw(*, school: School, by: Person, now: datetime) -> int:
    """Let posting go on. Whatever waited goes back to the review queue, so that nothing bursts out
    at once and somebody has read it again; how many. Raises ``NotStopped``, and ``NotCompared``
    after a restore until the timeline was looked at.
    """
    with transaction.atomic():
        held = _locked(school)
        lasting = Freeze.objects.lasting().filter(school=school).first()
        restorations = Restoration.objects.open().filter(school=school)
        gap = restorations.gap()
        if lasting is None and gap is None:
            raise NotStopped
        if gap and (unclear := restored.to_compare(school, gap).count()):
            raise NotCompared(unclear)
        posts = _waiting(school)
        for post in posts:
            _reopen(post, by, now)
        if lasting is not None:
            _end(lasting, by, now, len(posts))
        restorations.update(ended_at=now, ended_by=by)
        _pause(held, None)
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="posting.resumed",
            subject=lasting,
            details={"reopened": len(posts)},
            at=now,
        )
        _tell(school, "posting-goes-on", now)
    school.posting_paused_at = None
    return len(posts)


def _end(lasting: Freeze, by: Person, now: datetime, posts: int) -> None:
    lasting.ended_at, lasting.ended_by, lasting.reopened = now, by, posts
    lasting.save(update_fields=["ended_at", "ended_by", "reopened"])


def _locked(school: School) -> School:
    return School.objects.select_for_update().get(pk=school.pk)


def _pause(school: School, since: datetime | None) -> None:
    school.posting_paused_at = since
    school.save(update_fields=["posting_paused_at"])


def _waiting(school: School) -> list[Post]:
    posts = Post.objects.filter(school=school, state__in=QUEUED)
    for post in posts.filter(place__isnull=False).order_by("thread", "place"):
        threads.hold(post)
    return list(posts.select_related("school").select_for_update(of=("self",)).order_by("id"))


def _reopen(post: Post, by: Person, now: datetime) -> None:
    version = _as_it_was(post, now)
    step(
        post,
        Verb.REOPEN,
        by=by,
        now=now,
        details={"version": version.number},
        submitted_at=now,
        **waiting.clock(post, now),
        seal="",
        fingerprint="",
        scheduled_for=None,
        not_before=None,
        expires_at=None,
        trouble="",
    )


def _as_it_was(post: Post, now: datetime) -> Version:
    """The same words and pictures as a new version, which nobody has approved."""
    last = post.versions.latest("number")
    return Version.objects.create(
        school=post.school,
        post=post,
        number=last.number + 1,
        kind=last.kind,
        text=last.text,
        pictures=last.pictures,
        findings=last.findings,
        policy_version=last.policy_version,
        approvals_needed=last.approvals_needed,
        submitted_by_id=last.submitted_by_id,
        submitted_at=now,
    )


def _tell(school: School, kind: str, now: datetime) -> None:
    """Everybody who reviews, in one letter each."""
    able = Membership.objects.able_to(Permission.REVIEW_POSTS)
    path = reverse("drafts:freeze", args=[school.slug])
    for address in sorted(set(able.values_list("person__email", flat=True))):
        letters.queue(school=school, to=address, kind=kind, path=path, now=now)
