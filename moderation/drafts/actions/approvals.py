"""Counting approvals in: the last one that the policy wants seals the post and queues it."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from moderation.drafts import approvers, children, hours, quiet, seal, tasks, wall_clock
from moderation.drafts.actions import flags, proofs
from moderation.drafts.actions.decisions import decide, tell_author
from moderation.drafts.actions.submissions import Blocked, checked_anew
from moderation.drafts.approvers import Approvals
from moderation.drafts.checks import Checked
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Decision, Post, Version
from moderation.drafts.process import Asked
from moderation.drafts.transitions import move
from moderation.drafts.wall_clock import Choice
from moderation.drafts.workflow import Verb
from policy.findings import Finding
from policy.rules import posting_hours
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring


class AlreadyApproved(Refusal):
    """This person has; the policy wants somebody else as well."""


class WithTheLead(Refusal):
    """The safeguarding lead looks at it first. ``quiet`` are not for the one who asked."""

    def __init__(self, found: tuple[Finding, ...]) -> None:
        self.quiet = found
        super().__init__(quiet.WAITS)


class NotToBeShown(Refusal):
    """A child in a picture may not be shown on the day on which the post would go out."""


class OutsideHours(Refusal):
    """The school does not post at that hour; ``choices`` are the next one at which it does."""

    def __init__(self, message: str, choices: tuple[Choice, ...]) -> None:
        self.choices = choices
        follows = "Choose the time below, or another." if choices else "Choose another time."
        super().__init__(f"{message} {follows}")


def count_in(post: Post, seen: Version, asked: Asked, *, wall_time: str) -> Decision:
    """The decision of ``asked.by``, who has the locked post open and did not write it.

    Raises ``AlreadyApproved``, ``submissions.Blocked``, ``WithTheLead``, ``OutsideHours``,
    ``NotToBeShown``.
    """
    if asked.by is None:
        raise TypeError("A post is approved by a person.")
    checked = checked_anew(post, asked)
    day = asked.goes_out_on
    so_far = approvers.approvals(post, seen, checked, day)
    if asked.by in so_far.by:
        raise AlreadyApproved("You have approved this. One more person must, somebody else.")
    _refuse_what_stands(post, checked, asked)
    if children.not_to_be_shown(post, day):
        raise NotToBeShown(
            "Somebody in a photo may not be shown. Return the draft, so that its author chooses "
            "another photo."
        )
    flags.raise_for(post=post, quiet=checked.quiet, now=asked.now)
    stamp = seal.seal(post, policy_version=checked.version.number, day=day)
    decision = decide(post, seen, Decision.Verdict.APPROVE, asked.by, asked.now, seal=stamp)
    proofs.freeze(post=post, decision=decision, day=day, now=asked.now)
    if so_far.missing > 1:
        _wait_for_another(post, seen, so_far, by=asked.by, wall_time=wall_time, now=asked.now)
    else:
        _queue(post, seen, asked, wall_time=wall_time, stamp=stamp)
    return decision


def _refuse_what_stands(post: Post, checked: Checked, asked: Asked) -> None:
    standing = checked.in_the_way
    hour = next((one for one in standing if one.finding.rule == posting_hours.ID), None)
    if hour and len(standing) == 1:
        raise OutsideHours(hour.finding.message, hours.next_allowed(checked, asked.now))
    if standing:
        raise Blocked(standing)
    if quiet.holds(post, checked):
        raise WithTheLead(checked.quiet)


def _wait_for_another(
    post: Post, seen: Version, so_far: Approvals, *, by: Person, wall_time: str, now: datetime
) -> None:
    """It stays where it is, with the hour the first approver chose, and the others are told."""
    if wall_time:
        post.wall_time = wall_clock.as_entered(wall_time)
        post.save(update_fields=["wall_time"])
    details: dict[str, audit.Detail] = {"version": seen.number, "missing": so_far.missing - 1}
    audit.record(
        school_id=post.school_id,
        by=by.pk,
        verb="post.approve_in_part",
        subject=post,
        details=details,
        at=now,
    )
    spoken = [post.author_id, by.pk, *(person.pk for person in so_far.by)]
    others = Membership.objects.able_to(Permission.APPROVE_POSTS).exclude(person__in=spoken)
    path = reverse("drafts:review", args=[post.school.slug, post.pk])
    for address in others.values_list("person__email", flat=True):
        letters.queue(school=post.school, to=address, kind="draft-waiting", path=path, now=now)


def _queue(post: Post, seen: Version, asked: Asked, *, wall_time: str, stamp: str) -> None:
    by, now, at = asked.by, asked.now, asked.at or asked.now
    move(post, Verb.APPROVE, by=by, now=now, details={"version": seen.number}, seal=stamp)
    move(
        post,
        Verb.SCHEDULE,
        by=by,
        now=now,
        wall_time=wall_clock.as_entered(wall_time) if wall_time else "",
        scheduled_for=at,
        not_before=at,
        expires_at=at + timedelta(minutes=post.school.grace_minutes),
        fingerprint=seal.fingerprint(post, timezone.localdate(at).isoformat()),
    )
    tell_author(post, "draft-approved", now)
    if at <= now:
        transaction.on_commit(partial(ring, tasks.send, post.school_id, post.pk))
