"""Sending a draft for approval, and taking it back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from consent.models import Photo
from moderation.drafts import checks, wall_clock
from moderation.drafts.actions import drafts
from moderation.drafts.checks import CheckedFinding
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post, Version
from moderation.drafts.transitions import move, take_out_of_the_queue
from moderation.drafts.workflow import Verb
from policy.queries import NoPolicy, version_in_force
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit


class NothingToSay(Refusal):
    """A post needs words."""


class PhotosNotReady(Refusal):
    """A picture is still being prepared, or could not be used."""


class PhotosUndeclared(Refusal):
    """The author has not said who is in a picture."""


class Blocked(Refusal):
    """The policy stands in the way; ``findings`` say where and why."""

    def __init__(self, findings: tuple[CheckedFinding, ...]) -> None:
        self.findings = findings
        places = "one place" if len(findings) == 1 else f"{len(findings)} places"
        super().__init__(
            f"The policy needs a change, or a reason, in {places} before this can go on."
        )


def submit(*, post: Post, by: Person, now: datetime, wall_time: str = "") -> Post:
    """Send the draft to SLT, with the London time it is wished for if any.

    Raises ``NothingToSay``, ``PhotosNotReady``, ``PhotosUndeclared``, ``Blocked``, or what
    ``wall_clock.to_utc`` refuses. What the policy stopped is counted, rule by rule.
    """
    if wall_time:
        wall_clock.to_utc(wall_time, now=now)
    try:
        with transaction.atomic():
            return _submit(drafts.editable(post, by), by, wall_time, now)
    except Blocked as stopped:
        rules = sorted({checked.finding.rule for checked in stopped.findings})
        audit.record(
            school_id=post.school_id,
            by=by.pk,
            verb="post.stopped",
            subject=post,
            details={"rules": rules},
            at=now,
        )
        raise


def _submit(post: Post, by: Person, wall_time: str, now: datetime) -> Post:
    _complete(post)
    version = _write_version(post, by, passable(post), now)
    move(
        post,
        Verb.SUBMIT,
        by=by,
        now=now,
        details={"version": version.number},
        submitted_at=now,
        review_due_at=now + timedelta(hours=post.school.review_hours),
        wall_time=wall_clock.as_entered(wall_time) if wall_time else "",
    )
    _tell_reviewers(post, now)
    return post


def withdraw(*, post: Post, by: Person, now: datetime) -> Post:
    """Take a submitted draft back before anybody has decided."""
    with transaction.atomic():
        post = drafts.own(post, by)
        move(post, Verb.WITHDRAW, by=by, now=now)
    return post


def recall(*, post: Post, by: Person, now: datetime) -> Post:
    """Open an approved, failed or expired post for editing; its approval is gone with that."""
    with transaction.atomic():
        post = drafts.own(post, by)
        take_out_of_the_queue(post, Verb.RECALL, by=by, now=now)
    return post


def _complete(post: Post) -> None:
    if not post.text.strip():
        raise NothingToSay("Write a few words first: a post needs a text.")
    placed = list(post.post_photos.select_related("photo"))
    if any(row.photo.state != Photo.State.READY for row in placed):
        raise PhotosNotReady(
            "A photo is still being prepared or could not be used. Wait a moment, or remove it."
        )
    if any(row.shows_pupils is None for row in placed):
        raise PhotosUndeclared("Say for each photo whether pupils are in it.")


def passable(post: Post) -> tuple[CheckedFinding, ...]:
    """All findings, none of which stands in the way. Raises ``Blocked``."""
    try:
        findings = checks.findings_of(post)
    except NoPolicy as missing:
        raise Refusal(str(missing)) from None
    standing = tuple(checked for checked in findings if checked.stands_in_the_way)
    if standing:
        raise Blocked(standing)
    return findings


def _write_version(
    post: Post, by: Person, findings: tuple[CheckedFinding, ...], now: datetime
) -> Version:
    return Version.objects.create(
        school_id=post.school_id,
        post=post,
        number=post.versions.count() + 1,
        text=post.text,
        pictures=[
            {
                "photo": row.photo_id,
                "sha256": row.photo.sha256,
                "alt_text": row.alt_text,
                "shows_pupils": row.shows_pupils,
            }
            for row in post.post_photos.select_related("photo").order_by("position")
        ],
        findings=[
            {
                "rule": checked.finding.rule,
                "severity": checked.finding.severity,
                "clause": checked.finding.clause_number,
                "where": checked.finding.where,
                "key": checked.finding.key,
            }
            for checked in findings
        ],
        policy_version=version_in_force(post.school, timezone.localdate(now)).number,
        submitted_by=by,
        submitted_at=now,
    )


def _tell_reviewers(post: Post, now: datetime) -> None:
    reviewers = Membership.objects.able_to(Permission.REVIEW_POSTS).exclude(person=post.author)
    path = reverse("drafts:review", args=[post.school.slug, post.pk])
    for address in reviewers.values_list("person__email", flat=True):
        letters.queue(school=post.school, to=address, kind="draft-waiting", path=path, now=now)
