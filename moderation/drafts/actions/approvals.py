"""Counting approvals in: the last one that the policy wants seals the post and queues it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from moderation.drafts import approvers, children, hours, quiet, seal, tasks, threads, wall_clock
from moderation.drafts import slots as places
from moderation.drafts.actions import flags, proofs, slots
from moderation.drafts.actions.decisions import decide, tell_author
from moderation.drafts.actions.submissions import Blocked, checked_anew
from moderation.drafts.approvers import Approvals
from moderation.drafts.checks import Checked
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Decision, Post, Version
from moderation.drafts.process import Asked
from moderation.drafts.steps import step
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
    """The safeguarding lead looks at ``post`` first. ``quiet`` are not for the one who asked."""

    def __init__(self, post: Post, found: tuple[Finding, ...]) -> None:
        self.post, self.quiet = post, found
        super().__init__(quiet.WAITS)


class NotToBeShown(Refusal):
    """A child in a picture may not be shown on the day on which the post would go out."""


class OutsideHours(Refusal):
    """The school does not post at that hour; ``choices`` are the next one at which it does."""

    def __init__(self, message: str, choices: tuple[Choice, ...]) -> None:
        self.choices = choices
        follows = (
            gettext("Choose the time below, or another.")
            if choices
            else gettext("Choose another time.")
        )
        super().__init__(f"{message} {follows}")


class When(NamedTuple):
    """The London wall time a reviewer chose, empty for at once; ``in_slot``: it is a weekly slot's,
    and nobody else is to have it. Of a thread the first post has the slot.
    """

    wall_time: str = ""
    in_slot: bool = False


@dataclass(frozen=True, slots=True)
class _Signed:
    """One post's approval by this person; ``missing`` is how many it still wants after it."""

    post: Post
    seen: Version
    decision: Decision
    so_far: Approvals

    @property
    def missing(self) -> int:
        return max(0, self.so_far.missing - 1)


def count_in(opened: Sequence[tuple[Post, Version]], asked: Asked, when: When) -> Decision:
    """The decision of ``asked.by``, who has the locked post open and did not write it; the first
    one where it is a thread, whose posts are queued together.

    Raises ``AlreadyApproved``, ``submissions.Blocked``, ``WithTheLead``, ``OutsideHours``,
    ``NotToBeShown``, what ``slots.claim`` refuses.
    """
    if asked.by is None:
        raise TypeError("A post is approved by a person.")
    if when.in_slot:
        # before the first event: everybody takes the two in that order
        places.hold(opened[0][0].account)
    signed = [_sign(post, seen, asked, by=asked.by) for post, seen in opened]
    missing = max(one.missing for one in signed)
    for one in signed:
        if missing:
            _wait_for_another(one, missing, by=asked.by, when=when, now=asked.now)
        else:
            _queue(one, asked, when if one is signed[0] else when._replace(in_slot=False))
    if missing:
        _tell_the_others(signed, by=asked.by, now=asked.now)
    else:
        tell_author(signed[0].post, "draft-approved", asked.now)
    return signed[0].decision


def _sign(post: Post, seen: Version, asked: Asked, *, by: Person) -> _Signed:
    checked = checked_anew(post, asked)
    day = asked.goes_out_on
    so_far = approvers.approvals(post, seen, checked, day)
    if by in so_far.by:
        raise AlreadyApproved(
            gettext("You have approved this. One more person must, somebody else.")
        )
    _refuse_what_stands(post, checked, asked)
    if children.not_to_be_shown(post, day):
        raise NotToBeShown(
            gettext(
                "Somebody in a photo may not be shown. Return the draft, so that its "
                "author chooses another photo."
            )
        )
    flags.raise_for(post=post, quiet=checked.quiet, now=asked.now)
    stamp = seal.seal(post, policy_version=checked.version.number, day=day)
    decision = decide(post, seen, Decision.Verdict.APPROVE, by, asked.now, seal=stamp)
    proofs.freeze(post=post, decision=decision, day=day, now=asked.now)
    return _Signed(post, seen, decision, so_far)


def _refuse_what_stands(post: Post, checked: Checked, asked: Asked) -> None:
    standing = checked.in_the_way
    hour = next((one for one in standing if one.finding.rule == posting_hours.ID), None)
    if hour and len(standing) == 1:
        raise OutsideHours(hour.finding.message, hours.next_allowed(checked, asked.now))
    if standing:
        raise Blocked(standing)
    if quiet.holds(post, checked):
        raise WithTheLead(post, checked.quiet)


def _wait_for_another(
    signed: _Signed, missing: int, *, by: Person, when: When, now: datetime
) -> None:
    """It stays where it is, with the hour the first approver chose.

    A slot is given out with the last approval: until then it is a wish.
    """
    post = signed.post
    if when.wall_time:
        post.wall_time = "" if when.in_slot else wall_clock.as_entered(when.wall_time)
        post.wishes_slot = when.in_slot
        post.save(update_fields=["wall_time", "wishes_slot"])
    details: dict[str, audit.Detail] = {"version": signed.seen.number, "missing": missing}
    audit.record(
        school_id=post.school_id,
        by=by.pk,
        verb="post.approve_in_part",
        subject=post,
        details=details,
        at=now,
    )


def _tell_the_others(signed: Sequence[_Signed], *, by: Person, now: datetime) -> None:
    post = signed[0].post
    given = {person.pk for one in signed for person in one.so_far.by}
    others = Membership.objects.able_to(Permission.APPROVE_POSTS).exclude(
        person__in=[post.author_id, by.pk, *given]
    )
    path = reverse("drafts:review", args=[post.school.slug, post.pk])
    for address in others.values_list("person__email", flat=True):
        letters.queue(school=post.school, to=address, kind="draft-waiting", path=path, now=now)


def _queue(signed: _Signed, asked: Asked, when: When) -> None:
    """Approved, and scheduled unless it waits for the one before it in its thread."""
    post, by, now, at = signed.post, asked.by, asked.now, asked.at or asked.now
    if when.in_slot:
        slots.claim(post, at, now)
    step(
        post,
        Verb.APPROVE,
        by=by,
        now=now,
        details={"version": signed.seen.number},
        seal=signed.decision.seal,
        wall_time=wall_clock.as_entered(when.wall_time) if when.wall_time else "",
        scheduled_for=at,
        fingerprint=seal.fingerprint(post, timezone.localdate(at).isoformat()),
    )
    if not threads.is_next(post):
        return
    step(
        post,
        Verb.SCHEDULE,
        by=by,
        now=now,
        slot_at=at if when.in_slot else None,
        not_before=at,
        expires_at=at + timedelta(minutes=post.school.grace_minutes),
    )
    if at <= now:
        transaction.on_commit(partial(ring, tasks.send, post.school_id, post.pk))
